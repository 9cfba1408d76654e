// A proposal that is looked at: every move, what it would do to the plan as it is now, and what is decided about it.
import { useQuery } from "@tanstack/react-query";
import { Check, MessageSquareX, TriangleAlert, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProposalView } from "@/api/discussion";
import { proposalQuery, useDiscussion } from "@/api/discussion_queries";
import { useSession } from "@/api/session";
import { Button } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import { ChangeEffect } from "../panel/effect";
import { DeclineDialog } from "./decline_dialog";

const CODES_SHOWN = 8;

function MovedSince({ codes }: { codes: string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = codes.slice(0, CODES_SHOWN).join(", ");
  return (
    <p className="flex items-start gap-2 rounded-md bg-warning-soft px-2.5 py-1.5 text-sm text-warning-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">
        {t("proposals.movedSince", { count: codes.length, number: format.number(codes.length) })} {codes.length > CODES_SHOWN ? t("studio.andMore", { codes: shown, number: format.number(codes.length - CODES_SHOWN) }) : shown}
      </span>
    </p>
  );
}

function Deciding({ view }: { view: ProposalView }) {
  const { t } = useTranslation();
  const say = useToast();
  const { plan, mayEdit, board } = useStudio();
  const { person } = useSession();
  const { decide } = useDiscussion(plan.id);
  const [isDeclining, setIsDeclining] = useState(false);
  const accepting = useSubmit(async () => {
    await decide(view.id, "accept");
    say(t("proposals.accepted"));
  });
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  async function withdraw() {
    await decide(view.id, "withdraw");
    say(t("proposals.withdrawn"));
  }
  const isOwn = view.by === person.id;
  if (!mayEdit && !isOwn) return null;
  const isTaken = board.state === "draft" || board.state === "in_review";
  return (
    <div className="flex flex-col gap-2">
      {accepting.problem ? <ProblemNote problem={accepting.problem} /> : null}
      <div className="flex flex-wrap gap-2">
        {mayEdit ? (
          <>
            <Button size="small" look="primary" icon={<Check aria-hidden className="size-3.5" />} isBusy={accepting.isBusy} disabledReason={!isTaken ? t("proposals.notNow") : view.moved_since.length > 0 && t("proposals.cannotAccept")} onClick={() => void accepting.submit()}>
              {t("proposals.accept")}
            </Button>
            <Button size="small" icon={<MessageSquareX aria-hidden className="size-3.5" />} onClick={() => setIsDeclining(true)}>
              {t("proposals.declineAsk")}
            </Button>
          </>
        ) : null}
        {isOwn ? (
          <Button size="small" look="ghost" icon={<Undo2 aria-hidden className="size-3.5" />} onClick={() => setIsWithdrawing(true)}>
            {t("proposals.withdrawAsk")}
          </Button>
        ) : null}
      </div>
      <Confirm isOpen={isWithdrawing} onOpenChange={setIsWithdrawing} title={t("proposals.withdrawTitle")} text={t("proposals.withdrawText")} action={t("proposals.withdraw")} onConfirm={withdraw} />
      <DeclineDialog proposal={view} isOpen={isDeclining} onClose={() => setIsDeclining(false)} />
    </div>
  );
}

export function ProposalDetail({ id }: { id: ProposalView["id"] }) {
  const { t } = useTranslation();
  const { plan, tolerances } = useStudio();
  const query = useQuery(proposalQuery(plan.id, id));
  const view = query.data;
  if (query.error && !view) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!view) return <Skeleton className="h-24 w-full" />;
  if (view.state !== "open") return null;
  return (
    <div className="flex flex-col gap-3">
      {view.moved_since.length > 0 ? <MovedSince codes={view.moved_since} /> : null}
      {view.effect ? <ChangeEffect change={view.effect} tolerances={tolerances} /> : null}
      {view.meets_rule ? <p className="text-sm text-ink-2">{t("proposals.meetsRule")}</p> : null}
      <Deciding view={view} />
    </div>
  );
}
