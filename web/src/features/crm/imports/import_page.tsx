// One import, wherever it is on its way: its columns, its check, its run, what came of it.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import { loose } from "@/api/client";
import { type CrmImport, type ImportId, type ImportMode, isOfAlignment, PLURALS } from "@/api/crm";
import { importQuery } from "@/api/crm_queries";
import { ApiProblem, jobProblem } from "@/api/problem";
import { applyJob } from "@/api/events";
import { jobQuery } from "@/api/queries";
import { useMay, useSession } from "@/api/session";
import { idFrom, type Job, type JobId } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useImportObject } from "../fields/use_object";
import { CheckResult } from "./check_result";
import { ImportBadge } from "./import_list";
import { ImportProgress } from "./import_progress";
import { bodyOf, draftFor, type ImportDraft } from "./mapping";
import { MappingForm } from "./mapping_form";
import { OutcomeTiles, Problems, StoodIn } from "./outcome";
import { type Step, Steps } from "./steps";

const STEP_OF: Record<CrmImport["state"], Step> = { uploaded: "columns", checking: "check", checked: "check", running: "run", done: "run", cancelled: "run", failed: "run" };
// Events tell of the job at once; this is for when they do not come.
const LOOK_AGAIN_MS = 2_000;

function Ended({ one, onBack }: { one: CrmImport; onBack: () => void }) {
  const { t } = useTranslation();
  const { fields } = useImportObject(one.object);
  const job = useQuery(jobQuery(one.job ?? idFrom<JobId>(""))).data;
  const { outcome, state } = one;
  const kept = (outcome?.added ?? 0) + (outcome?.updated ?? 0);
  const text = state === "done" ? t("imports.outcomeDone") : state === "cancelled" ? (kept > 0 ? t("imports.outcomeCancelled") : t("imports.outcomeNothing")) : t("imports.outcomeFailedText");
  return (
    <div className="flex max-w-5xl flex-col gap-5">
      <div role="status">
        <h2 className="text-lg font-semibold">{state === "failed" ? t("imports.outcomeFailed") : t("imports.outcome")}</h2>
        <p className="text-ink-2">{text}</p>
      </div>
      {job?.problem ? <ProblemNote problem={jobProblem(job.problem)} /> : null}
      {outcome ? <OutcomeTiles outcome={outcome} /> : null}
      {outcome ? <StoodIn outcome={outcome} fields={fields} /> : null}
      <Problems one={one} fields={fields} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" asChild>
          <Link to={isOfAlignment(one.object) ? "/territories" : `/${PLURALS[one.object]}`}>{t("imports.toObjects", { objects: t(`crmObject.${isOfAlignment(one.object) ? "territory" : one.object}.many`).toLowerCase() })}</Link>
        </Button>
        {state === "done" ? null : <Button onClick={onBack}>{t("imports.back")}</Button>}
        <Button asChild>
          <Link to="/imports/new">{t("imports.another")}</Link>
        </Button>
      </div>
    </div>
  );
}

function Loaded({ one }: { one: CrmImport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { company } = useSession();
  const { fields } = useImportObject(one.object);
  const file = (useLocation().state as { file?: File } | null)?.file;
  const [draft, setDraft] = useState<ImportDraft>(() => draftFor(one, company.currency));
  // Back at the columns after a check or an end.
  const [isMapping, setIsMapping] = useState(false);
  async function start(what: "check" | "run", mode?: ImportMode) {
    const job = await loose.post<Job | undefined>(`/imports/{id}/${what}`, { path: { id: one.id }, body: { ...bodyOf(draft), ...(mode ? { mode } : {}) } });
    if (job?.id) applyJob(client, job);
    await client.invalidateQueries({ queryKey: ["crm", "imports"] });
    setIsMapping(false);
  }
  const isAtColumns = one.state === "uploaded" || isMapping;
  const isOngoing = one.state === "checking" || one.state === "running";
  return (
    <>
      <PageHeader
        title={one.name}
        badge={<ImportBadge state={one.state} />}
        description={t("imports.about", { rows: t("imports.rowCount", { count: one.row_count, number: format.number(one.row_count) }), objects: t(`crmObject.${one.object}.many`).toLowerCase() })}
        above={
          <Link to="/imports" className="hover:underline">
            {t("nav.imports")}
          </Link>
        }
      />
      <Steps now={isAtColumns ? "columns" : STEP_OF[one.state]} isOver={!isAtColumns && one.state === "done"} />
      {isAtColumns && !isOngoing ? (
        <MappingForm one={one} draft={draft} file={file} onChange={setDraft} onCheck={() => start("check")} />
      ) : isOngoing ? (
        <ImportProgress one={one} />
      ) : one.state === "checked" ? (
        <CheckResult one={one} fields={fields} onBack={() => setIsMapping(true)} onRun={(mode) => start("run", mode)} />
      ) : (
        <Ended one={one} onBack={() => setIsMapping(true)} />
      )}
    </>
  );
}

export function ImportPage() {
  const { t } = useTranslation();
  const may = useMay();
  const id = idFrom<ImportId>(useParams()["import"]);
  const query = useQuery({
    ...importQuery(id),
    enabled: may("crm.import"),
    refetchInterval: ({ state: { data } }) => (data?.state === "checking" || data?.state === "running" ? LOOK_AGAIN_MS : false),
  });
  const isMissing = query.error instanceof ApiProblem && query.error.status === 404;
  return (
    <Allowed permission="crm.import">
      {query.data ? (
        <Loaded key={id} one={query.data} />
      ) : isMissing ? (
        <>
          <h1 className="sr-only">{t("imports.notThere")}</h1>
          <Empty
            title={t("imports.notThere")}
            action={
              <Button asChild>
                <Link to="/imports">{t("imports.toImports")}</Link>
              </Button>
            }
          />
        </>
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
    </Allowed>
  );
}
