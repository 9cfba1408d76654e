// Where a lead would go by the policy as it is typed, saved or not.
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type LeadTrial, tryLead } from "@/api/lead_routing";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { WhyList } from "@/lead_routing/why_list";
import { useFormat } from "@/lib/format";
import { countries } from "@/lib/places";
import { useSubmit } from "@/lib/use_submit";
import { type PolicyDraft, policyOf } from "./policy_draft";

const TEXTS = ["company", "email", "postal_code", "industry"] as const;
type TextName = (typeof TEXTS)[number];

type Draft = Record<TextName | "country" | "employees" | "at", string>;
const EMPTY: Draft = { company: "", email: "", postal_code: "", industry: "", country: "", employees: "", at: "" };

function leadOf(draft: Draft, company: string): Record<string, unknown> {
  const lead: Record<string, unknown> = { company };
  for (const name of [...TEXTS, "country"] as const) if (draft[name].trim()) lead[name] = draft[name].trim();
  if (draft.employees.trim()) lead["employees"] = Number(draft.employees);
  return lead;
}

function Outcome({ trial }: { trial: LeadTrial }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div role="status" className="mt-4.5 rounded-md bg-surface-2 px-4 py-3.5">
      <p className="font-semibold break-words">{trial.owner ? (trial.owner_name ?? t("leads.someone")) : t("leads.wouldWait")}</p>
      <p className="mb-3 text-sm text-ink-2">
        {trial.territory_name ?? t("leads.noTerritory")}
        {trial.due_at ? ` · ${t("leads.respondBy")} ${format.dateTime(trial.due_at)}` : ""}
      </p>
      <WhyList why={trial.why} territoryName={trial.territory_name} ownerName={trial.owner_name} />
    </div>
  );
}

export function Trial({ draft: policy }: { draft: PolicyDraft }) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const [draft, setDraft] = useState(EMPTY);
  const [trial, setTrial] = useState<LeadTrial | null>(null);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const form = useSubmit(async () => {
    setTrial(null);
    const { version: _, ...body } = policyOf(policy);
    setTrial(await tryLead({ lead: leadOf(draft, draft.company.trim() || t("leads.someCompany")), policy: body, ...(draft.at ? { at: new Date(draft.at).toISOString() } : {}) }));
  });
  return (
    <Card title={t("leads.try")} description={t("leads.tryText")}>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-4">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          {TEXTS.map((name) => (
            <Field key={name} label={t(`leads.tryFields.${name}`)} error={form.errors[`lead/${name}`] ?? form.errors[name]}>
              <Input value={draft[name]} type={name === "email" ? "email" : "text"} onChange={(event) => set({ [name]: event.target.value })} />
            </Field>
          ))}
          <Field label={t("leads.tryFields.country")}>
            <Select options={countries(i18n.language)} value={draft.country} placeholder="–" onValueChange={(country) => set({ country })} />
          </Field>
          <Field label={t("leads.tryFields.employees")} error={form.errors["employees"]}>
            <Input type="number" inputMode="numeric" min={0} value={draft.employees} onChange={(event) => set({ employees: event.target.value })} />
          </Field>
          <Field label={t("leads.tryAt")} hint={t("leads.tryAtHint")} className="sm:col-span-2">
            <Input type="datetime-local" value={draft.at} onChange={(event) => set({ at: event.target.value })} />
          </Field>
        </div>
        <Button type="submit" icon={<FlaskConical aria-hidden className="size-4" />} isBusy={form.isBusy} disabledReason={!may("plans.manage") && t("leads.mayNotTry")} className="self-start">
          {t("leads.tryIt")}
        </Button>
      </form>
      {trial ? <Outcome trial={trial} /> : null}
    </Card>
  );
}
