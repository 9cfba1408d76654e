// Performance: pipeline, win rate, cycle time and revenue of the days and groups that the address says.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { companyQuery } from "@/api/queries";
import { Allowed } from "@/design/allowed";
import { PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { Choices } from "./choices";
import { CyclePanel } from "./cycle_panel";
import { PipelinePanel } from "./pipeline_panel";
import { RevenuePanel } from "./revenue_panel";
import { readView } from "./view";
import { WinsPanel } from "./wins_panel";

function Shown({ fiscalStart }: { fiscalStart: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const shown = readView(params, today(), fiscalStart);
  const { view } = shown;
  function change(part: Record<string, string>) {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(part)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );
  }
  return (
    <>
      <Choices shown={shown} onChange={change} />
      <p className="mb-4 text-ink-2">{t("performance.days", { from: format.localDate(view.from), to: format.localDate(view.to) })}</p>
      <div className="flex flex-col gap-5">
        <RevenuePanel view={view} />
        <PipelinePanel view={view} />
        <WinsPanel view={view} />
        <CyclePanel view={view} />
      </div>
    </>
  );
}

export function PerformancePage() {
  const { t } = useTranslation();
  const query = useQuery(companyQuery);
  return (
    <Allowed permission="crm.read">
      <PageHeader title={t("nav.performance")} description={t("performance.text")} />
      {query.data ? (
        <Shown fiscalStart={query.data.fiscal_year_start_month} />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
    </Allowed>
  );
}
