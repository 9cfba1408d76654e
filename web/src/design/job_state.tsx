// How a job stands, in one word and one colour; the word is what counts.
import { Ban, CircleCheck, CircleX, Clock, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Job } from "@/api/types";
import { useJobText } from "@/lib/job_text";
import { Badge, type Tone } from "./badge";
import { Progress } from "./progress";

const LOOKS: Record<Job["state"], { tone: Tone; icon: typeof Clock }> = {
  queued: { tone: "neutral", icon: Clock },
  running: { tone: "info", icon: LoaderCircle },
  succeeded: { tone: "accent", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
  cancelled: { tone: "neutral", icon: Ban },
};

export function isOngoing(job: Pick<Job, "state">): boolean {
  return job.state === "queued" || job.state === "running";
}

export function JobBadge({ state }: { state: Job["state"] }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5" />}>
      {t(`job.state.${state}`)}
    </Badge>
  );
}

export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { titleOf } = useJobText();
  if (!isOngoing(job)) return null;
  return <Progress value={job.state === "queued" ? 0 : job.progress} label={t("job.progressOf", { title: titleOf(job) })} />;
}
