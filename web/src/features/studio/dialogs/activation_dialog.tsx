// Makes an approved plan real from a day on, in one country's postal codes.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { loose } from "@/api/client";
import type { components } from "@/api/generated/schema";
import { companyQuery } from "@/api/queries";
import { planPath } from "@/api/studio_queries";
import type { Job, Plan } from "@/api/types";
import { useTerritories } from "@/api/use_territories";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Confirm, Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { isDay, today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { useDebounced } from "@/lib/use_debounced";
import { useSubmit } from "@/lib/use_submit";

type Preview = components["schemas"]["PlanActivationPreview"];

// What it would do, once day and country are there.
function usePreview(plan: Plan, body: string) {
  return useQuery({
    queryKey: ["plans", "activation", plan.id, body],
    queryFn: ({ signal }) => loose.post<Preview>(`${planPath}/activation/preview`, { path: { plan: plan.id }, body: JSON.parse(body) as object, signal }),
    enabled: body !== "",
    retry: false,
    gcTime: 0,
  });
}

// Accounts that nobody would have, and those that two territories claim.
function Doubts({ accounts: { gaps, conflicts } }: { accounts: Preview["accounts"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counted = (count: number) => ({ count, number: format.number(count) });
  return (
    <>
      {gaps > 0 ? <li>{t("studio.wouldMiss", counted(gaps))}</li> : null}
      {conflicts > 0 ? <li>{t("studio.wouldClash", counted(conflicts))}</li> : null}
    </>
  );
}

function Consequences({ query }: { query: ReturnType<typeof usePreview> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counted = (count: number) => ({ count, number: format.number(count) });
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-16 w-full" />;
  const { added, accounts } = query.data;
  return (
    <div aria-live="polite">
      <h3 className="font-medium">{t("studio.wouldDo")}</h3>
      <ul className="mt-1 list-disc space-y-0.5 pl-5">
        <li>{t("studio.wouldAdd", counted(added.length))}</li>
        <li>{t("studio.wouldMove", counted(accounts.moves))}</li>
        <Doubts accounts={accounts} />
      </ul>
    </div>
  );
}

export function ActivationDialog({ plan, isOpen, onOpenChange }: { plan: Plan; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const company = useQuery({ ...companyQuery, enabled: isOpen });
  const [day, setDay] = useState(today());
  const [country, setCountry] = useState("");
  const [parent, setParent] = useState("");
  const { tree } = useTerritories();
  const own = company.data?.country ?? "";
  useEffect(() => setCountry((typed) => typed || own), [own]);
  const reason = !isDay(day) ? t("studio.dayFirst") : !country.trim() && t("studio.countryFirst");
  const body = { valid_from: day, country: country.trim().toUpperCase(), ...(parent ? { parent } : {}) };
  const wanted = reason || !isOpen ? "" : JSON.stringify(body);
  const asked = useDebounced(wanted);
  const preview = usePreview(plan, asked);
  const [isAsking, setIsAsking] = useState(false);
  const accounts = asked === wanted ? preview.data?.accounts : undefined;
  const notYet = reason || (!accounts && t("studio.previewFirst"));
  const form = useSubmit(async () => {
    const { job } = await loose.post<{ job: Job }>(`${planPath}/activation`, { path: { plan: plan.id }, body });
    await client.invalidateQueries({ queryKey: ["jobs"] });
    onOpenChange(false);
    await navigate(`/jobs/${job.id}`);
  });
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("studio.stepTitle.activate", { name: plan.name })}
      description={t("studio.stepText.activate")}
      onSubmit={(event) => {
        event.preventDefault();
        if (notYet || !accounts) return;
        if (accounts.gaps + accounts.conflicts > 0) setIsAsking(true);
        else void form.submit(event);
      }}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={notYet}>
            {t("studio.step.activate")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["valid_from", "country"]} /> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("studio.validFrom")} error={form.errors["valid_from"]}>
            <Input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
          <Field label={t("studio.country")} hint={t("studio.countryHint")} error={form.errors["country"]}>
            <Input value={country} maxLength={10} onChange={(event) => setCountry(event.target.value)} />
          </Field>
        </div>
        <Field label={t("studio.beneath")} error={form.errors["parent"]}>
          <Combobox options={[{ value: "", label: t("studio.top") }, ...[...tree.byId.values()].map(({ id, name }) => ({ value: id as string, label: name }))]} value={parent} onChange={setParent} />
        </Field>
        {asked ? <Consequences query={preview} /> : null}
        <ul className="list-disc space-y-1 pl-5 text-sm text-ink-2">
          <li>{t("studio.activateTree")}</li>
          <li>{t("studio.activateRules")}</li>
          <li>{t("studio.activateOld")}</li>
          <li>{t("studio.activateTasks")}</li>
        </ul>
      </div>
      {accounts ? (
        <Confirm
          isOpen={isAsking}
          onOpenChange={setIsAsking}
          title={t("studio.activateAllTheSame", { name: plan.name })}
          text={
            <ul className="list-disc space-y-1 pl-5">
              <Doubts accounts={accounts} />
            </ul>
          }
          action={t("studio.step.activate")}
          look="primary"
          onConfirm={() => form.submit()}
        />
      ) : null}
    </Dialog>
  );
}
