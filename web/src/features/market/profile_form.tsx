// The draft of the ideal customer: its criteria, to be added, changed, put in order and saved as a whole.
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { CriterionFields } from "./criterion_fields";
import { ProfileConflict } from "./profile_conflict";
import { CRITERIA_MAX, mistakeOf, moved, partsOf, type Row, withNewRow } from "./profile_draft";
import type { ProfileForm } from "./use_profile_form";

const PARTS = ["name", "formula", "weight"] as const;

// A formula's mistakes stand under it with their places already; the server's text says the same once more.
function useShownErrors({ form }: ProfileForm): Record<string, string> {
  const { t } = useTranslation();
  const shown = { ...form.errors };
  if (!(form.problem instanceof ApiProblem)) return shown;
  for (const { pointer, rule } of form.problem.body.errors ?? []) {
    const field = (pointer ?? "").replace(/^[#/]+/, "");
    if (rule.startsWith("Q") && field.endsWith("/formula")) shown[field] = t("rules.missing.repair");
  }
  return shown;
}

function Footer({ editor }: { editor: ProfileForm }) {
  const { t } = useTranslation();
  const { values, form, conflict, isGone, isEditing, isChanged, discard } = editor;
  const mistake = mistakeOf(values);
  const missing = mistake ? t(`icp.missing.${mistake}`) : !isChanged && t("ui.nothingChanged");
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {isEditing ? <Button onClick={discard}>{conflict ? t("crm.takeTheirs") : t("ui.discard")}</Button> : null}
      <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
        {isGone ? t("icp.saveAsNew") : conflict ? t("crm.saveAnyway") : t("ui.save")}
      </Button>
    </div>
  );
}

export function ProfileEditor({ editor }: { editor: ProfileForm }) {
  const { t } = useTranslation();
  const { values, base, form, conflict, isGone, change } = editor;
  const errors = useShownErrors(editor);
  const parts = partsOf(values.rows);
  const setRows = (rows: Row[]) => change({ ...values, rows });
  const shown = ["name", "criteria", ...values.rows.flatMap((_, index) => PARTS.map((part) => `criteria/${index}/${part}`))];
  return (
    <form noValidate onSubmit={(event) => void form.submit(event)}>
      <Card isFlush title={t("icp.criteria")} description={t("icp.criteriaText")} footer={<Footer editor={editor} />}>
        <div className="flex flex-col gap-4 px-5 pb-4 max-md:px-4">
          {isGone ? (
            <p role="alert" className="rounded-md bg-warning-soft px-4 py-3 text-warning-text">
              {t("icp.gone")}
            </p>
          ) : null}
          {conflict && base ? <ProfileConflict before={conflict.before} theirs={base} /> : null}
          {form.problem ? <ProblemNote problem={form.problem} shownFields={shown} /> : null}
          <Field label={t("icp.name")} error={errors["name"]} className="max-w-xl">
            <Input value={values.name} maxLength={200} autoComplete="off" placeholder={t("icp.namePlaceholder")} onChange={(event) => change({ ...values, name: event.target.value })} />
          </Field>
          {errors["criteria"] ? <p className="text-sm font-medium text-danger-text">{errors["criteria"]}</p> : null}
        </div>
        <ol aria-label={t("icp.criteria")} className="divide-y divide-line border-t border-line empty:hidden">
          {values.rows.map((row, index) => (
            <CriterionFields
              key={row.key}
              row={row}
              place={index + 1}
              count={values.rows.length}
              part={parts[index] ?? null}
              errors={Object.fromEntries(PARTS.map((part) => [part, errors[`criteria/${index}/${part}`]]))}
              onChange={(next) => setRows(values.rows.map((one) => (one.key === row.key ? next : one)))}
              onMove={(by) => setRows(moved(values.rows, index, by))}
              onRemove={() => setRows(values.rows.filter(({ key }) => key !== row.key))}
            />
          ))}
        </ol>
        <div className="border-t border-line px-5 py-3.5 max-md:px-4">
          <Button icon={<Plus aria-hidden className="size-4" />} disabledReason={values.rows.length >= CRITERIA_MAX && t("icp.criteriaMany")} onClick={() => change(withNewRow(values))}>
            {t("icp.addCriterion")}
          </Button>
        </div>
      </Card>
    </form>
  );
}
