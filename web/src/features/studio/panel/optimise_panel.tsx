// The optimiser: on everything or on the territories of the selection; followed live, stopped at will, its offers judged beside the board and taken whole
// or territory by territory.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import { jobProblem } from "@/api/problem";
import { jobQuery } from "@/api/queries";
import { offersQuery, planPath } from "@/api/studio_queries";
import { idFrom, type Job, type JobId } from "@/api/types";
import { Button } from "@/design/button";
import { isOngoing } from "@/design/job_state";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import { byTerritory } from "../selection";
import { JobLine } from "./job_line";
import { OfferCard } from "./offer_card";
import { firstDraft, type OptimiseDraft, OptimiseFields, requestOf } from "./optimise_fields";

const OFFERS_SHOWN = 5;

function Offers() {
  const { t } = useTranslation();
  const { plan } = useStudio();
  const [isWhole, setIsWhole] = useState(false);
  const query = useQuery(offersQuery(plan.id));
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-24 w-full" />;
  const found = query.data.filter(({ state }) => state !== "running");
  const shown = isWhole ? found : found.slice(0, OFFERS_SHOWN);
  return (
    <section aria-label={t("studio.offers")} className="flex flex-col gap-2.5">
      <h2 className="text-lg font-semibold">{t("studio.offers")}</h2>
      {shown.length === 0 ? <p className="text-sm text-ink-2">{t("studio.noOffers")}</p> : null}
      {shown.map((offer, index) => (
        <OfferCard key={offer.id} offer={offer} isFirst={index === 0} />
      ))}
      {shown.length < found.length ? (
        <Button size="small" className="self-start" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: found.length })}
        </Button>
      ) : null}
    </section>
  );
}

function StartForm({ onStarted }: { onStarted: (job: JobId) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { plan, board, selection, whyNot } = useStudio();
  const [draft, setDraft] = useState<OptimiseDraft>(() => firstDraft(plan, format.locale));
  const own = byTerritory(selection, board.of).map(({ index }) => index);
  const asked = requestOf(draft, own, format.locale);
  const form = useSubmit(async () => {
    if (!asked.body) return;
    const { job } = await loose.post<{ job: Job }>(`${planPath}/optimisations`, { path: { plan: plan.id }, body: asked.body });
    void client.invalidateQueries({ queryKey: ["jobs"] });
    await client.invalidateQueries({ queryKey: offersQuery(plan.id).queryKey });
    onStarted(job.id);
  });
  const reason = whyNot ?? (asked.mistake ? t(`studio.mistake.${asked.mistake}`) : undefined);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void form.submit(event);
      }}
    >
      <p className="text-sm text-ink-2">{t("studio.optimiseText")}</p>
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      <OptimiseFields draft={draft} territories={own} onChange={(change) => setDraft({ ...draft, ...change })} />
      <Button type="submit" look="primary" className="self-start" icon={<Sparkles aria-hidden className="size-4" />} isBusy={form.isBusy} disabledReason={reason}>
        {t("studio.optimise")}
      </Button>
    </form>
  );
}

export function OptimisePanel() {
  const { plan, mayEdit } = useStudio();
  const [started, setStarted] = useState<JobId | null>(null);
  // One that was started elsewhere, or before another tab was looked at, is found by the offer that it fills.
  const running = useQuery(offersQuery(plan.id)).data?.find(({ state }) => state === "running")?.job;
  const { data: job } = useQuery(jobQuery(started ?? running ?? idFrom<JobId>("")));
  const isRunning = Boolean(job && isOngoing(job));
  return (
    <div className="flex flex-col gap-5">
      {job && isRunning ? <JobLine job={job} /> : null}
      {job?.state === "failed" && job.problem ? <ProblemNote problem={jobProblem(job.problem)} /> : null}
      {mayEdit && !isRunning ? <StartForm onStarted={setStarted} /> : null}
      <Offers />
    </div>
  );
}
