import { useQuery } from "@tanstack/react-query";
import { Map as MapIcon, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { plansQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import type { Plan } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { Pagination, useCursor } from "@/design/pagination";
import { PlanBadge } from "@/design/plan_badge";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";

function useColumns(): Column<Plan>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("plan.name"),
      isTitle: true,
      sortBy: (plan) => plan.name,
      cell: (plan) => (
        <Link to={`/plans/${plan.id}`} className="font-medium text-ink hover:underline">
          {plan.name}
        </Link>
      ),
    },
    { id: "state", header: t("job.stateLabel"), sortBy: (plan) => plan.state, cell: (plan) => <PlanBadge state={plan.state} /> },
    { id: "territories", header: t("plan.territories"), isNumber: true, sortBy: (plan) => plan.territory_count, cell: (plan) => format.number(plan.territory_count || plan.request.territories) },
    { id: "units", header: t("plan.units"), isNumber: true, sortBy: (plan) => plan.unit_count, cell: (plan) => format.number(plan.unit_count) },
    {
      id: "worst",
      header: t("plan.worst"),
      isNumber: true,
      sortBy: (plan) => plan.summary?.worst_deviation ?? -1,
      cell: (plan) => (plan.summary?.worst_deviation === undefined ? <span className="text-ink-3">–</span> : format.percent(plan.summary.worst_deviation)),
    },
    {
      id: "created",
      header: t("job.created"),
      sortBy: (plan) => plan.created_at,
      cell: (plan) => (
        <time dateTime={plan.created_at} title={format.exactTime(plan.created_at)} className="text-ink-2">
          {format.relative(plan.created_at)}
        </time>
      ),
    },
  ];
}

export function NewDesignButton() {
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
    <Button look="primary" asChild>
      <Link to="/plans/new">
        {icon}
        {t("plans.new")}
      </Link>
    </Button>
  );
}

export function PlanList() {
  const { t } = useTranslation();
  const cursor = useCursor("plans");
  const query = useQuery(plansQuery({ cursor: cursor.cursor }));
  const columns = useColumns();
  return (
    <Allowed permission="plans.read">
      <PageHeader title={t("nav.plans")} description={t("plans.text")} actions={<NewDesignButton />} />
      <Card isFlush>
        <DataTable
          caption={t("nav.plans")}
          columns={columns}
          rows={query.data?.items}
          keyOf={(plan) => plan.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={
            <Empty icon={<MapIcon aria-hidden className="size-5" />} title={t("plans.none")} action={<NewDesignButton />}>
              {t("plans.noneText")}
            </Empty>
          }
          footer={<Pagination cursor={cursor} next={query.data?.next} shown={query.data?.items.length ?? 0} />}
        />
      </Card>
    </Allowed>
  );
}
