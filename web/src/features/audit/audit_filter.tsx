import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { peopleQuery } from "@/api/queries";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";

export const FILTERS = ["actor", "action", "subject", "from", "to"] as const;

interface AuditFilterProps {
  values: Record<string, string | undefined>;
  onChange: (values: Record<string, string>) => void;
}

export function AuditFilter({ values, onChange }: AuditFilterProps) {
  const { t } = useTranslation();
  const people = useQuery(peopleQuery({ limit: "200" })).data?.items ?? [];
  function set(name: string, value: string) {
    const next: Record<string, string> = {};
    for (const filter of FILTERS) {
      const kept = filter === name ? value : values[filter];
      if (kept) next[filter] = kept;
    }
    onChange(next);
  }
  return (
    <form role="search" aria-label={t("audit.filter")} onSubmit={(event) => event.preventDefault()} className="mb-4 grid grid-cols-2 gap-3 md:grid-cols-5">
      <Field label={t("audit.actor")}>
        <Select value={values["actor"] ?? ""} placeholder={t("audit.anyone")} options={people.map((person) => ({ value: person.id, label: person.name }))} onValueChange={(value) => set("actor", value)} />
      </Field>
      <Field label={t("audit.action")}>
        <Input value={values["action"] ?? ""} placeholder="person.invited" autoCapitalize="none" spellCheck={false} onChange={(event) => set("action", event.target.value)} />
      </Field>
      <Field label={t("audit.subject")} className="max-md:col-span-2">
        <Input value={values["subject"] ?? ""} placeholder="plan_…" autoCapitalize="none" spellCheck={false} onChange={(event) => set("subject", event.target.value)} />
      </Field>
      <Field label={t("audit.from")}>
        <Input type="date" value={values["from"] ?? ""} max={values["to"]} onChange={(event) => set("from", event.target.value)} />
      </Field>
      <Field label={t("audit.to")}>
        <Input type="date" value={values["to"] ?? ""} min={values["from"]} onChange={(event) => set("to", event.target.value)} />
      </Field>
    </form>
  );
}
