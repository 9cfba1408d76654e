// A search, live; stopping keeps what it has found.
import { Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useJobActions } from "@/api/job_actions";
import { useMay, useSession } from "@/api/session";
import type { Job } from "@/api/types";
import { Button } from "@/design/button";
import { JobBadge, JobProgress } from "@/design/job_state";
import { ProblemNote } from "@/design/problem";
import { useFormat } from "@/lib/format";
import { useJobText } from "@/lib/job_text";
import { useSubmit } from "@/lib/use_submit";

export function JobLine({ job, title, stopping }: { job: Job; title: string; stopping: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { messageOf } = useJobText();
  const may = useMay();
  const session = useSession();
  const { cancel } = useJobActions();
  const stop = useSubmit(() => cancel(job.id));
  const isStopping = job.is_cancel_requested;
  const mayStop = may("jobs.manage") || job.created_by === session.person.id;
  return (
    <section aria-label={title} className="rounded-md border border-line bg-surface-2 px-3.5 py-3">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-semibold">{title}</h2>
        <JobBadge state={job.state} />
      </div>
      <div className="mt-2.5 flex items-center gap-3">
        <JobProgress job={job} />
        <span className="tabular w-11 shrink-0 text-right text-sm font-semibold">{format.wholePercent(job.state === "queued" ? 0 : job.progress)}</span>
      </div>
      <p aria-live="polite" className="mt-1.5 text-sm text-ink-2">
        {isStopping ? stopping : messageOf(job) || t("job.waiting")}
      </p>
      <Button size="small" className="mt-2.5" icon={<Square aria-hidden className="size-3" />} isBusy={stop.isBusy} disabledReason={isStopping ? stopping : !mayStop && t("job.notYours")} onClick={() => void stop.submit()}>
        {t("plan.stop")}
      </Button>
      {stop.problem ? <ProblemNote problem={stop.problem} /> : null}
    </section>
  );
}
