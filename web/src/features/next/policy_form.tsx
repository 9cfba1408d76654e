// How the company weighs what makes an account next.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { NEXT_PARTS, type NextPart, type NextPolicy, nextPolicyQuery } from "@/api/next";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";

type Draft = Record<NextPart | "new_share", string>;

const draftOf = (policy: NextPolicy): Draft => ({
  value: String(policy.value), fit: String(policy.fit), cadence: String(policy.cadence), recency: String(policy.recency),
  new_share: String(Math.round(100 * Number(policy.new_share))),
});

function Fields({ draft, errors, onChange }: { draft: Draft; errors: Record<string, string>; onChange: (draft: Draft) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = NEXT_PARTS.reduce((all, part) => all + (Number(draft[part]) || 0), 0);
  return (
    <>
      <div className="grid gap-4.5 sm:grid-cols-2">
        {NEXT_PARTS.map((part) => (
          <Field key={part} label={t(`next.parts.${part}`)} hint={sum > 0 ? t("next.partOfPoints", { part: format.wholePercent((Number(draft[part]) || 0) / sum) }) : undefined} error={errors[part]}>
            <Input type="number" inputMode="numeric" min={0} max={100} value={draft[part]} onChange={(event) => onChange({ ...draft, [part]: event.target.value })} />
          </Field>
        ))}
      </div>
      <Field label={t("next.newShare")} hint={t("next.newShareHint")} error={errors["new_share"]}>
        <Input type="number" inputMode="numeric" min={0} max={100} suffix="%" value={draft.new_share} onChange={(event) => onChange({ ...draft, new_share: event.target.value })} />
      </Field>
    </>
  );
}

function Loaded({ policy, onClose }: { policy: NextPolicy; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [draft, setDraft] = useState(draftOf(policy));
  const form = useSubmit(async () => {
    const body = {
      value: Number(draft.value), fit: Number(draft.fit), cadence: Number(draft.cadence), recency: Number(draft.recency),
      new_share: String(Number(draft.new_share) / 100),
    };
    await api.put("/next-policy", { version: policy.version, body });
    await Promise.all([client.invalidateQueries({ queryKey: ["market", "next-policy"] }), client.invalidateQueries({ queryKey: ["crm", "next"] })]);
    say(t("next.saved"));
    onClose();
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      side="right"
      title={t("next.policy")}
      description={t("next.policyText")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy}>
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Fields draft={draft} errors={form.errors} onChange={setDraft} />
      </div>
    </Dialog>
  );
}

export function PolicyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery({ ...nextPolicyQuery, staleTime: 0 });
  if (query.data && !query.isFetching) return <Loaded policy={query.data} onClose={onClose} />;
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} side="right" title={t("next.policy")}>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton className="h-40 w-full" />}
    </Dialog>
  );
}
