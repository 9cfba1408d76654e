// How a layer stands: being read with its progress, ready with what it holds, or refused.
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { UnitLayer } from "@/api/market_layers";
import { jobQuery } from "@/api/queries";
import { idFrom, type JobId } from "@/api/types";
import { Badge, type Tone } from "@/design/badge";
import { isOngoing } from "@/design/job_state";
import { Progress } from "@/design/progress";
import { useJobText } from "@/lib/job_text";

const LOOKS: Record<UnitLayer["state"], { tone: Tone; icon: typeof CircleCheck }> = {
  loading: { tone: "info", icon: LoaderCircle },
  ready: { tone: "accent", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
};

export function LayerBadge({ state }: { state: UnitLayer["state"] }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5" />}>
      {t(`layers.states.${state}`)}
    </Badge>
  );
}

// Of the job that reads the layer or counts its live measures, while it runs.
export function LayerProgress({ job, label }: { job: JobId | undefined; label: string }) {
  const { t } = useTranslation();
  const { messageOf } = useJobText();
  const found = useQuery(jobQuery(job ?? idFrom<JobId>(""))).data;
  if (found && !isOngoing(found)) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <Progress value={!found ? null : found.state === "queued" ? 0 : found.progress} label={label} />
      <p aria-live="polite" className="text-sm text-ink-2">
        {(found && messageOf(found)) || t("job.waiting")}
      </p>
    </div>
  );
}
