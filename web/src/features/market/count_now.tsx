// Counts anew what is counted once a night, and shows that it does.
import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import { jobQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { idFrom, type JobId } from "@/api/types";
import { Button } from "@/design/button";
import { isOngoing } from "@/design/job_state";
import { ProblemNote } from "@/design/problem";
import { useSubmit } from "@/lib/use_submit";
import { LayerProgress } from "./layers/layer_state";

export function CountNow({ path }: { path: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const [job, setJob] = useState<JobId | null>(null);
  const found = useQuery(jobQuery(job ?? idFrom<JobId>(""))).data;
  const form = useSubmit(async () => setJob((await loose.post<{ job: JobId }>(path)).job));
  const isRunning = job !== null && (!found || isOngoing(found));
  return (
    <>
      <Button size="small" icon={<RefreshCw aria-hidden className="size-4" />} isBusy={form.isBusy} disabledReason={!may("market.manage") ? t("layers.mayNot") : isRunning && t("measures.counting")} onClick={() => void form.submit()}>
        {t("measures.count")}
      </Button>
      {isRunning || form.problem ? <div className="w-full basis-full">{form.problem ? <ProblemNote problem={form.problem} /> : <LayerProgress job={job ?? undefined} label={t("measures.counting")} />}</div> : null}
    </>
  );
}
