// The plan that holds, else the newest that has a result: its map, first thing after signing in.
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Map as MapIcon, Plus, Waypoints } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { jobQuery, plansQuery, territoriesQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { idFrom, type JobId, type Plan } from "@/api/types";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card } from "@/design/page";
import { isOngoing, JobBadge, JobProgress } from "@/design/job_state";
import { PlanBadge } from "@/design/plan_badge";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useJobText } from "@/lib/job_text";
import { PlanMap } from "@/plan_map/plan_map";
import { SummaryTiles } from "@/plan_map/summary_tiles";

function Shown({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const territories = useQuery(territoriesQuery(plan.id));
  const [hovered, setHovered] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const title = (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Link to={`/plans/${plan.id}`} className="hover:underline">
        {plan.name}
      </Link>
      <PlanBadge state={plan.state} />
    </span>
  );
  const description = (
    <>
      {plan.state === "active" ? t("home.activePlan") : t("home.latestPlan")}: {t("home.planLine", { territories: format.number(plan.territory_count), units: format.number(plan.unit_count) })}.{" "}
      <Link to={`/plans/${plan.id}`} className="prose-link inline-flex items-center gap-1">
        {t("home.openPlan")}
        <ArrowRight aria-hidden className="size-3.5" />
      </Link>
    </>
  );
  if (territories.error) return <ProblemNote problem={territories.error} onRetry={() => void territories.refetch()} />;
  return (
    <>
      <PlanMap plan={plan} territories={territories.data} hovered={hovered} chosen={chosen} onHover={setHovered} onChoose={setChosen} title={title} description={description} />
      <SummaryTiles plan={plan} />
    </>
  );
}

// The first plan while its territories are still searched for.
function Designing({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { messageOf } = useJobText();
  const job = useQuery(jobQuery(idFrom<JobId>(plan.job))).data;
  const open = (
    <Button asChild>
      <Link to={`/plans/${plan.id}`}>{t("home.openPlan")}</Link>
    </Button>
  );
  return (
    <Card title={plan.name} description={t("home.designing")} actions={open}>
      {job && isOngoing(job) ? (
        <>
          <div className="flex items-center gap-4">
            <JobProgress job={job} />
            <span className="tabular shrink-0 font-medium">{format.wholePercent(job.progress)}</span>
          </div>
          {job.message ? <p className="mt-2 text-ink-2">{messageOf(job)}</p> : null}
        </>
      ) : job ? (
        <JobBadge state={job.state} />
      ) : (
        <Skeleton className="h-8 w-full" />
      )}
    </Card>
  );
}

// `hasDrafts`: the newest plan stands in while none holds, and an empty place says how to begin.
export function ActivePlan({ hasDrafts }: { hasDrafts: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(plansQuery());
  const plans = (query.data?.items ?? []).filter((plan) => plan.summary !== undefined);
  const coming = (query.data?.items ?? []).find((plan) => plan.job !== undefined);
  const active = plans.find((one) => one.state === "active");
  const plan = active ?? (hasDrafts ? plans[0] : undefined);
  if (!active && !hasDrafts) return null;
  if (query.isPending) return <Skeleton className="h-96 w-full" />;
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (plan) return <Shown key={plan.id} plan={plan} />;
  if (coming) return <Designing plan={coming} />;
  const start = (
    <>
      <Button look="primary" asChild>
        <Link to="/plans/guide">
          <Waypoints aria-hidden className="size-4" />
          {t("plans.guide")}
        </Link>
      </Button>
      <Button asChild>
        <Link to="/plans/new">
          <Plus aria-hidden className="size-4" />
          {t("plans.new")}
        </Link>
      </Button>
    </>
  );
  return (
    <Card>
      <Empty icon={<MapIcon aria-hidden className="size-5" />} title={t("home.noPlan")} action={may("plans.manage") ? start : null} className="py-8">
        {may("plans.manage") ? t("plans.noneText") : t("home.noPlanText")}
      </Empty>
    </Card>
  );
}
