// The models behind the market's numbers: what it takes to serve accounts, and what they could bring.
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { potentialModelQuery, workloadModelQuery } from "@/api/size_queries";
import { Allowed } from "@/design/allowed";
import { PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Tabs } from "@/design/tabs";
import { PotentialForm } from "./potential_form";
import { WorkloadForm } from "./workload_form";

function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (model: T) => ReactNode }) {
  if (query.data) return children(query.data);
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton className="h-64 w-full" />;
}

function Models() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const workload = useQuery(workloadModelQuery);
  const potential = useQuery(potentialModelQuery);
  return (
    <>
      <PageHeader title={t("nav.marketModels")} description={t("models.text")} />
      <Tabs
        isKept
        label={t("nav.marketModels")}
        value={params.get("tab") === "workload" ? "workload" : "potential"}
        onChange={(tab) => setParams(tab === "workload" ? { tab } : {}, { replace: true })}
        tabs={[
          { value: "potential", label: t("models.tabs.potential"), content: <Loaded query={potential}>{(model) => <PotentialForm model={model} />}</Loaded> },
          { value: "workload", label: t("models.tabs.workload"), content: <Loaded query={workload}>{(model) => <WorkloadForm model={model} />}</Loaded> },
        ]}
      />
    </>
  );
}

export function ModelsPage() {
  return (
    <Allowed permission="market.read">
      <Models />
    </Allowed>
  );
}
