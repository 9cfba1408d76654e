// What people say about the plan: of what is selected, or all of it; open or resolved.
import { MessagesSquare } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { holds, type Thread } from "@/talk/threads";
import { useStudio } from "../context";
import { useThreads } from "../use_talk";
import { SayForm } from "./say_form";
import { PlanThread } from "./plan_thread";
import { concerns, type Subject } from "./threads";
import { useAboutName } from "./about_label";

const SHOWN = 30;
type Which = "open" | "resolved";

// Where the list is narrowed to what is selected, and the way to see all of it.
function Narrowed({ subject, isAll, onAll }: { subject: Subject; isAll: boolean; onAll: (isAll: boolean) => void }) {
  const { t } = useTranslation();
  const { board } = useStudio();
  const nameOf = useAboutName();
  const territory = board.territories[subject.index]?.name ?? "";
  const name = nameOf(subject.about, subject.id);
  const text = isAll ? t("talk.all") : subject.about === "unit" ? t("talk.onlyUnit", { name, territory }) : t("talk.onlyTerritory", { name });
  return (
    <div className="flex items-center justify-between gap-3 rounded-md bg-surface-2 py-1 pr-1 pl-3 text-sm">
      <p className="min-w-0 break-words">{text}</p>
      <Button size="small" look="ghost" onClick={() => onAll(!isAll)}>
        {isAll ? t("talk.showOnly", { name }) : t("talk.showAll")}
      </Button>
    </div>
  );
}

function Threads({ threads, which, isNarrow }: { threads: Thread[]; which: Which; isNarrow: boolean }) {
  const { t } = useTranslation();
  const { asked } = useStudio();
  const [isWhole, setIsWhole] = useState(false);
  if (threads.length === 0) {
    return (
      <Empty className="py-8" icon={<MessagesSquare aria-hidden className="size-5" />} title={which === "open" ? t("talk.noOpen") : t("talk.noResolved")}>
        {which === "open" ? (isNarrow ? t("talk.noOpenHere") : t("talk.noOpenText")) : undefined}
      </Empty>
    );
  }
  const isAsked = (thread: Thread) => asked.thread !== "" && holds(thread, asked.thread);
  const shown = isWhole ? threads : threads.filter((thread, index) => index < SHOWN || isAsked(thread));
  return (
    <div className="flex flex-col gap-3">
      {shown.map((thread) => (
        <PlanThread key={thread.first.id} thread={thread} asked={isAsked(thread) ? asked.visit : null} />
      ))}
      {shown.length < threads.length ? (
        <Button size="small" className="self-start" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: threads.length })}
        </Button>
      ) : null}
    </div>
  );
}

export function DiscussionPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, board, units, subject, asked } = useStudio();
  const { query, threads } = useThreads(plan.id);
  const [which, setWhich] = useState<Which>("open");
  const [isAll, setIsAll] = useState(asked.thread !== "");
  // An address leads to a thread, wherever it stands.
  const found = asked.thread === "" ? undefined : threads?.find((thread) => holds(thread, asked.thread));
  const wanted = found ? `${asked.visit} ${found.first.id}` : "";
  useEffect(() => {
    if (!found) return;
    setIsAll(true);
    setWhich(found.isResolved ? "resolved" : "open");
  }, [wanted]);
  if (query.error && !threads) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!threads) return <Skeleton className="h-40 w-full" />;
  const near = subject && !isAll ? threads.filter((thread) => concerns(thread, subject, { board, units })) : threads;
  const shown = near.filter(({ isResolved }) => isResolved === (which === "resolved"));
  const countOf = (isResolved: boolean) => format.number(near.filter((thread) => thread.isResolved === isResolved).length);
  return (
    <div className="flex flex-col gap-4">
      <SayForm subject={subject} onSaid={() => setWhich("open")} />
      <div className="flex flex-col gap-2.5 border-t border-line pt-4">
        <Segmented
          label={t("talk.which")}
          className="self-start"
          value={which}
          options={[
            { value: "open", label: t("talk.openCount", { number: countOf(false) }) },
            { value: "resolved", label: t("talk.resolvedCount", { number: countOf(true) }) },
          ]}
          onChange={setWhich}
        />
        {subject ? <Narrowed subject={subject} isAll={isAll} onAll={setIsAll} /> : null}
      </div>
      <Threads threads={shown} which={which} isNarrow={subject !== null && !isAll} />
    </div>
  );
}
