// The job that puts rules into force, live; then what came of it.
import { useQuery } from "@tanstack/react-query";
import { Square, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useJobActions } from "@/api/job_actions";
import { jobProblem } from "@/api/problem";
import { jobQuery } from "@/api/queries";
import { useMay, useSession } from "@/api/session";
import type { Job, JobId } from "@/api/types";
import { Button, IconButton } from "@/design/button";
import { isOngoing, JobBadge, JobProgress } from "@/design/job_state";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useJobText } from "@/lib/job_text";
import { listLink } from "@/lib/list_link";
import { useSubmit } from "@/lib/use_submit";

interface Result {
  valid_from?: string;
  accounts?: number;
  gaps?: number;
}

export const WITHOUT_TERRITORY = listLink("/accounts", [{ field: "territory", is: "empty" }]);

function Progress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { messageOf } = useJobText();
  const may = useMay();
  const session = useSession();
  const actions = useJobActions();
  const stop = useSubmit(() => actions.cancel(job.id));
  const mayStop = may("jobs.manage") || job.created_by === session.person.id;
  return (
    <>
      <JobProgress job={job} />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <p aria-live="polite" className="text-ink-2">
          {messageOf(job) || t("job.waiting")}
        </p>
        <Button size="small" icon={<Square aria-hidden className="size-3.5" />} isBusy={stop.isBusy} disabledReason={job.is_cancel_requested ? t("job.isEnding") : !mayStop && t("job.notYours")} onClick={() => void stop.submit()}>
          {t("job.cancel")}
        </Button>
      </div>
      {stop.problem ? (
        <div className="mt-3">
          <ProblemNote problem={stop.problem} />
        </div>
      ) : null}
    </>
  );
}

function Done({ job }: { job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { valid_from, accounts, gaps } = (job.result ?? {}) as Result;
  if (valid_from === undefined || accounts === undefined || gaps === undefined) return <Skeleton className="h-5 w-64" />;
  return (
    <div role="status">
      <p>{t("rules.doneText", { count: accounts, number: format.number(accounts), day: format.localDate(valid_from) })}</p>
      <p className="mt-1">{gaps === 0 ? t("rules.doneNoGaps") : t("rules.doneGaps", { count: gaps, number: format.number(gaps) })}</p>
      <p className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1">
        <Link to="/accounts" className="prose-link">
          {t("rules.toAccounts")}
        </Link>
        {gaps > 0 ? (
          <Link to={WITHOUT_TERRITORY} className="prose-link">
            {t("rules.toGaps")}
          </Link>
        ) : null}
        <Link to={`/jobs/${job.id}`} className="prose-link">
          {t("plan.openJob")}
        </Link>
      </p>
    </div>
  );
}

function Ended({ job }: { job: Job }) {
  const { t } = useTranslation();
  return (
    <>
      {job.problem ? <ProblemNote problem={jobProblem(job.problem)} /> : null}
      <p className="mt-2 first:mt-0">{t("rules.nothingWritten")}</p>
      <p className="mt-2">
        <Link to={`/jobs/${job.id}`} className="prose-link">
          {t("plan.openJob")}
        </Link>
      </p>
    </>
  );
}

export function Activation({ id, onClose }: { id: JobId; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(jobQuery(id));
  const job = query.data;
  if (query.error && !job) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  const title = !job || isOngoing(job) ? t("rules.activating") : job.state === "succeeded" ? t("rules.activated") : t("rules.notActivated");
  return (
    <Card
      className="mb-5"
      title={
        <span className="flex flex-wrap items-center gap-3">
          {title}
          {job ? <JobBadge state={job.state} /> : null}
        </span>
      }
      actions={job && !isOngoing(job) ? <IconButton size="small" label={t("ui.close")} icon={<X aria-hidden className="size-4" />} onClick={onClose} /> : null}
    >
      {!job ? <Skeleton className="h-5 w-64" /> : isOngoing(job) ? <Progress job={job} /> : job.state === "succeeded" ? <Done job={job} /> : <Ended job={job} />}
    </Card>
  );
}
