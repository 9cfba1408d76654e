import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { jobsQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { isOngoing, JobBadge, JobProgress } from "@/design/job_state";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useJobText } from "@/lib/job_text";
import { SeeAll } from "./see_all";

const SHOWN = 4;

export function RunningJobs() {
  const { t } = useTranslation();
  const format = useFormat();
  const { titleOf, messageOf } = useJobText();
  const may = useMay();
  const query = useQuery(jobsQuery({ limit: "10", mine: may("jobs.read") ? undefined : "true" }));
  const jobs = query.data?.items ?? [];
  const shown = [...jobs.filter(isOngoing), ...jobs.filter((job) => !isOngoing(job))].slice(0, SHOWN);
  // Whoever only looks at their own jobs, and has none, need not be told so each day.
  if (!may("jobs.read") && !query.error && shown.length === 0) return null;
  return (
    <Card title={t("home.jobs")} actions={<SeeAll to="/jobs" of={t("home.jobs")} />}>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-12 w-full" /> : null}
      {query.data && shown.length === 0 ? <p className="text-ink-3">{t("home.noJobs")}</p> : null}
      <ul className="divide-y divide-line">
        {shown.map((job) => (
          <li key={job.id} className="py-2.5 first:pt-0 last:pb-0">
            <div className="flex items-center justify-between gap-3">
              <Link to={`/jobs/${job.id}`} className="min-w-0 truncate font-medium hover:underline">
                {titleOf(job)}
              </Link>
              <JobBadge state={job.state} />
            </div>
            {isOngoing(job) ? (
              <div className="mt-2">
                <JobProgress job={job} />
              </div>
            ) : null}
            <p className="mt-1 truncate text-sm text-ink-3">{isOngoing(job) ? messageOf(job) : format.relative(job.finished_at ?? job.created_at)}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
