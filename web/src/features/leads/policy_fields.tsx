// The company's own part of the policy: who takes turns, how many leads, when they work, what is protected.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { Card } from "@/design/page";
import { Segmented, Switch } from "@/design/toggle";
import { FormulaEditor } from "@/formula/formula_editor";
import { useFormat } from "@/lib/format";
import { timeZones } from "@/lib/places";
import { DaysOff } from "./days_off";
import { HoursForm } from "./hours_form";
import { hoursErrors, type PolicyDraft } from "./policy_draft";

const METHODS = ["round_robin", "least_loaded"] as const;
const PROTECT_EXAMPLE = "is_key_account || annual_revenue >= 1000000";
const SECONDS_A_MINUTE = 60;

export interface PolicyFieldsProps {
  draft: PolicyDraft;
  errors: Record<string, string>;
  onChange: (change: Partial<PolicyDraft>) => void;
}

export function Turns({ draft, errors, onChange }: PolicyFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const minutes = Number(draft.minutes);
  return (
    <Card title={t("leads.whoGets")} description={t("leads.whoGetsText")}>
      <div className="flex flex-col gap-4.5">
        <Segmented label={t("leads.method")} value={draft.method} options={METHODS.map((value) => ({ value, label: t(`leads.methods.${value}`) }))} onChange={(method) => onChange({ method })} className="self-start" />
        <p className="-mt-2 text-sm text-ink-2">{t(`leads.methodText.${draft.method}`)}</p>
        <div className="grid gap-4.5 sm:grid-cols-2">
          <Field label={t("leads.capacity")} hint={t("leads.capacityHint")} error={errors["capacity"]}>
            <Input type="number" inputMode="numeric" min={1} value={draft.capacity} onChange={(event) => onChange({ capacity: event.target.value })} />
          </Field>
          <Field label={t("leads.minutes")} hint={minutes > 0 ? t("leads.minutesHint", { time: format.duration(minutes * SECONDS_A_MINUTE) }) : undefined} error={errors["minutes"]}>
            <Input type="number" inputMode="numeric" min={1} suffix="min" value={draft.minutes} onChange={(event) => onChange({ minutes: event.target.value })} />
          </Field>
        </div>
        <Switch label={t("leads.reassign")} hint={t("leads.reassignHint")} isChecked={draft.is_late_reassigned} onChange={(is_late_reassigned) => onChange({ is_late_reassigned })} />
        <Switch label={t("leads.overlays")} hint={t("leads.overlaysHint")} isChecked={draft.has_overlays} onChange={(has_overlays) => onChange({ has_overlays })} />
        <Switch label={t("leads.keepOwn")} hint={t("leads.keepOwnHint")} isChecked={draft.does_keep_own} onChange={(does_keep_own) => onChange({ does_keep_own })} />
      </div>
    </Card>
  );
}

export function Protection({ draft, errors, onChange }: PolicyFieldsProps) {
  const { t } = useTranslation();
  return (
    <Card title={t("leads.protect")} description={t("leads.protectText")}>
      <Field label={t("leads.protectFormula")} error={errors["protect"]}>
        <FormulaEditor object="account" type="bool" value={draft.protect} placeholder={PROTECT_EXAMPLE} isShort onChange={(protect) => onChange({ protect })} />
      </Field>
    </Card>
  );
}

export function WorkingTime({ draft, errors, onChange }: PolicyFieldsProps) {
  const { t } = useTranslation();
  const zones = useMemo(timeZones, []);
  return (
    <Card title={t("leads.workingTime")} description={t("leads.workingTimeText")}>
      <div className="flex flex-col gap-5">
        <Field label={t("company.timeZone")} error={errors["zone"]} className="max-w-sm">
          <Combobox options={zones} value={draft.zone} valueLabel={draft.zone.replaceAll("_", " ")} onChange={(zone) => onChange({ zone })} />
        </Field>
        <HoursForm hours={draft.hours} errors={hoursErrors(draft.hours, errors)} onChange={(hours) => onChange({ hours })} />
        <DaysOff days={draft.days_off} hint={t("leads.daysOffHint")} error={errors["days_off"]} onChange={(days_off) => onChange({ days_off })} />
      </div>
    </Card>
  );
}
