// Says on the map that it shows a proposal or an offer, and ends that.
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { proposalsQuery } from "@/api/discussion_queries";
import type { OfferId } from "@/api/studio";
import { offerQuery } from "@/api/studio_queries";
import { usePeople } from "@/api/use_people";
import { IconButton } from "@/design/button";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";

export function ProposedNote() {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, proposed, setProposed } = useStudio();
  const { nameOf } = usePeople();
  const isOffer = proposed?.isOffer ?? false;
  const { data } = useQuery({ ...proposalsQuery(plan.id), enabled: proposed !== null && !isOffer });
  const { data: offer } = useQuery({ ...offerQuery(plan.id, proposed?.id as OfferId), enabled: isOffer });
  const proposal = proposed ? data?.find(({ id }) => id === proposed.id) : undefined;
  const state = isOffer ? offer?.state : proposal?.state;
  const wasDecided = proposed?.isDecided ?? false;
  const isOver = state !== undefined && state !== "open" && !wasDecided;
  // Once it is decided the map shows the plan again.
  useEffect(() => {
    if (isOver) setProposed(null);
  }, [isOver, setProposed]);
  if (!proposed) return null;
  const counted = { count: proposed.moves.length, number: format.number(proposed.moves.length) };
  return (
    <div data-testid="proposed-note" className="pointer-events-auto flex max-w-full items-center gap-1 rounded-md bg-ink py-1 pr-1 pl-3 text-sm text-surface shadow-2">
      <p role="status" className="min-w-0">
        {isOffer ? t("studio.mapShowsOffer", counted) : t(wasDecided ? "proposals.mapShowed" : "proposals.mapShows", { name: nameOf(proposal?.by) ?? t("studio.someone"), ...counted })}
      </p>
      <IconButton size="small" className="text-surface hover:bg-surface/20 hover:text-surface" label={t("proposals.lookAway")} icon={<X aria-hidden className="size-4" />} onClick={() => setProposed(null)} />
    </div>
  );
}
