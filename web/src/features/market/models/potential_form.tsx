// The potential model: what an account could bring in a year, by rules, tried on the accounts before it is saved.
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import type { PotentialModel, PotentialTrial } from "@/api/market_size";
import { useState } from "react";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { FormulaEditor } from "@/formula/formula_editor";
import { decimalMark } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { LayerField } from "./layer_field";
import { numberOf, type PotentialDraft, potentialBody, potentialDraft, potentialMistake } from "./model_draft";
import { ModelFooter } from "./model_footer";
import { RuleRows } from "./rule_rows";
import { TriedRuleNote, TrialCard } from "./trial";
import { useModelForm } from "./use_model_form";

export function PotentialForm({ model }: { model: PotentialModel }) {
  const { t } = useTranslation();
  const may = useMay();
  const mark = decimalMark(useFormat().locale);
  const editor = useModelForm({ path: "/potential-model", model, draftOf: (one: PotentialModel) => potentialDraft(one, mark), bodyOf: (draft: PotentialDraft) => potentialBody(draft, mark) });
  const { values, form, change } = editor;
  const [tried, setTried] = useState<{ body: string; trial: PotentialTrial } | null>(null);
  const body = potentialBody(values, mark);
  const attempt = useSubmit(async () => setTried({ body: JSON.stringify(body), trial: await loose.post<PotentialTrial>("/potential-model/try", { body }) }));
  const trial = tried?.body === JSON.stringify(body) ? tried.trial : null;
  const mistake = potentialMistake(values, mark);
  const missing = mistake ? t(`models.missing.${mistake}`) : false;
  const errors = { ...attempt.errors, ...form.errors };
  const shown = ["obtainable", "serviceable", "layer", ...values.rows.flatMap((_, index) => ["name", "formula", "amount"].map((part) => `rules/${index}/${part}`))];
  return (
    <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-5">
      {form.problem ? <ProblemNote problem={form.problem} shownFields={shown} /> : null}
      <Card isFlush title={t("models.potential")} description={t("models.potentialText")}>
        <RuleRows
          label={t("models.potential")}
          rows={values.rows}
          errors={errors}
          pointer="rules"
          newGives=""
          placeholder={'industry == "Hospitals"'}
          onChange={(rows) => change({ ...values, rows })}
          gives={(row, put, at) => (
            <Field label={t("models.amount")} error={errors[`${at}/amount`]}>
              <FormulaEditor object="account" value={row.gives} placeholder="employees * 120" isShort hasPreview={false} onChange={put} />
            </Field>
          )}
          note={(index) => (trial?.rules[index] ? <TriedRuleNote rule={trial.rules[index]} currency={trial.currency} /> : null)}
        />
      </Card>
      <Card title={t("models.market")} description={t("models.marketText")} footer={<ModelFooter editor={editor} missing={missing} />}>
        <div className="flex flex-col gap-5">
          <Field label={t("models.serviceable")} hint={t("models.serviceableHint")} error={errors["serviceable"]}>
            <FormulaEditor object="account" type="bool" value={values.serviceable} placeholder={'country == "NL"'} isShort hasPreview={false} onChange={(serviceable) => change({ ...values, serviceable })} />
          </Field>
          <Field label={t("models.obtainable")} hint={t("models.obtainableHint")} error={errors["obtainable"] ?? (numberOf("obtainable", values.obtainable, mark) === null ? t("models.missing.obtainable") : undefined)} className="max-w-48">
            <Input inputMode="decimal" autoComplete="off" suffix="%" value={values.obtainable} onChange={(event) => change({ ...values, obtainable: event.target.value })} />
          </Field>
          <LayerField value={values.layer} hint={t("models.potentialLayer")} error={errors["layer"]} onChange={(layer) => change({ ...values, layer })} />
          <div>
            <Button isBusy={attempt.isBusy} disabledReason={!may("crm.read") ? t("models.mayNot") : missing || (values.rows.length === 0 && t("models.noRules"))} onClick={() => void attempt.submit()}>
              {t("models.try")}
            </Button>
            <p className="mt-1.5 text-xs text-ink-3">{t("models.tryHint")}</p>
          </div>
          {attempt.problem ? <ProblemNote problem={attempt.problem} shownFields={shown} /> : null}
          {trial ? <TrialCard trial={trial} /> : null}
        </div>
      </Card>
    </form>
  );
}
