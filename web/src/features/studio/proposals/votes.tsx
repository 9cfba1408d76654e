// Votes for and against, and one's own, which is pressed again to take it back.
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Proposal, Vote } from "@/api/discussion";
import { useDiscussion } from "@/api/discussion_queries";
import { useSession } from "@/api/session";
import { Button } from "@/design/button";
import { ProblemNote } from "@/design/problem";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";

interface ChoiceProps {
  proposal: Proposal;
  value: "for" | "against";
  count: number;
}

function Choice({ proposal, value, count }: ChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { person } = useSession();
  const { vote } = useDiscussion(proposal.plan);
  const isMine = proposal.my_vote === value;
  const voting = useSubmit(() => vote(proposal.id, (isMine ? "none" : value) satisfies Vote));
  const Icon = value === "for" ? ThumbsUp : ThumbsDown;
  return (
    <>
      <Button
        size="small"
        aria-pressed={isMine}
        className="tabular aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        icon={<Icon aria-hidden className="size-3.5" />}
        isBusy={voting.isBusy}
        disabledReason={proposal.state !== "open" ? t("proposals.decidedAlready") : proposal.by === person.id && t("proposals.ownVote")}
        onClick={() => void voting.submit()}
      >
        {t(value === "for" ? "proposals.for" : "proposals.against")} {format.number(count)}
      </Button>
      {voting.problem ? <ProblemNote problem={voting.problem} /> : null}
    </>
  );
}

export function Votes({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t("proposals.votes")} className="flex flex-wrap gap-1.5">
      <Choice proposal={proposal} value="for" count={proposal.votes_for} />
      <Choice proposal={proposal} value="against" count={proposal.votes_against} />
    </div>
  );
}
