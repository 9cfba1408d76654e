// The job that designs the plan, live. Stopping keeps the best plan found so far.
import { Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useJobActions } from "@/api/job_actions";
import { jobProblem } from "@/api/problem";
import { useMay, useSession } from "@/api/session";
import type { Job } from "@/api/types";
import { Button } from "@/design/button";
import { isOngoing, JobBadge, JobProgress } from "@/design/job_state";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { useFormat } from "@/lib/format";
import { useJobText } from "@/lib/job_text";
import { useSubmit } from "@/lib/use_submit";

export function DesignProgress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { messageOf } = useJobText();
  const may = useMay();
  const session = useSession();
  const actions = useJobActions();
  const isStopping = job.is_cancel_requested;
  const stop = useSubmit(() => actions.cancel(job.id));
  const mayStop = may("jobs.manage") || job.created_by === session.person.id;
  if (!isOngoing(job)) {
    if (job.state === "cancelled") return null;
    return (
      <Card title={t("plan.failed")}>
        {job.problem ? <ProblemNote problem={jobProblem(job.problem)} /> : <p>{messageOf(job)}</p>}
        <p className="mt-3">
          <Link to={`/jobs/${job.id}`} className="prose-link">
            {t("plan.openJob")}
          </Link>
        </p>
      </Card>
    );
  }
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex items-center gap-3">
          <h2 className="text-lg font-semibold">{t("plan.designing")}</h2>
          <JobBadge state={job.state} />
        </div>
        <Button
          icon={<Square aria-hidden className="size-3.5" />}
          isBusy={stop.isBusy}
          disabledReason={isStopping ? t("plan.stopping") : !mayStop && t("job.notYours")}
          onClick={() => void stop.submit()}
        >
          {t("plan.stop")}
        </Button>
      </div>
      <div className="mt-4 flex items-center gap-4">
        <JobProgress job={job} />
        <span className="tabular w-12 shrink-0 text-right font-semibold">{format.wholePercent(job.state === "queued" ? 0 : job.progress)}</span>
      </div>
      <p aria-live="polite" className="mt-2 text-ink-2">
        {isStopping ? t("plan.stopping") : messageOf(job) || t("job.waiting")}
      </p>
      <p className="mt-1 text-sm text-ink-3">{t("plan.stopKeeps")}</p>
      {stop.problem ? (
        <div className="mt-3">
          <ProblemNote problem={stop.problem} />
        </div>
      ) : null}
    </Card>
  );
}
