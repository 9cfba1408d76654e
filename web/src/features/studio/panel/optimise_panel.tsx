// The optimiser: on everything or on the territories of the selection; followed live, stopped at will. It looks for one plan, whose offers are judged beside the
// board and taken whole or territory by territory, or for several to choose from.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw, Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import { jobProblem } from "@/api/problem";
import { jobQuery } from "@/api/queries";
import type { FrontHead } from "@/api/studio";
import { frontsQuery, offersQuery, planPath } from "@/api/studio_queries";
import { idFrom, type Job, type JobId } from "@/api/types";
import { usePeople } from "@/api/use_people";
import { Button } from "@/design/button";
import { isOngoing } from "@/design/job_state";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import { FrontView } from "../front/front_view";
import { type Kind, useRemembered } from "../front/remembered";
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
        <OfferCard key={offer.id} offer={offer} isUnfolded={index === 0} />
      ))}
      {shown.length < found.length ? (
        <Button size="small" className="self-start" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: found.length })}
        </Button>
      ) : null}
    </section>
  );
}

function StartForm({ kind, onStarted }: { kind: Kind; onStarted: (job: JobId) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { plan, board, selection, whyNot } = useStudio();
  const [draft, setDraft] = useState<OptimiseDraft>(() => firstDraft(plan, format.locale));
  const own = byTerritory(selection, board.of).map(({ index }) => index);
  const asked = requestOf({ ...draft, kind }, own, format.locale);
  const form = useSubmit(async () => {
    if (!asked.body) return;
    const { job } = await loose.post<{ job: Job }>(`${planPath}/${kind === "one" ? "optimisations" : "fronts"}`, { path: { plan: plan.id }, body: asked.body });
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
      <p className="text-sm text-ink-2">{kind === "one" ? t("studio.optimiseText") : t("studio.front.text")}</p>
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      <OptimiseFields draft={{ ...draft, kind }} territories={own} onChange={(change) => setDraft({ ...draft, ...change })} />
      <Button type="submit" look="primary" className="self-start" icon={<Sparkles aria-hidden className="size-4" />} isBusy={form.isBusy} disabledReason={reason}>
        {kind === "one" ? t("studio.optimise") : t("studio.front.start")}
      </Button>
    </form>
  );
}

// Who looked for them, where that was not this browser.
function FoundBy({ head }: { head: FrontHead }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = usePeople();
  return (
    <p className="text-sm text-ink-2" title={format.exactTime(head.at)}>
      {t("studio.front.askedBy", { name: nameOf(head.by) ?? t("studio.someone"), when: format.relative(head.at) })}
    </p>
  );
}

interface SeveralProps {
  front: JobId;
  // Absent where this browser looked for them.
  head: FrontHead | undefined;
  isRunning: boolean;
  isStartable: boolean;
  onStarted: (job: JobId) => void;
}

// The last ones found, before anything is asked anew.
function Several({ front, head, isRunning, isStartable, onStarted }: SeveralProps) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(front === "");
  return (
    <>
      {head ? <FoundBy head={head} /> : null}
      {isStartable && isAsking ? (
        <StartForm
          kind="several"
          onStarted={(job) => {
            setIsAsking(false);
            onStarted(job);
          }}
        />
      ) : null}
      {front === "" ? null : <FrontView job={front} isRunning={isRunning} />}
      {isStartable && !isAsking ? (
        <Button size="small" className="self-start" icon={<RotateCw aria-hidden className="size-3.5" />} onClick={() => setIsAsking(true)}>
          {t("studio.front.again")}
        </Button>
      ) : null}
    </>
  );
}

export function OptimisePanel() {
  const { t } = useTranslation();
  const { plan, mayEdit } = useStudio();
  const { kind, front: remembered, remember } = useRemembered(plan.id);
  const [started, setStarted] = useState<JobId | null>(null);
  // One that was started elsewhere, or before another tab was looked at, is found by the offer that it fills.
  const running = useQuery(offersQuery(plan.id)).data?.find(({ state }) => state === "running")?.job;
  const { data: search } = useQuery(jobQuery(started ?? running ?? idFrom<JobId>("")));
  const fronts = useQuery(frontsQuery(plan.id));
  // What this browser looked for, or else whoever did last.
  const latest = remembered === "" ? fronts.data?.[0] : undefined;
  const front = latest?.job ?? remembered;
  const { data: choice } = useQuery(jobQuery(front));
  const isSearching = Boolean(search && isOngoing(search));
  // Whoever may not look at the job is told how it is by the list.
  const isChoosing = choice ? isOngoing(choice) : latest?.state === "queued" || latest?.state === "running";
  const words = { title: t("studio.optimising"), stopping: t("studio.stopping") };
  const failed = kind === "one" ? search : choice;
  return (
    <div className="flex flex-col gap-5">
      {mayEdit || front !== "" ? (
        <Segmented
          label={t("studio.front.kind")}
          className="self-start"
          value={kind}
          options={[
            { value: "one", label: t("studio.front.one") },
            { value: "several", label: t("studio.front.several") },
          ]}
          onChange={(next) => remember({ kind: next })}
        />
      ) : null}
      {search && isSearching ? <JobLine job={search} {...words} /> : null}
      {choice && isChoosing ? <JobLine job={choice} {...words} /> : null}
      {failed?.state === "failed" && failed.problem ? <ProblemNote problem={jobProblem(failed.problem)} /> : null}
      {kind === "several" ? (
        remembered === "" && fronts.isPending ? <Skeleton className="h-40 w-full" /> : <Several key={front} front={front} head={latest} isRunning={isChoosing} isStartable={mayEdit && !isSearching && !isChoosing} onStarted={(job) => remember({ front: job })} />
      ) : (
        <>
          {mayEdit && !isSearching && !isChoosing ? <StartForm kind="one" onStarted={setStarted} /> : null}
          <Offers />
        </>
      )}
    </div>
  );
}
