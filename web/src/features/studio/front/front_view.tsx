// Plans to choose from: the plot, the table, and the one that is chosen, which the map shows and which can be accepted.
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Front, FrontPoint, OfferId } from "@/api/studio";
import { frontQuery } from "@/api/studio_queries";
import type { JobId } from "@/api/types";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useStudio } from "../context";
import { OfferCard } from "../panel/offer_card";
import { distinct, type ViewName, VIEW_NAMES, VIEWS } from "./front";
import { FrontPlot } from "./front_plot";
import { Diamond, Dot, FrontTable } from "./front_table";
import { useGains } from "./use_gains";

function Legend({ view }: { view: ViewName }) {
  const { t } = useTranslation();
  const { nameOf } = useGains();
  const items = [
    { mark: <Dot isOn />, text: t("studio.front.on") },
    { mark: <Dot isOn={false} />, text: t("studio.front.off") },
    { mark: <Diamond />, text: t("studio.front.nowMark") },
  ];
  return (
    <div className="text-xs text-ink-2">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {items.map(({ mark, text }) => (
          <li key={text} className="inline-flex items-center gap-1.5">
            {mark}
            {text}
          </li>
        ))}
      </ul>
      <p className="mt-1">{t("studio.front.reading", { name: nameOf(VIEWS[view].size) })}</p>
    </div>
  );
}

function useChosen(front: Front) {
  const { proposed, setProposed } = useStudio();
  const [chosen, setChosen] = useState<OfferId | null>(() => front.points.find(({ offer }) => offer.id === proposed?.id)?.offer.id ?? null);
  function choose(offer: OfferId) {
    if (chosen === offer) setProposed(null);
    setChosen(chosen === offer ? null : offer);
  }
  return { chosen, choose, index: front.points.findIndex(({ offer }) => offer.id === chosen) };
}

function Found({ front, isRunning }: { front: Front; isRunning: boolean }) {
  const { t } = useTranslation();
  const { board } = useStudio();
  const { nameOf, pointName, textOf } = useGains();
  const { chosen, choose, index } = useChosen(front);
  const [view, setView] = useState<ViewName>("travel");
  const [looked, setLooked] = useState<FrontPoint | null>(null);
  const detail = useRef<HTMLDivElement>(null);
  const point = front.points[index];
  const told = looked ?? point;
  const isOld = !isRunning && front.points.some(({ offer }) => offer.revision !== board.revision);
  return (
    <section aria-label={t("studio.front.title")} className="flex flex-col gap-3">
      <Field label={t("studio.front.axes")}>
        <Select value={view} className="max-w-80" options={VIEW_NAMES.map((name) => ({ value: name, label: t("studio.front.against", { y: nameOf(VIEWS[name].y), x: nameOf(VIEWS[name].x) }) }))} onValueChange={(name) => setView(name as ViewName)} />
      </Field>
      <FrontPlot front={front} view={VIEWS[view]} chosen={chosen} onChoose={choose} onLook={setLooked} />
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-md bg-surface-2 px-3 py-1.5 text-sm">
        <p className="min-w-0 flex-1 text-ink-2">{told ? textOf(told, front.points.indexOf(told)) : t("studio.front.chooseOne")}</p>
        {point ? (
          <Button size="small" onClick={() => detail.current?.focus()}>
            {t("studio.front.toDetail")}
          </Button>
        ) : null}
      </div>
      <Legend view={view} />
      {isOld ? <p className="text-xs text-ink-2">{t("studio.front.old")}</p> : null}
      <FrontTable front={front} chosen={chosen} onChoose={choose} />
      {point ? (
        <div ref={detail} tabIndex={-1} role="group" aria-label={pointName(index)} data-testid="front-chosen" className="flex flex-col gap-2 rounded-md">
          <h2 className="font-semibold">{pointName(index)}</h2>
          <OfferCard key={point.offer.id} offer={point.offer} isUnfolded isOnMap />
        </div>
      ) : null}
    </section>
  );
}

export function FrontView({ job, isRunning }: { job: JobId; isRunning: boolean }) {
  const { t } = useTranslation();
  const { plan } = useStudio();
  const query = useQuery(frontQuery(plan.id, job));
  const front = useMemo(() => query.data && { ...query.data, points: distinct(query.data.points) }, [query.data]);
  if (front && front.points.length > 0) return <Found key={job} front={front} isRunning={isRunning} />;
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (isRunning) {
    return (
      <div className="flex flex-col gap-2">
        <Skeleton className="h-56 w-full" />
        <p className="text-sm text-ink-2">{t("studio.front.waiting")}</p>
      </div>
    );
  }
  return query.isPending ? <Skeleton className="h-56 w-full" /> : <p className="text-sm text-ink-2">{t("studio.front.nothing")}</p>;
}
