// What was said about an account in all plans; one answers, resolves and begins threads here as in the studio.
import { useQuery } from "@tanstack/react-query";
import { MessageSquarePlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccountId, CrmRecord } from "@/api/crm";
import type { AccountComment } from "@/api/discussion";
import { accountCommentsQuery } from "@/api/discussion_queries";
import { matterLink } from "@/api/matter_links";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { PlanBadge } from "@/design/plan_badge";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { ThreadCard } from "@/talk/thread_card";
import { type Thread, threadsIn } from "@/talk/threads";
import { BeginThread } from "./begin_thread";

const SHOWN = 3;
type Which = "open" | "resolved";

function PlanHead({ comment }: { comment: AccountComment }) {
  const { id, plan, plan_name: name, plan_state: state } = comment;
  return (
    <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
      <Link to={matterLink({ kind: "mention", plan: { id: plan, name }, comment: id })} className="min-w-0 font-medium break-words hover:underline">
        {name}
      </Link>
      <PlanBadge state={state} />
    </p>
  );
}

function Threads({ threads }: { threads: Thread<AccountComment>[] }) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? threads : threads.slice(0, SHOWN);
  return (
    <div className="flex flex-col gap-3">
      {shown.map((thread) => (
        <ThreadCard key={thread.first.id} thread={thread} name={t("discussed.threadOf", { plan: thread.first.plan_name })} head={<PlanHead comment={thread.first} />} />
      ))}
      {shown.length < threads.length ? (
        <Button size="small" className="self-start" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: threads.length })}
        </Button>
      ) : null}
    </div>
  );
}

function Discussed({ comments }: { comments: AccountComment[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [which, setWhich] = useState<Which>("open");
  const threads = threadsIn(comments);
  const of = (asked: Which) => threads.filter(({ isResolved }) => isResolved === (asked === "resolved"));
  const shown = of(which);
  if (threads.length === 0) return <p className="text-ink-2">{t("discussed.none")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <Segmented
        label={t("talk.which")}
        className="self-start"
        value={which}
        options={[
          { value: "open", label: t("talk.openCount", { number: format.number(of("open").length) }) },
          { value: "resolved", label: t("talk.resolvedCount", { number: format.number(of("resolved").length) }) },
        ]}
        onChange={setWhich}
      />
      {shown.length === 0 ? <p className="text-ink-2">{which === "open" ? t("talk.noOpen") : t("talk.noResolved")}</p> : <Threads key={which} threads={shown} />}
    </div>
  );
}

export function DiscussedCard({ account, className }: { account: CrmRecord; className?: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const id = account.id as string as AccountId;
  const mayRead = may("plans.read");
  const query = useQuery({ ...accountCommentsQuery(id), enabled: mayRead });
  const [isBeginning, setIsBeginning] = useState(false);
  if (!mayRead) return null;
  return (
    <Card
      title={t("discussed.title")}
      className={className}
      actions={
        isBeginning ? null : (
          <Button size="small" look="ghost" icon={<MessageSquarePlus aria-hidden className="size-4" />} onClick={() => setIsBeginning(true)}>
            {t("discussed.begin")}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {isBeginning ? <BeginThread account={id} onDone={() => setIsBeginning(false)} /> : null}
        {query.error && !query.data ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton className="h-20 w-full" /> : null}
        {query.data ? <Discussed comments={query.data} /> : null}
      </div>
    </Card>
  );
}
