// The first run: the company and its first administrator, in one go.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate } from "react-router";
import { api, setCsrfToken } from "@/api/client";
import { sessionQuery, setupQuery } from "@/api/queries";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { FrontPage } from "@/design/front_page";
import { Input, PasswordInput } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { countries, currencies, ownTimeZone, timeZones } from "@/lib/places";
import { spokenLanguage } from "@/lib/preferences";
import { useSubmit } from "@/lib/use_submit";

const FIELDS = ["company/name", "company/time_zone", "company/country", "company/currency", "admin/name", "admin/email", "admin/password"];

type Change<T> = (change: Partial<T>) => void;
interface CompanyDraft {
  name: string;
  time_zone: string;
  country: string;
  currency: string;
}
interface AdminDraft {
  name: string;
  email: string;
  password: string;
}
interface PartProps<T> {
  draft: T;
  errors: Record<string, string>;
  onChange: Change<T>;
}

function CompanyPart({ draft, errors, onChange }: PartProps<CompanyDraft>) {
  const { t, i18n } = useTranslation();
  const options = useMemo(
    () => ({ zones: timeZones(), countries: countries(i18n.language), currencies: currencies(i18n.language) }),
    [i18n.language],
  );
  return (
    <section className="grid gap-4 sm:grid-cols-2">
      <h2 className="text-lg font-semibold sm:col-span-2">{t("setup.company")}</h2>
      <Field label={t("company.name")} error={errors["company/name"]} className="sm:col-span-2">
        <Input name="organization" autoComplete="organization" autoFocus value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <Field label={t("company.country")} error={errors["company/country"]}>
        <Combobox options={options.countries} value={draft.country} onChange={(country) => onChange({ country })} />
      </Field>
      <Field label={t("company.currency")} error={errors["company/currency"]}>
        <Combobox options={options.currencies} value={draft.currency} onChange={(currency) => onChange({ currency })} />
      </Field>
      <Field label={t("company.timeZone")} error={errors["company/time_zone"]} className="sm:col-span-2">
        <Combobox options={options.zones} value={draft.time_zone} onChange={(time_zone) => onChange({ time_zone })} />
      </Field>
    </section>
  );
}

function AdminPart({ draft, errors, onChange }: PartProps<AdminDraft>) {
  const { t } = useTranslation();
  return (
    <section className="grid gap-4 sm:grid-cols-2">
      <h2 className="text-lg font-semibold sm:col-span-2">{t("setup.admin")}</h2>
      <Field label={t("person.name")} error={errors["admin/name"]}>
        <Input name="name" autoComplete="name" value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <Field label={t("person.email")} error={errors["admin/email"]}>
        <Input type="email" name="email" autoComplete="username" value={draft.email} onChange={(event) => onChange({ email: event.target.value })} />
      </Field>
      <Field label={t("person.password")} hint={t("person.passwordHint")} error={errors["admin/password"]} className="sm:col-span-2">
        <PasswordInput name="password" autoComplete="new-password" value={draft.password} onChange={(event) => onChange({ password: event.target.value })} />
      </Field>
    </section>
  );
}

export function Setup() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const setup = useQuery(setupQuery);
  const isDutch = i18n.language === "nl";
  const [company, setCompany] = useState<CompanyDraft>({
    name: "",
    time_zone: ownTimeZone(),
    country: isDutch ? "NL" : "US",
    currency: isDutch ? "EUR" : "USD",
  });
  const [admin, setAdmin] = useState<AdminDraft>({ name: "", email: "", password: "" });
  const [isDone, setIsDone] = useState(false);
  const form = useSubmit(async () => {
    const session = await api.post("/setup", { body: { company, admin: { ...admin, locale: spokenLanguage(i18n.language) } } });
    // The way home is drawn after this form has ended; until then "set up already" must not lead to the sign-in.
    setIsDone(true);
    client.clear();
    setCsrfToken(session.csrf_token);
    client.setQueryData(sessionQuery.queryKey, session);
    await navigate("/", { replace: true });
  });
  if (setup.data && !setup.data.needs_setup && !form.isBusy && !isDone) return <Navigate to="/sign-in" replace />;
  const isComplete = company.name && admin.name && admin.email && admin.password;
  return (
    <FrontPage title={t("setup.title")} text={t("setup.text")} isWide>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-7">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={FIELDS} /> : null}
        <CompanyPart draft={company} errors={form.errors} onChange={(change) => setCompany({ ...company, ...change })} />
        <AdminPart draft={admin} errors={form.errors} onChange={(change) => setAdmin({ ...admin, ...change })} />
        <Button type="submit" look="primary" size="large" isBusy={form.isBusy} disabledReason={!isComplete && t("setup.fillIn")}>
          {t("setup.action")}
        </Button>
      </form>
    </FrontPage>
  );
}
