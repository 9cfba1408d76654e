// All plans, scenarios beneath the plan that they were branched from; those of one state on request.
import { useQuery } from "@tanstack/react-query";
import { CornerDownRight, Map as MapIcon, Plus, Waypoints } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useMay } from "@/api/session";
import { allPlansQuery, type ListedPlan } from "@/api/studio_queries";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Select } from "@/design/input";
import { Card, PageHeader } from "@/design/page";
import { PlanBadge } from "@/design/plan_badge";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { type PlanRow, rowsOf } from "./plan_rows";

const SHOWN_MAX = 50;
const STATES = ["draft", "in_review", "approved", "active", "archived"] as const;

function useColumns(plans: ListedPlan[] | undefined): Column<PlanRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const originOf = (plan: ListedPlan) => plan.parent && plans?.find(({ id }) => id === plan.parent)?.name;
  return [
    {
      id: "name",
      header: t("plan.name"),
      isTitle: true,
      sortBy: ({ plan }) => plan.name,
      cell: ({ plan, depth }) => (
        <span className="flex items-start gap-1.5" style={{ paddingLeft: `${1.25 * Math.max(0, depth - 1)}rem` }}>
          {depth > 0 ? <CornerDownRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" /> : null}
          <span className="min-w-0">
            <Link to={`/plans/${plan.id}`} className="font-medium break-words text-ink hover:underline">
              {plan.name}
            </Link>
            {originOf(plan) ? <span className="block text-xs font-normal text-ink-2">{t("plans.scenarioOf", { name: originOf(plan) ?? "" })}</span> : null}
          </span>
        </span>
      ),
    },
    { id: "state", header: t("job.stateLabel"), sortBy: ({ plan }) => STATES.indexOf(plan.state), cell: ({ plan }) => (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <PlanBadge state={plan.state} />
          {plan.valid_from ? <span className="text-xs text-ink-2">{t("plans.from", { day: format.localDate(plan.valid_from) })}</span> : null}
        </span>
      ) },
    { id: "territories", header: t("plan.territories"), isNumber: true, sortBy: ({ plan }) => plan.territory_count, cell: ({ plan }) => format.number(plan.territory_count || plan.request.territories) },
    { id: "units", header: t("plan.units"), isNumber: true, sortBy: ({ plan }) => plan.unit_count, cell: ({ plan }) => format.number(plan.unit_count) },
    {
      id: "worst",
      header: t("plan.worst"),
      isNumber: true,
      sortBy: ({ plan }) => plan.summary?.worst_deviation ?? -1,
      cell: ({ plan }) => (plan.summary?.worst_deviation === undefined ? <span className="text-ink-3">–</span> : format.percent(plan.summary.worst_deviation)),
    },
    {
      id: "created",
      header: t("job.created"),
      sortBy: ({ plan }) => plan.created_at,
      cell: ({ plan }) => (
        <time dateTime={plan.created_at} title={format.exactTime(plan.created_at)} className="text-ink-2">
          {format.relative(plan.created_at)}
        </time>
      ),
    },
  ];
}

// Step by step, or all on one page.
function NewDesign() {
  const { t } = useTranslation();
  const may = useMay();
  const icon = <Plus aria-hidden className="size-4" />;
  if (!may("plans.manage")) {
    return (
      <Button look="primary" icon={icon} disabledReason={t("plans.mayNot")}>
        {t("plans.new")}
      </Button>
    );
  }
  return (
    <>
      <Button asChild>
        <Link to="/plans/guide">
          <Waypoints aria-hidden className="size-4" />
          {t("plans.guide")}
        </Link>
      </Button>
      <Button look="primary" asChild>
        <Link to="/plans/new">
          {icon}
          {t("plans.new")}
        </Link>
      </Button>
    </>
  );
}

export function PlanList() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const query = useQuery(allPlansQuery);
  const columns = useColumns(query.data);
  const state = STATES.find((one) => one === params.get("state"));
  const rows = useMemo(() => query.data && rowsOf(query.data, state), [query.data, state]);
  const counted = (one: (typeof STATES)[number]) => query.data?.filter((plan) => plan.state === one).length ?? 0;
  return (
    <Allowed permission="plans.read">
      <PageHeader title={t("nav.plans")} description={t("plans.text")} actions={<NewDesign />} />
      <Card isFlush>
        {query.data && query.data.length > 0 ? (
          <div className="border-b border-line px-5 py-3">
            <Select
              aria-label={t("plans.filter")}
              className="max-w-60"
              value={state ?? ""}
              options={[{ value: "", label: t("plans.anyState") }, ...STATES.map((one) => ({ value: one, label: t("plans.stateCount", { state: t(`plan.state.${one}`), count: counted(one) }) }))]}
              onValueChange={(next) => setParams(next ? { state: next } : {}, { replace: true })}
            />
          </div>
        ) : null}
        <DataTable
          caption={t("nav.plans")}
          columns={columns}
          rows={rows}
          keyOf={({ plan }) => plan.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          shownMax={SHOWN_MAX}
          empty={
            state ? (
              <Empty title={t("plans.noneInState")} action={<Button onClick={() => setParams({}, { replace: true })}>{t("plans.showAll")}</Button>} />
            ) : (
              <Empty icon={<MapIcon aria-hidden className="size-5" />} title={t("plans.none")} action={<NewDesign />}>
                {t("plans.noneText")}
              </Empty>
            )
          }
        />
      </Card>
    </Allowed>
  );
}
