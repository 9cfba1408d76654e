// An offer of the optimiser beside the board, taken whole or for some of its territories.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import type { BoardChange, Offer, OfferDetail } from "@/api/studio";
import { offerQuery, offersQuery, planPath } from "@/api/studio_queries";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Checkbox } from "@/design/toggle";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import { Deviation } from "../deviation_bar";
import { movesOfOffer } from "../proposals/moves";
import { useEdits } from "../use_edits";
import { EffectWords, useEffectTexts } from "./effect";
import { TotalsTable } from "./totals_table";

function Territories({ detail, taken, onTake }: { detail: OfferDetail; taken: Set<number>; onTake: (index: number, isTaken: boolean) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tolerances, show } = useStudio();
  const beforeOf = (index: number) => detail.territories_before.find((one) => one.index === index);
  return (
    <ul aria-label={t("studio.offerTerritories")} className="flex flex-col divide-y divide-line">
      {detail.territories_after.map((after) => {
        const before = beforeOf(after.index);
        return (
          <li key={after.index} className="flex items-start justify-between gap-3 py-2">
            <Checkbox
              label={after.name}
              isChecked={taken.has(after.index)}
              hint={Object.entries(after.deviations).map(([measure, value]) => t("studio.fromTo", { measure, from: format.signedPercent(before?.deviations[measure] ?? 0), to: format.signedPercent(value) })).join(" · ")}
              onChange={(isTaken) => onTake(after.index, isTaken)}
            />
            <span className="flex shrink-0 flex-col items-end gap-0.5 text-xs">
              {Object.entries(after.deviations).slice(0, 1).map(([measure, value]) => (
                <Deviation key={measure} value={value} tolerance={tolerances[measure]} />
              ))}
              <button type="button" className="prose-link" onClick={() => show(detail.territory_of.filter(([, to]) => to === after.index).map(([place]) => place))}>
                {t("studio.showOnMap")}
                <span className="sr-only">: {after.name}</span>
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

// Shows the plan on the map as the offer would have it, and as it is again; where that is asked for, at once.
function Look({ detail, isAtOnce }: { detail: OfferDetail; isAtOnce: boolean }) {
  const { t } = useTranslation();
  const { board, units, proposed, setProposed } = useStudio();
  const isShown = proposed?.id === detail.id;
  const show = () => setProposed({ id: detail.id, isOffer: true, moves: movesOfOffer(detail, board, units) });
  useEffect(() => {
    if (isAtOnce && !isShown) show();
  }, [detail.id, isAtOnce]);
  return (
    <Button size="small" look="ghost" aria-pressed={isShown} icon={isShown ? <EyeOff aria-hidden className="size-3.5" /> : <Eye aria-hidden className="size-3.5" />} onClick={() => (isShown ? setProposed(null) : show())}>
      {isShown ? t("proposals.lookAway") : t("proposals.look")}
    </Button>
  );
}

function Taking({ offer, isOnMap }: { offer: Offer; isOnMap: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { plan, actions, whyNot, mayEdit } = useStudio();
  const { tried } = useEdits();
  const say = useToast();
  const textsOf = useEffectTexts();
  const readAnew = () => Promise.all([offersQuery(plan.id).queryKey, ["plans", "fronts", plan.id]].map((queryKey) => client.invalidateQueries({ queryKey })));
  const dismiss = useSubmit(async () => {
    await loose.delete(`${planPath}/offers/{offer}`, { path: { plan: plan.id, offer: offer.id }, version: "*" });
    await readAnew();
    say(t("studio.dismissed"));
  });
  const query = useQuery(offerQuery(plan.id, offer.id));
  const [taken, setTaken] = useState<Set<number>>(new Set());
  const detail = query.data;
  useEffect(() => {
    if (detail) setTaken(new Set(detail.territories_after.map(({ index }) => index)));
  }, [detail]);
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!detail) return <Skeleton className="h-24 w-full" />;
  const isWhole = taken.size === detail.territories_after.length;
  async function accept() {
    const body = isWhole ? {} : { territories: [...taken].sort((a, b) => a - b) };
    await tried(
      () => actions.run(() => loose.post<BoardChange>(`${planPath}/offers/{offer}/acceptance`, { path: { plan: plan.id, offer: offer.id }, body })),
      () => t("studio.accepted"),
    );
    await readAnew();
  }
  const stale = detail.changed_since.length;
  const aside = (
    <Button size="small" isBusy={dismiss.isBusy} onClick={() => void dismiss.submit()}>
      {t("studio.dismiss")}
    </Button>
  );
  if (detail.territories_after.length === 0) {
    return (
      <div className="flex flex-col items-start gap-2.5">
        <p className="text-sm text-ink-2">{t("studio.offerNothingText")}</p>
        {dismiss.problem ? <ProblemNote problem={dismiss.problem} /> : null}
        {mayEdit ? aside : null}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2.5">
      {stale > 0 ? <p className="text-sm text-ink-2">{t("studio.changedSince", { count: stale, number: format.number(stale) })}</p> : <EffectWords {...textsOf(detail, [...detail.territories_after, ...detail.territories_before])} />}
      {dismiss.problem ? <ProblemNote problem={dismiss.problem} /> : null}
      <Territories
        detail={detail}
        taken={taken}
        onTake={(index, isTaken) => {
          const next = new Set(taken);
          if (isTaken) next.add(index);
          else next.delete(index);
          setTaken(next);
        }}
      />
      <div className="flex flex-wrap gap-2">
        {mayEdit ? (
          <>
            <Button look="primary" size="small" isBusy={actions.isBusy} disabledReason={whyNot ?? (stale > 0 ? t("studio.changedSince", { count: stale, number: format.number(stale) }) : taken.size === 0 && t("studio.takeOne"))} onClick={() => void accept()}>
              {isWhole ? t("studio.acceptWhole") : t("studio.acceptSome", { count: taken.size })}
            </Button>
            {aside}
          </>
        ) : null}
        <Look detail={detail} isAtOnce={isOnMap} />
      </div>
    </div>
  );
}

// `isUnfolded`: as it is first shown. `isOnMap`: the map shows it as soon as it is read.
export function OfferCard({ offer, isUnfolded, isOnMap = false }: { offer: Offer; isUnfolded: boolean; isOnMap?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board } = useStudio();
  const isOpenOffer = offer.state === "open";
  const isNothing = offer.state !== "running" && offer.units_moved === 0;
  const [isOpen, setIsOpen] = useState(isUnfolded && isOpenOffer);
  return (
    <article className="rounded-md border border-line px-3.5 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium">{isNothing ? t("studio.offerNothing") : t("studio.offerMoves", { count: offer.units_moved, number: format.number(offer.units_moved) })}</h3>
        <Badge tone={isOpenOffer ? "info" : "neutral"}>{t(`studio.offerState.${offer.state}`)}</Badge>
        <span className="ml-auto text-xs text-ink-2">{format.relative(offer.at)}</span>
      </div>
      {offer.before && offer.after && !isNothing ? (
        <div className="mt-2">
          <TotalsTable caption={t("studio.offerFigures")} before={offer.before} after={offer.after} beforeName={t("studio.now")} afterName={t("studio.offered")} />
        </div>
      ) : null}
      {isOpenOffer && offer.revision !== board.revision ? <p className="mt-2 text-xs text-ink-2">{t("studio.offerOld")}</p> : null}
      {isOpenOffer && !isNothing ? (
        <Button size="small" look="ghost" className="mt-2 -ml-2" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t("studio.lessDetail") : t("studio.moreDetail")}
        </Button>
      ) : null}
      {isOpenOffer && (isOpen || isNothing) ? <Taking offer={offer} isOnMap={isOnMap} /> : null}
    </article>
  );
}
