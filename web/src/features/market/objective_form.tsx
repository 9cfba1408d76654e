// A company goal, new or to be changed: a period, what is counted, how much, and of which accounts.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { type Metric, METRICS, type Objective } from "@/api/market";
import { useSession } from "@/api/session";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { FormulaEditor } from "@/formula/formula_editor";
import { today } from "@/lib/days";
import { decimalMark } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { bodyOf, draftOf, mistakeOf, type ObjectiveDraft } from "./objective_draft";

const FIELDS = ["name", "first_day", "last_day", "metric", "target", "target/amount", "accounts", "segment"];
const EXAMPLE = 'country == "NL"';

interface FieldsProps {
  draft: ObjectiveDraft;
  errors: Record<string, string>;
  currency: string;
  onChange: (draft: ObjectiveDraft) => void;
}

function Fields({ draft, errors, currency, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const isMoney = draft.metric !== "new_accounts";
  return (
    <>
      <Field label={t("goals.name")} error={errors["name"]}>
        <Input value={draft.name} maxLength={200} autoComplete="off" placeholder={t("goals.namePlaceholder")} onChange={(event) => onChange({ ...draft, name: event.target.value })} />
      </Field>
      <div className="grid gap-4.5 sm:grid-cols-2">
        <Field label={t("goals.firstDay")} error={errors["first_day"]}>
          <Input type="date" value={draft.firstDay} onChange={(event) => onChange({ ...draft, firstDay: event.target.value })} />
        </Field>
        <Field label={t("goals.lastDay")} error={errors["last_day"]}>
          <Input type="date" value={draft.lastDay} onChange={(event) => onChange({ ...draft, lastDay: event.target.value })} />
        </Field>
        <Field label={t("goals.metric")} error={errors["metric"]}>
          <Select value={draft.metric} options={METRICS.map((value) => ({ value, label: t(`goals.metrics.${value}`) }))} onValueChange={(metric) => onChange({ ...draft, metric: metric as Metric })} />
        </Field>
        <Field label={t("goals.target")} error={errors["target"] ?? errors["target/amount"] ?? errors["accounts"]}>
          <Input inputMode={isMoney ? "decimal" : "numeric"} autoComplete="off" value={draft.target} suffix={isMoney ? currency : undefined} onChange={(event) => onChange({ ...draft, target: event.target.value })} />
        </Field>
      </div>
      <Field label={t("goals.segment")} hint={t("goals.segmentHint")} error={errors["segment"]}>
        <FormulaEditor object="account" type="bool" value={draft.segment} placeholder={EXAMPLE} hasPreview={false} onChange={(segment) => onChange({ ...draft, segment })} />
      </Field>
    </>
  );
}

export function ObjectiveForm({ objective, onClose }: { objective?: Objective; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const say = useToast();
  const { currency } = useSession().company;
  const mark = decimalMark(format.locale);
  const [draft, setDraft] = useState(() => draftOf(objective, mark, Number(today().slice(0, 4)) + 1));
  const form = useSubmit(async () => {
    const body = bodyOf(draft, mark, currency);
    if (objective) await api.put("/objectives/{objective}", { path: { objective: objective.id }, version: objective.version, body });
    else await api.post("/objectives", { body });
    await client.invalidateQueries({ queryKey: ["market", "objectives"] });
    say(objective ? t("ui.saved") : t("goals.added", { name: body.name }));
    onClose();
  });
  const mistake = mistakeOf(draft, mark);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      side="right"
      title={objective ? t("goals.changeTitle", { name: objective.name }) : t("goals.add")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={mistake ? t(`goals.missing.${mistake}`) : false}>
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={FIELDS} /> : null}
        <Fields draft={draft} errors={form.errors} currency={currency} onChange={setDraft} />
      </div>
    </Dialog>
  );
}
