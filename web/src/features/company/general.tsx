import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card } from "@/design/page";
import { LANGUAGES } from "@/lib/preferences";
import { countries, currencies, timeZones } from "@/lib/places";
import type { PartProps } from "./company_settings";

export function General({ draft, errors, refusal, onChange }: PartProps) {
  const { t, i18n } = useTranslation();
  const options = useMemo(
    () => ({ zones: timeZones(), countries: countries(i18n.language), currencies: currencies(i18n.language) }),
    [i18n.language],
  );
  return (
    <Card title={t("company.general")} description={refusal}>
      <fieldset disabled={Boolean(refusal)} className="grid gap-4 sm:grid-cols-2">
        <legend className="sr-only">{t("company.general")}</legend>
        <Field label={t("company.name")} error={errors["name"]} className="sm:col-span-2">
          <Input value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
        </Field>
        <Field label={t("company.country")} error={errors["country"]}>
          <Combobox options={options.countries} value={draft.country} onChange={(country) => onChange({ country })} />
        </Field>
        <Field label={t("company.locale")} error={errors["locale"]}>
          <Select value={draft.locale} options={LANGUAGES.map((value) => ({ value, label: t(`language.own.${value}`) }))} onValueChange={(locale) => onChange({ locale: locale as typeof draft.locale })} />
        </Field>
        <Field label={t("company.currency")} hint={t("company.currencyHint")} error={errors["currency"]}>
          <Combobox options={options.currencies} value={draft.currency} onChange={(currency) => onChange({ currency })} />
        </Field>
        <Field label={t("company.timeZone")} error={errors["time_zone"]}>
          <Combobox options={options.zones} value={draft.time_zone} onChange={(time_zone) => onChange({ time_zone })} />
        </Field>
      </fieldset>
    </Card>
  );
}
