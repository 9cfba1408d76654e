import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { useSession } from "@/api/session";
import type { Permission, Session } from "@/api/types";
import { Button } from "@/design/button";
import { CopyText } from "@/design/copy";
import { Dialog } from "@/design/dialog";
import { Field, FieldGroup } from "@/design/field";
import { Input, Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Checkbox } from "@/design/toggle";
import { useSubmit } from "@/lib/use_submit";

const DAYS = [30, 90, 365] as const;
const DAY_MS = 86_400_000;

interface NewTokenProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

function Scopes({ scopes, onChange }: { scopes: Permission[]; onChange: (scopes: Permission[]) => void }) {
  const { t } = useTranslation();
  const { permissions } = useSession();
  return (
    <FieldGroup legend={t("token.scopes")} hint={t("token.scopesHint")}>
      <div className="grid gap-2.5 sm:grid-cols-2">
        {permissions.map((permission) => (
          <Checkbox
            key={permission}
            label={t(`permission.${permission.replace(".", "_")}` as "permission.plans_read")}
            hint={<span className="font-mono">{permission}</span>}
            isChecked={scopes.includes(permission)}
            onChange={(isChecked) => onChange(permissions.filter((other) => (other === permission ? isChecked : scopes.includes(other))))}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("token.made")}
      description={t("token.madeText")}
      footer={
        <Button look="primary" onClick={onClose}>
          {t("ui.done")}
        </Button>
      }
    >
      <CopyText text={secret} label={t("token.secret")} />
      <p className="mt-3 text-sm text-ink-3">{t("token.howTo")}</p>
      <pre className="mt-1.5 overflow-x-auto rounded-md bg-surface-2 p-3 font-mono text-xs text-ink-2">{`curl -H "Authorization: Bearer $TOKEN" ${window.location.origin}/api/v1/plans`}</pre>
    </Dialog>
  );
}

export function NewToken({ isOpen, onOpenChange }: NewTokenProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [scopes, setScopes] = useState<Permission[]>([]);
  const [secret, setSecret] = useState<string | null>(null);
  const form = useSubmit(async () => {
    const expires_at = new Date(Date.now() + Number(days) * DAY_MS).toISOString().replace(/\.\d+Z$/, "Z");
    const answer = await api.post("/tokens", { body: { name: name.trim(), scopes: scopes as Session["permissions"], expires_at } });
    await client.invalidateQueries({ queryKey: ["tokens"] });
    setSecret(answer.secret);
  });
  function close() {
    setSecret(null);
    setName("");
    setScopes([]);
    onOpenChange(false);
  }
  if (secret) return <SecretOnce secret={secret} onClose={close} />;
  const missing = !name.trim() ? t("token.fillIn") : scopes.length === 0 ? t("token.noScope") : undefined;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("token.new")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
            {t("token.make")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["name", "expires_at"]} /> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("token.name")} hint={t("token.nameHint")} error={form.errors["name"]}>
            <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t("token.expires")} error={form.errors["expires_at"]}>
            <Select value={days} options={DAYS.map((count) => ({ value: String(count), label: t("token.days", { count }) }))} onValueChange={setDays} />
          </Field>
        </div>
        <Scopes scopes={scopes} onChange={setScopes} />
      </div>
    </Dialog>
  );
}
