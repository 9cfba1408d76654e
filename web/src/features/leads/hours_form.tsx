// Working hours: a line for each day of the week, with its stretches of work.
import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { WEEK, type Weekday } from "@/api/lead_routing";
import { Button, IconButton } from "@/design/button";
import { FieldGroup } from "@/design/field";
import { Input } from "@/design/input";
import { Checkbox } from "@/design/toggle";
import { type HoursDraft, STRETCHES_MAX, type Stretch, USUAL } from "./policy_draft";

interface HoursFormProps {
  hours: HoursDraft;
  errors: Partial<Record<Weekday | "all", string>>;
  onChange: (hours: HoursDraft) => void;
}

function Time({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  // As text: a time field of the browser cannot say 24:00.
  return <Input aria-label={label} inputMode="numeric" maxLength={5} value={value} onChange={(event) => onChange(event.target.value)} className="w-19! text-center" />;
}

function Day({ day, stretches, error, onChange }: { day: Weekday; stretches: Stretch[]; error: string | undefined; onChange: (stretches: Stretch[]) => void }) {
  const { t } = useTranslation();
  const name = t(`leads.days.${day}`);
  const set = (index: number, change: Partial<Stretch>) => onChange(stretches.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="grid gap-x-4 gap-y-2 py-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <div className="pt-1.5">
        <Checkbox label={name} isChecked={stretches.length > 0} onChange={(isOn) => onChange(isOn ? [USUAL] : [])} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pl-7 sm:pl-0">
        {stretches.length === 0 ? <span className="py-1.5 text-ink-3">{t("leads.free")}</span> : null}
        {stretches.map((stretch, index) => (
          <span key={index} className="inline-flex items-center gap-1.5">
            <Time label={t("leads.fromOf", { day: name })} value={stretch.from} onChange={(from) => set(index, { from })} />
            <span aria-hidden>–</span>
            <Time label={t("leads.toOf", { day: name })} value={stretch.to} onChange={(to) => set(index, { to })} />
            {stretches.length > 1 ? <IconButton size="small" label={t("leads.removeStretch", { day: name })} icon={<X aria-hidden className="size-4" />} onClick={() => onChange(stretches.filter((_, at) => at !== index))} /> : null}
          </span>
        ))}
        {stretches.length > 0 && stretches.length < STRETCHES_MAX ? (
          <Button size="small" look="ghost" icon={<Plus aria-hidden className="size-4" />} aria-label={t("leads.addStretchTo", { day: name })} onClick={() => onChange([...stretches, { from: stretches.at(-1)?.to ?? "", to: "" }])}>
            {t("leads.addStretch")}
          </Button>
        ) : null}
        {error ? <p className="w-full text-xs font-medium text-danger-text">{error}</p> : null}
      </div>
    </div>
  );
}

export function HoursForm({ hours, errors, onChange }: HoursFormProps) {
  const { t } = useTranslation();
  return (
    <FieldGroup legend={t("leads.hours")}>
      <div className="divide-y divide-line">
        {WEEK.map((day) => (
          <Day key={day} day={day} stretches={hours[day]} error={errors[day]} onChange={(stretches) => onChange({ ...hours, [day]: stretches })} />
        ))}
      </div>
      {errors.all ? <p className="text-xs font-medium text-danger-text">{errors.all}</p> : null}
    </FieldGroup>
  );
}
