import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { personQuery } from "@/api/queries";
import { useSession } from "@/api/session";
import type { PersonId } from "@/api/types";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { speak } from "@/i18n";
import { isLanguage, LANGUAGES } from "@/lib/preferences";
import { timeZones } from "@/lib/places";
import { useSubmit } from "@/lib/use_submit";

export function PersonalCard() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const { person, company } = useSession();
  const own = useQuery(personQuery(person.id as PersonId)).data;
  const [name, setName] = useState(person.name);
  const [locale, setLocale] = useState(person.locale);
  const [zone, setZone] = useState<string | null>(null);
  const time_zone = zone ?? own?.time_zone ?? company.time_zone;
  const zones = useMemo(timeZones, []);
  const isChanged = name !== person.name || locale !== person.locale || (zone !== null && zone !== own?.time_zone);
  const form = useSubmit(async () => {
    await api.patch("/people/me", { body: { name: name.trim(), locale: locale as "en" | "nl", time_zone } });
    if (isLanguage(locale)) await speak(locale);
    await client.invalidateQueries({ queryKey: ["session"] });
    await client.invalidateQueries({ queryKey: ["people"] });
    say(t("ui.saved"));
  });
  const missing = !name.trim() ? t("profile.nameNeeded") : !isChanged ? t("ui.nothingChanged") : undefined;
  return (
    <Card title={t("profile.personal")} description={person.email}>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="grid gap-4 sm:grid-cols-2">
        {form.problem ? (
          <div className="sm:col-span-2">
            <ProblemNote problem={form.problem} shownFields={["name", "locale", "time_zone"]} />
          </div>
        ) : null}
        <Field label={t("person.name")} error={form.errors["name"]} className="sm:col-span-2">
          <Input autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t("person.language")} error={form.errors["locale"]}>
          <Select value={locale} options={LANGUAGES.map((value) => ({ value, label: t(`language.own.${value}`) }))} onValueChange={(value) => setLocale(value as typeof locale)} />
        </Field>
        <Field label={t("company.timeZone")} error={form.errors["time_zone"]}>
          <Combobox options={zones} value={time_zone} onChange={setZone} />
        </Field>
        <div className="flex justify-end sm:col-span-2">
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
            {t("ui.save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
