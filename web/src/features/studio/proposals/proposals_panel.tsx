// What was proposed for the plan, and the window in which proposals are challenges.
import { useQuery } from "@tanstack/react-query";
import { CalendarClock, Lightbulb } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { proposalsQuery, windowQuery } from "@/api/discussion_queries";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { ProposalCard } from "./proposal_card";
import { WindowDialog } from "./window_dialog";
import { WindowNote } from "./window_note";

const SHOWN = 20;
type Which = "open" | "decided";

// The window as all see it; who manages plans opens and changes it.
function Challenges() {
  const { t } = useTranslation();
  const { plan, board, mayEdit } = useStudio();
  const window = useQuery(windowQuery(plan.id)).data;
  const [isAsking, setIsAsking] = useState(false);
  const isTaken = board.state === "draft" || board.state === "in_review";
  if (window === undefined) return null;
  return (
    <>
      <WindowNote
        action={
          mayEdit ? (
            <Button size="small" className="-my-0.5" onClick={() => setIsAsking(true)}>
              {t("proposals.windowChange")}
            </Button>
          ) : undefined
        }
      />
      {mayEdit && window === null ? (
        <Button size="small" className="self-start" icon={<CalendarClock aria-hidden className="size-4" />} disabledReason={!isTaken && t("proposals.notNow")} onClick={() => setIsAsking(true)}>
          {t("proposals.windowAsk")}
        </Button>
      ) : null}
      <WindowDialog window={window} isOpen={isAsking} onClose={() => setIsAsking(false)} />
    </>
  );
}

function Nothing({ which }: { which: Which }) {
  const { t } = useTranslation();
  const { selection, whyNotPropose, setPanel, setIsProposing } = useStudio();
  const propose = (
    <Button
      size="small"
      onClick={() => {
        setIsProposing(selection.count > 0);
        setPanel(selection.count > 0 ? "selection" : "units");
      }}
    >
      {selection.count > 0 ? t("proposals.proposeAsk") : t("studio.toUnits")}
    </Button>
  );
  return (
    <Empty className="py-8" icon={<Lightbulb aria-hidden className="size-5" />} title={which === "open" ? t("proposals.noOpen") : t("proposals.noDecided")} action={which === "open" && !whyNotPropose ? propose : undefined}>
      {which === "open" ? (whyNotPropose ?? t("proposals.noOpenText")) : undefined}
    </Empty>
  );
}

export function ProposalsPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, asked } = useStudio();
  const query = useQuery(proposalsQuery(plan.id));
  const [which, setWhich] = useState<Which>("open");
  const [isWhole, setIsWhole] = useState(false);
  const proposals = query.data;
  const wanted = asked.proposal === "" ? undefined : proposals?.find(({ id }) => id === asked.proposal);
  const key = wanted ? `${asked.visit} ${wanted.id}` : "";
  useEffect(() => {
    if (wanted) setWhich(wanted.state === "open" ? "open" : "decided");
  }, [key]);
  if (query.error && !proposals) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!proposals) return <Skeleton className="h-40 w-full" />;
  const open = proposals.filter(({ state }) => state === "open");
  const found = which === "open" ? open : proposals.filter(({ state }) => state !== "open");
  const shown = isWhole ? found : found.filter(({ id }, index) => index < SHOWN || id === asked.proposal);
  return (
    <div className="flex flex-col gap-4">
      <Challenges />
      <Segmented
        label={t("proposals.which")}
        className="self-start"
        value={which}
        options={[
          { value: "open", label: t("proposals.openCount", { number: format.number(open.length) }) },
          { value: "decided", label: t("proposals.decidedCount", { number: format.number(proposals.length - open.length) }) },
        ]}
        onChange={setWhich}
      />
      {shown.length === 0 ? <Nothing which={which} /> : null}
      {shown.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} asked={proposal.id === asked.proposal ? asked.visit : null} />
      ))}
      {shown.length < found.length ? (
        <Button size="small" className="self-start" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: found.length })}
        </Button>
      ) : null}
    </div>
  );
}
