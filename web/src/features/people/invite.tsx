// Invites a person; where the server sends no mail, shows the link once to hand on.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { Role } from "@/api/types";
import { Button } from "@/design/button";
import { CopyText } from "@/design/copy";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { LANGUAGES, spokenLanguage } from "@/lib/preferences";
import { useSubmit } from "@/lib/use_submit";
import { RoleChoice } from "./role_choice";

interface InviteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

// Also for a second link to someone who has not come yet.
export function LinkOnce({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
  const { t } = useTranslation();
  const url = link.startsWith("/") ? window.location.origin + link : link;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("people.invited", { name })}
      description={t("people.linkText")}
      footer={
        <Button look="primary" onClick={onClose}>
          {t("ui.done")}
        </Button>
      }
    >
      <CopyText text={url} label={t("people.link")} />
    </Dialog>
  );
}

export function Invite({ isOpen, onOpenChange }: InviteProps) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [locale, setLocale] = useState(spokenLanguage(i18n.language));
  const [roles, setRoles] = useState<Role[]>(["rep"]);
  const [link, setLink] = useState<string | null>(null);
  function close() {
    setName("");
    setEmail("");
    setRoles(["rep"]);
    setLink(null);
    onOpenChange(false);
  }
  const form = useSubmit(async () => {
    const answer = await api.post("/people", { body: { name: name.trim(), email: email.trim(), roles, locale } });
    await client.invalidateQueries({ queryKey: ["people"] });
    if (answer.invitation_link) return setLink(answer.invitation_link);
    say(t("people.mailSent", { email }));
    close();
  });
  if (link) return <LinkOnce name={name} link={link} onClose={close} />;
  const missing = !name.trim() || !email.trim() ? t("people.fillIn") : roles.length === 0 ? t("people.noRole") : undefined;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("people.invite")}
      description={t("people.inviteText")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
            {t("people.send")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["name", "email", "locale"]} /> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("person.name")} error={form.errors["name"]}>
            <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t("person.email")} error={form.errors["email"]}>
            <Input type="email" autoComplete="off" value={email} onChange={(event) => setEmail(event.target.value)} />
          </Field>
          <Field label={t("person.language")} error={form.errors["locale"]}>
            <Select value={locale} options={LANGUAGES.map((value) => ({ value, label: t(`language.own.${value}`) }))} onValueChange={(value) => setLocale(spokenLanguage(value))} />
          </Field>
        </div>
        <RoleChoice roles={roles} onChange={setRoles} />
      </div>
    </Dialog>
  );
}
