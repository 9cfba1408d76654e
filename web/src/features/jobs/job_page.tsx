// One job, followed live: how far it is, what came of it, and what can be done about it.
import { useQuery } from "@tanstack/react-query";
import { RotateCw, Square } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useJobActions } from "@/api/job_actions";
import { jobQuery } from "@/api/queries";
import { jobProblem } from "@/api/problem";
import { useMay, useSession } from "@/api/session";
import { idFrom, type Job, type JobId } from "@/api/types";
import { Button } from "@/design/button";
import { isOngoing, JobBadge, JobProgress } from "@/design/job_state";
import { Card, Facts, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useJobText } from "@/lib/job_text";

function Actions({ job }: { job: Job }) {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const actions = useJobActions();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const isMine = job.created_by === session.person.id;
  const refusal = may("jobs.manage") || isMine ? undefined : t("job.notYours");
  async function act(action: (job: JobId) => Promise<void>) {
    setIsBusy(true);
    setProblem(null);
    await action(job.id).catch(setProblem);
    setIsBusy(false);
  }
  const canRetry = job.state === "failed" || job.state === "cancelled";
  return (
    <>
      {isOngoing(job) ? (
        <Button isBusy={isBusy} disabledReason={job.is_cancel_requested ? t("job.isEnding") : refusal} icon={<Square aria-hidden className="size-3.5" />} onClick={() => void act(actions.cancel)}>
          {t("job.cancel")}
        </Button>
      ) : null}
      {canRetry ? (
        <Button isBusy={isBusy} disabledReason={refusal} icon={<RotateCw aria-hidden className="size-4" />} onClick={() => void act(actions.retry)}>
          {t("job.retry")}
        </Button>
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
    </>
  );
}

function Times({ job }: { job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = job.started_at && job.finished_at ? (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000 : null;
  const items = [
    { label: t("job.kind"), value: <code className="font-mono text-sm">{job.kind}</code> },
    { label: t("job.created"), value: format.exactTime(job.created_at) },
    ...(job.started_at ? [{ label: t("job.started"), value: format.exactTime(job.started_at) }] : []),
    ...(job.finished_at ? [{ label: t("job.finished"), value: format.exactTime(job.finished_at) }] : []),
    ...(seconds === null ? [] : [{ label: t("job.took"), value: format.duration(seconds) }]),
    { label: t("job.attempts"), value: job.attempts },
  ];
  return <Facts items={items} />;
}

function Outcome({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { messageOf } = useJobText();
  const plan = (job.result as { plan?: string } | null | undefined)?.plan;
  if (job.problem && !isOngoing(job)) return <ProblemNote problem={jobProblem(job.problem)} />;
  if (isOngoing(job)) {
    return (
      <div className="flex flex-col gap-3">
        <JobProgress job={job} />
        <p aria-live="polite" className="text-ink-2">
          {messageOf(job) || t("job.waiting")}
        </p>
      </div>
    );
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <p>{t(`job.outcome.${job.state === "succeeded" ? "succeeded" : job.state === "failed" ? "failed" : "cancelled"}`)}</p>
      {plan ? (
        <Button asChild look="primary">
          <Link to={`/plans/${plan}`}>{t("job.openPlan")}</Link>
        </Button>
      ) : null}
    </div>
  );
}

export function JobPage() {
  const { t } = useTranslation();
  const { titleOf } = useJobText();
  const query = useQuery(jobQuery(idFrom<JobId>(useParams()["job"])));
  if (query.error && !query.data) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  const job = query.data;
  if (!job) return <Skeleton className="h-40 w-full" />;
  return (
    <>
      <PageHeader
        title={titleOf(job)}
        above={
          <Link to="/jobs" className="hover:underline">
            {t("nav.jobs")}
          </Link>
        }
        badge={<JobBadge state={job.state} />}
        actions={<Actions job={job} />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <Card title={t("job.outcomeTitle")}>
          <Outcome job={job} />
        </Card>
        <Card title={t("job.details")}>
          <Times job={job} />
        </Card>
      </div>
    </>
  );
}
