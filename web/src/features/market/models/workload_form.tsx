// The workload model: how often accounts are visited, how long, and how far they lie from each other.
import { useTranslation } from "react-i18next";
import type { WorkloadModel } from "@/api/market_size";
import { Field, FieldGroup } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { decimalMark } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { LayerField } from "./layer_field";
import { COMPLEXITIES, hoursOf, minutesOf, NUMBERS, numberOf, visitsOf, type WorkloadDraft, workloadBody, workloadDraft, workloadMistake } from "./model_draft";
import { ModelFooter } from "./model_footer";
import { RuleRows } from "./rule_rows";
import { useModelForm } from "./use_model_form";

const EXAMPLE_KM = 10;

// What the numbers come to, in words: an account of the first rule, of the usual complexity, ten kilometres from the next.
function Effect({ draft }: { draft: WorkloadDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mark = decimalMark(format.locale);
  const [first] = draft.rows;
  const visits = first && visitsOf(first.gives);
  const minutes = minutesOf(draft.minutes[draft.complexityDefault - 1] ?? "");
  const [detour, speed, hours] = (["detour", "speed_kmh", "hours_a_year"] as const).map((name) => Number(numberOf(name, draft[name], mark) ?? NaN));
  if (!first || !visits || !minutes || !detour || !speed || !hours) return null;
  const km = Math.min(EXAMPLE_KM, Number(numberOf("distance_most_km", draft.distance_most_km, mark) ?? EXAMPLE_KM));
  const year = hoursOf(visits, minutes, km, detour, speed);
  return (
    <p role="status" className="rounded-md bg-surface-2 px-4 py-3">
      {t("models.effect", {
        name: first.name.trim() || t("models.ruleNumber", { number: 1 }), visits: format.number(visits), minutes: format.number(minutes), distance: format.km(km),
        travel: format.number(Math.round((60 * detour * km) / speed)), hours: format.number(Math.round(year * 10) / 10), accounts: format.number(Math.floor(hours / year)),
      })}
    </p>
  );
}

export function WorkloadForm({ model }: { model: WorkloadModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mark = decimalMark(format.locale);
  const editor = useModelForm({ path: "/workload-model", model, draftOf: (one: WorkloadModel) => workloadDraft(one, mark), bodyOf: (draft: WorkloadDraft) => workloadBody(draft, mark) });
  const { values, form, change } = editor;
  const mistake = workloadMistake(values, mark);
  const shown = [...NUMBERS, "layer", ...values.rows.flatMap((_, index) => ["name", "formula", "a_year"].map((part) => `visits/${index}/${part}`))];
  const wrong = (name: (typeof NUMBERS)[number]) => form.errors[name] ?? (numberOf(name, values[name], mark) === null ? t(`models.missing.${name}`) : undefined);
  return (
    <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-5">
      {form.problem ? <ProblemNote problem={form.problem} shownFields={shown} /> : null}
      <Card isFlush title={t("models.visits")} description={t("models.visitsText")}>
        <RuleRows
          label={t("models.visits")}
          rows={values.rows}
          errors={form.errors}
          pointer="visits"
          newGives="12"
          placeholder={'kind == "customer"'}
          onChange={(rows) => change({ ...values, rows })}
          gives={(row, put, at) => (
            <Field label={t("models.aYear")} error={form.errors[`${at}/a_year`] ?? (visitsOf(row.gives) === null ? t("models.missing.visits") : undefined)} className="max-w-40">
              <Input type="number" inputMode="numeric" min={0} max={1000} step={1} value={row.gives} onChange={(event) => put(event.target.value)} />
            </Field>
          )}
        />
      </Card>
      <Card title={t("models.time")} description={t("models.timeText")} footer={<ModelFooter editor={editor} missing={mistake ? t(`models.missing.${mistake}`) : false} />}>
        <div className="flex flex-col gap-5">
          <FieldGroup legend={t("models.minutes")} hint={t("models.minutesHint")}>
            <div className="grid grid-cols-2 gap-3.5 sm:grid-cols-5">
              {COMPLEXITIES.map((complexity, index) => (
                <Field key={complexity} label={t("models.complexity", { complexity })} error={minutesOf(values.minutes[index] ?? "") === null ? t("models.missing.minutes") : undefined}>
                  <Input type="number" inputMode="numeric" min={0} max={1440} suffix={t("models.min")} value={values.minutes[index] ?? ""} onChange={(event) => change({ ...values, minutes: values.minutes.map((typed, place) => (place === index ? event.target.value : typed)) })} />
                </Field>
              ))}
            </div>
          </FieldGroup>
          <Field label={t("models.complexityDefault")} className="max-w-md">
            <Select value={String(values.complexityDefault)} options={COMPLEXITIES.map((value) => ({ value: String(value), label: String(value) }))} onValueChange={(value) => change({ ...values, complexityDefault: Number(value) })} />
          </Field>
          <div className="grid gap-4.5 sm:grid-cols-2 lg:grid-cols-4">
            {NUMBERS.map((name) => (
              <Field key={name} label={t(`models.${name}.label`)} hint={t(`models.${name}.hint`)} error={wrong(name)}>
                <Input inputMode="decimal" autoComplete="off" suffix={t(`models.${name}.suffix`)} value={values[name]} onChange={(event) => change({ ...values, [name]: event.target.value })} />
              </Field>
            ))}
          </div>
          <LayerField value={values.layer} hint={t("models.workloadLayer")} error={form.errors["layer"]} onChange={(layer) => change({ ...values, layer })} />
          <Effect draft={values} />
        </div>
      </Card>
    </form>
  );
}
