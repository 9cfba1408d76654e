// All pipelines, and a way to add one.
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Pipeline } from "@/api/crm";
import { pipelinesQuery } from "@/api/crm_queries";
import { Button } from "@/design/button";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { keyOf } from "./keys";
import { PipelineCard } from "./pipeline_card";

export function PipelineSettings() {
  const { t } = useTranslation();
  const query = useQuery(pipelinesQuery);
  const [fresh, setFresh] = useState<Pipeline | null>(null);
  function add() {
    const taken = (query.data ?? []).map(({ key }) => key);
    setFresh({
      key: keyOf("pipeline", taken),
      name: "",
      version: 0,
      stages: [
        { key: "first", name: t("crmSettings.defaultStages.first"), probability: 10, outcome: "open" },
        { key: "proposal", name: t("crmSettings.defaultStages.proposal"), probability: 50, outcome: "open" },
        { key: "won", name: t("crmSettings.defaultStages.won"), probability: 100, outcome: "won" },
        { key: "lost", name: t("crmSettings.defaultStages.lost"), probability: 0, outcome: "lost" },
      ],
    });
  }
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-2">{t("crmSettings.pipelineText")}</p>
        <Button icon={<Plus aria-hidden className="size-4" />} onClick={add}>
          {t("crmSettings.addPipeline")}
        </Button>
      </div>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-64 w-full" /> : null}
      {fresh ? <PipelineCard key={fresh.key} pipeline={fresh} isNew onDone={() => setFresh(null)} /> : null}
      {query.data?.map((pipeline) => (
        <PipelineCard key={`${pipeline.key} ${pipeline.version}`} pipeline={pipeline} />
      ))}
    </div>
  );
}
