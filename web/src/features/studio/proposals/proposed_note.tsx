// Says over the map that it shows a proposal, and ends that.
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { proposalsQuery } from "@/api/discussion_queries";
import { usePeople } from "@/api/use_people";
import { IconButton } from "@/design/button";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";

export function ProposedNote() {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, proposed, setProposed } = useStudio();
  const { nameOf } = usePeople();
  const { data } = useQuery({ ...proposalsQuery(plan.id), enabled: proposed !== null });
  const proposal = proposed ? data?.find(({ id }) => id === proposed.id) : undefined;
  const isOver = proposal !== undefined && proposal.state !== "open";
  // Once it is decided the map shows the plan again.
  useEffect(() => {
    if (isOver) setProposed(null);
  }, [isOver, setProposed]);
  if (!proposed) return null;
  const count = proposed.moves.length;
  return (
    <div data-testid="proposed-note" className="pointer-events-auto flex max-w-full items-center gap-1 rounded-md bg-ink py-1 pr-1 pl-3 text-sm text-surface shadow-2">
      <p role="status" className="min-w-0">
        {t("proposals.mapShows", { name: nameOf(proposal?.by) ?? t("studio.someone"), count, number: format.number(count) })}
      </p>
      <IconButton size="small" className="text-surface hover:bg-surface/20 hover:text-surface" label={t("proposals.lookAway")} icon={<X aria-hidden className="size-4" />} onClick={() => setProposed(null)} />
    </div>
  );
}
