// The fiscal year, the week, and the days nobody works.
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Company } from "@/api/types";
import { Button, IconButton } from "@/design/button";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card } from "@/design/page";
import { useFormat } from "@/lib/format";
import type { PartProps } from "./company_settings";

const DAYS = ["monday", "sunday", "saturday"] as const;

function Holidays({ draft, refusal, onChange }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [date, setDate] = useState("");
  const [name, setName] = useState("");
  function add() {
    const holidays = [...draft.holidays, { date, name: name.trim() }].sort((a, b) => a.date.localeCompare(b.date));
    onChange({ holidays });
    setDate("");
    setName("");
  }
  const isKnown = draft.holidays.some((holiday) => holiday.date === date);
  const missing = refusal ?? (!date || !name.trim() ? t("company.holidayFillIn") : isKnown ? t("company.holidayKnown") : undefined);
  return (
    <div>
      <h3 className="mb-2 text-sm font-medium">{t("company.holidays")}</h3>
      {draft.holidays.length === 0 ? <p className="mb-3 text-ink-3">{t("company.noHolidays")}</p> : null}
      <ul className="mb-3 divide-y divide-line">
        {draft.holidays.map((holiday) => (
          <li key={holiday.date} className="flex items-center gap-3 py-1.5">
            <span className="tabular w-32 shrink-0 text-ink-2">{format.localDate(holiday.date)}</span>
            <span className="min-w-0 flex-1 truncate">{holiday.name}</span>
            <IconButton
              size="small"
              label={t("company.removeHoliday", { name: holiday.name })}
              icon={<X aria-hidden className="size-4" />}
              disabledReason={refusal}
              onClick={() => onChange({ holidays: draft.holidays.filter((other) => other !== holiday) })}
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("company.holidayDate")} className="w-40">
          <Input type="date" value={date} disabled={Boolean(refusal)} onChange={(event) => setDate(event.target.value)} />
        </Field>
        <Field label={t("company.holidayName")} className="min-w-40 flex-1">
          <Input value={name} disabled={Boolean(refusal)} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Button icon={<Plus aria-hidden className="size-4" />} disabledReason={missing} onClick={add}>
          {t("company.addHoliday")}
        </Button>
      </div>
    </div>
  );
}

export function Calendar(props: PartProps) {
  const { draft, errors, refusal, onChange } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const months = Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: format.monthName(index + 1) }));
  return (
    <Card title={t("company.calendar")} description={t("company.calendarText")}>
      <div className="flex flex-col gap-5">
        <fieldset disabled={Boolean(refusal)} className="grid gap-4 sm:grid-cols-2">
          <legend className="sr-only">{t("company.calendar")}</legend>
          <Field label={t("company.fiscalYear")} error={errors["fiscal_year_start_month"]}>
            <Select value={String(draft.fiscal_year_start_month)} options={months} onValueChange={(month) => onChange({ fiscal_year_start_month: Number(month) })} />
          </Field>
          <Field label={t("company.weekStart")} error={errors["week_start"]}>
            <Select
              value={draft.week_start}
              options={DAYS.map((value) => ({ value, label: t(`company.day.${value}`) }))}
              onValueChange={(day) => onChange({ week_start: day as Company["week_start"] })}
            />
          </Field>
        </fieldset>
        <Holidays {...props} />
      </div>
    </Card>
  );
}
