import { useQuery } from "@tanstack/react-query";
import { ClipboardList } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { jobsQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import type { Job } from "@/api/types";
import { Empty } from "@/design/empty";
import { Segmented } from "@/design/toggle";
import { Select } from "@/design/input";
import { isOngoing, JobBadge, JobProgress } from "@/design/job_state";
import { Card, PageHeader } from "@/design/page";
import { Pagination, useCursor } from "@/design/pagination";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { useJobText } from "@/lib/job_text";

const STATES: Job["state"][] = ["queued", "running", "succeeded", "failed", "cancelled"];

function useColumns(): Column<Job>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { titleOf } = useJobText();
  return [
    {
      id: "title",
      header: t("job.title"),
      isTitle: true,
      sortBy: titleOf,
      cell: (job) => (
        <Link to={`/jobs/${job.id}`} className="font-medium text-ink hover:underline">
          {titleOf(job)}
        </Link>
      ),
    },
    { id: "state", header: t("job.stateLabel"), sortBy: (job) => STATES.indexOf(job.state), cell: (job) => <JobBadge state={job.state} /> },
    {
      id: "progress",
      header: t("job.progress"),
      className: "md:w-56",
      cell: (job) =>
        isOngoing(job) ? (
          <div className="flex items-center gap-3 max-md:w-40">
            <JobProgress job={job} />
            <span className="tabular w-10 shrink-0 text-right text-sm text-ink-2">{format.wholePercent(job.progress)}</span>
          </div>
        ) : (
          <span className="text-ink-3">{t("job.done")}</span>
        ),
    },
    {
      id: "created",
      header: t("job.created"),
      sortBy: (job) => job.created_at,
      cell: (job) => (
        <time dateTime={job.created_at} title={format.exactTime(job.created_at)} className="text-ink-2">
          {format.relative(job.created_at)}
        </time>
      ),
    },
  ];
}

export function JobList() {
  const { t } = useTranslation();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const state = search.get("state") ?? "";
  const isMine = !may("jobs.read") || search.get("mine") === "true";
  const cursor = useCursor(`${state} ${isMine}`);
  const jobs = useQuery(jobsQuery({ state: state || undefined, mine: isMine ? "true" : undefined, cursor: cursor.cursor }));
  const columns = useColumns();
  function filter(name: string, value: string) {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  }
  return (
    <>
      <PageHeader title={t("nav.jobs")} description={t("job.text")} />
      <div className="mb-4 flex flex-wrap gap-3">
        <Select
          aria-label={t("job.filterState")}
          value={state}
          placeholder={t("job.anyState")}
          options={STATES.map((value) => ({ value, label: t(`job.state.${value}`) }))}
          onValueChange={(value) => filter("state", value)}
          className="w-44"
        />
        {may("jobs.read") ? (
          <Segmented
            label={t("job.whose")}
            value={isMine ? "mine" : "all"}
            options={[
              { value: "all", label: t("job.everyone") },
              { value: "mine", label: t("job.mine") },
            ]}
            onChange={(value) => filter("mine", value === "mine" ? "true" : "")}
          />
        ) : null}
      </div>
      <Card isFlush>
        <DataTable
          caption={t("nav.jobs")}
          columns={columns}
          rows={jobs.data?.items}
          keyOf={(job) => job.id}
          error={jobs.error}
          onRetry={() => void jobs.refetch()}
          empty={
            <Empty icon={<ClipboardList aria-hidden className="size-5" />} title={state ? t("job.noneMatch") : t("job.none")}>
              {t("job.noneText")}
            </Empty>
          }
          footer={<Pagination cursor={cursor} next={jobs.data?.next} shown={jobs.data?.items.length ?? 0} />}
        />
      </Card>
    </>
  );
}
