// The check or the import under way, live, with a way to stop it.
import { useQuery } from "@tanstack/react-query";
import { Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CrmImport } from "@/api/crm";
import { useJobActions } from "@/api/job_actions";
import { jobQuery } from "@/api/queries";
import { useMay, useSession } from "@/api/session";
import { idFrom, type JobId } from "@/api/types";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Progress } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useJobText } from "@/lib/job_text";
import { useSubmit } from "@/lib/use_submit";

export function ImportProgress({ one }: { one: CrmImport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { messageOf } = useJobText();
  const may = useMay();
  const session = useSession();
  const actions = useJobActions();
  const job = useQuery(jobQuery(one.job ?? idFrom<JobId>(""))).data;
  const stop = useSubmit(async () => {
    if (job) await actions.cancel(job.id);
  });
  const isChecking = one.state === "checking";
  const title = isChecking ? t("imports.checking", { name: one.name }) : t("imports.importing", { name: one.name });
  const isStopping = job?.is_cancel_requested ?? false;
  const mayStop = may("jobs.manage") || job?.created_by === session.person.id;
  const value = job ? (job.state === "queued" ? 0 : job.progress) : null;
  return (
    <Card className="max-w-3xl">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="min-w-0 text-lg font-semibold break-words">{title}</h2>
        <Button icon={<Square aria-hidden className="size-3.5" />} isBusy={stop.isBusy} disabledReason={isStopping ? t("imports.stopping") : job && !mayStop ? t("job.notYours") : !job && t("ui.loading")} onClick={() => void stop.submit()}>
          {t("imports.stop")}
        </Button>
      </div>
      <div className="mt-4 flex items-center gap-4">
        <Progress value={value} label={title} />
        <span className="tabular w-12 shrink-0 text-right font-semibold">{value === null ? "" : format.wholePercent(value)}</span>
      </div>
      <p aria-live="polite" className="mt-2 text-ink-2">
        {isStopping ? t("imports.stopping") : (job && messageOf(job)) || t("job.waiting")}
      </p>
      <p className="mt-1 text-sm text-ink-3">{isChecking ? t("imports.changesNothing") : one.order?.mode === "all_or_nothing" ? t("imports.keepsNothing") : t("imports.keepsSome")}</p>
      {stop.problem ? (
        <div className="mt-3">
          <ProblemNote problem={stop.problem} />
        </div>
      ) : null}
    </Card>
  );
}
