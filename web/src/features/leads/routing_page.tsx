// How leads are routed: the policy, edited as a whole, and a lead tried with it before it is saved.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type LeadPolicy, leadPolicyQuery, saveLeadPolicy } from "@/api/lead_routing";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { Switch } from "@/design/toggle";
import { useSubmit } from "@/lib/use_submit";
import { PeopleForm } from "./people_form";
import { draftOf, type PolicyDraft, policyOf } from "./policy_draft";
import { Protection, Turns, WorkingTime } from "./policy_fields";
import { Trial } from "./trial";

function Head({ policy }: { policy: LeadPolicy | undefined }) {
  const { t } = useTranslation();
  const badge = policy ? <Badge tone={policy.is_on ? "accent" : "neutral"}>{policy.is_on ? t("leads.isOn") : t("leads.isOff")}</Badge> : null;
  return (
    <PageHeader
      title={t("nav.leadRouting")}
      description={t("leads.routingText")}
      badge={badge}
      actions={
        <Button asChild>
          <Link to="/lead-queue">
            <Inbox aria-hidden className="size-4" />
            {t("nav.leadQueue")}
          </Link>
        </Button>
      }
    />
  );
}

function Save({ form, isChanged }: { form: ReturnType<typeof useSubmit>; isChanged: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const reason = !may("plans.manage") ? t("leads.mayNotManage") : !isChanged && t("leads.nothingChanged");
  return (
    <div className={cx("flex justify-end gap-2", isChanged && "sticky bottom-18 z-10 rounded-lg border border-line bg-surface px-4 py-3 shadow-2 md:bottom-4")}>
      <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={reason}>
        {t("ui.save")}
      </Button>
    </div>
  );
}

function Editor({ policy }: { policy: LeadPolicy }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [draft, setDraft] = useState<PolicyDraft>(draftOf(policy));
  const form = useSubmit(async () => {
    const saved = await saveLeadPolicy(policyOf(draft));
    client.setQueryData(leadPolicyQuery.queryKey, saved);
    setDraft(draftOf(saved));
    say(t("leads.saved"));
  });
  const set = (change: Partial<PolicyDraft>) => setDraft({ ...draft, ...change });
  const isChanged = JSON.stringify(policyOf(draft)) !== JSON.stringify(policyOf(draftOf(policy)));
  const parts = { draft, errors: form.errors, onChange: set };
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <form noValidate onSubmit={(event) => void form.submit(event)} className="flex min-w-0 flex-col gap-5">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Card>
          <Switch label={t("leads.on")} hint={t("leads.onHint")} isChecked={draft.is_on} onChange={(is_on) => set({ is_on })} />
        </Card>
        <Turns {...parts} />
        <Protection {...parts} />
        <WorkingTime {...parts} />
        <PeopleForm people={draft.people} errors={form.errors} onChange={(people) => set({ people })} />
        <Save form={form} isChanged={isChanged} />
      </form>
      <div className="min-w-0 lg:sticky lg:top-5">
        <Trial draft={draft} />
      </div>
    </div>
  );
}

function Loaded() {
  const query = useQuery(leadPolicyQuery);
  return (
    <>
      <Head policy={query.data} />
      {query.error && !query.data ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : query.data ? <Editor policy={query.data} /> : <Skeleton className="h-96 w-full" />}
    </>
  );
}

export function RoutingPage() {
  return (
    <Allowed permission="plans.read">
      <Loaded />
    </Allowed>
  );
}
