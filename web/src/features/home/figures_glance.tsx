// How selling goes in this fiscal year: what a manager and finance look for first.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { View } from "@/api/performance";
import { pipelineQuery, revenueQuery, winsQuery } from "@/api/performance_queries";
import { companyQuery } from "@/api/queries";
import { Card, Stat, Stats } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { changeOf } from "@/lib/decimal";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { daysOf } from "@/lib/spans";
import { SeeAll } from "./see_all";

function Figures({ view }: { view: View }) {
  const { t } = useTranslation();
  const format = useFormat();
  const revenue = useQuery(revenueQuery(view));
  const pipeline = useQuery(pipelineQuery(view));
  const wins = useQuery(winsQuery(view));
  const failed = [revenue, pipeline, wins].find(({ error }) => error);
  if (failed?.error) return <ProblemNote problem={failed.error} onRetry={() => void failed.refetch()} />;
  if (!revenue.data || !pipeline.data || !wins.data) return <Skeleton className="h-20 w-full" />;
  const sold = revenue.data.total;
  const change = changeOf(sold.amount.amount.amount, sold.year_before.amount.amount);
  const open = pipeline.data.total;
  const { rate, won, lost } = wins.data.total;
  return (
    <Stats>
      <Stat label={t("home.revenue")} value={format.wholeMoney(sold.amount.amount)} note={change === undefined ? t("home.noYearBefore") : t("home.onYearBefore", { change: format.growth(change) })} />
      <Stat label={t("home.pipeline")} value={format.wholeMoney(open.amount.amount)} note={t("home.openOpportunities", { count: open.count, number: format.number(open.count) })} />
      <Stat label={t("home.winRate")} value={rate ? format.wholePercent(rate.estimate) : "–"} note={t("home.wonOf", { won: format.number(won), closed: format.number(won + lost) })} />
      <Stat label={t("home.customers")} value={format.number(sold.customers)} note={t("home.newCustomers", { count: sold.new_customers, number: format.number(sold.new_customers) })} />
    </Stats>
  );
}

export function FiguresGlance() {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(companyQuery);
  const days = query.data ? daysOf("thisYear", today(), query.data.fiscal_year_start_month) : null;
  return (
    <Card
      title={t("nav.performance")}
      description={days ? t("home.figuresText", { from: format.localDate(days.from), to: format.localDate(days.to) }) : null}
      actions={<SeeAll to="/performance" of={t("nav.performance")} />}
    >
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : days ? <Figures view={{ ...days, by: "none", as: "then", period: "month", kind: "order" }} /> : <Skeleton className="h-20 w-full" />}
    </Card>
  );
}
