import { useQuery } from "@tanstack/react-query";
import { Plus, Waypoints } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { plansQuery } from "@/api/queries";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { PlanBadge } from "@/design/plan_badge";
import { useFormat } from "@/lib/format";
import { GlanceList } from "./glance_list";

const SHOWN = 6;

export function PlansGlance() {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(plansQuery({ limit: String(SHOWN) }));
  const start = (
    <>
      <Button size="small" asChild>
        <Link to="/plans/guide">
          <Waypoints aria-hidden className="size-4" />
          {t("plans.guide")}
        </Link>
      </Button>
      <Button size="small" look="primary" asChild>
        <Link to="/plans/new">
          <Plus aria-hidden className="size-4" />
          {t("plans.new")}
        </Link>
      </Button>
    </>
  );
  return (
    <Card title={t("nav.plans")} actions={start}>
      <GlanceList query={query} items={query.data?.items.slice(0, SHOWN)} empty={`${t("plans.none")}.`}>
        {(plan) => (
          <li key={plan.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0">
            <span className="min-w-0">
              <Link to={`/plans/${plan.id}`} className="block truncate font-medium hover:underline">
                {plan.name}
              </Link>
              <span className="tabular block text-sm text-ink-3">
                {t("home.planLine", { territories: format.number(plan.territory_count || plan.request.territories), units: format.number(plan.unit_count) })}
                {plan.summary?.worst_deviation === undefined ? "" : ` · ${t("home.within", { percent: format.percent(plan.summary.worst_deviation) })}`}
              </span>
            </span>
            <PlanBadge state={plan.state} />
          </li>
        )}
      </GlanceList>
    </Card>
  );
}
