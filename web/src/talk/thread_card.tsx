// A thread: what was said, and whether it is resolved; one answers and resolves it here.
import { Check, RotateCcw } from "lucide-react";
import { type ReactNode, type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDiscussion } from "@/api/discussion_queries";
import { usePeople } from "@/api/use_people";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { ProblemNote } from "@/design/problem";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { CommentLine } from "./comment_line";
import { ComposeBox } from "./compose_box";
import type { Thread } from "./threads";

// Of a long thread the first and the last few are shown.
const ANSWERS_SHOWN = 3;

function Resolved({ thread }: { thread: Thread }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = usePeople();
  const { resolved } = thread.first;
  if (!resolved) return null;
  return (
    <p className="mb-1 flex items-start gap-2 text-sm text-ink-2">
      <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-text" />
      {t("talk.resolvedBy", { name: nameOf(resolved.by) ?? t("studio.someone"), when: format.relative(resolved.at) })}
    </p>
  );
}

function Doing({ thread }: { thread: Thread }) {
  const { t } = useTranslation();
  const { say, resolve } = useDiscussion(thread.first.plan);
  const [isAnswering, setIsAnswering] = useState(false);
  const settling = useSubmit(() => resolve(thread.first.id, !thread.isResolved));
  if (isAnswering) {
    return (
      <ComposeBox
        label={t("talk.answerLabel")}
        action={t("talk.answer")}
        isAutoFocus
        onCancel={() => setIsAnswering(false)}
        onSend={async (text) => {
          await say({ text, answers: thread.first.id });
          setIsAnswering(false);
        }}
      />
    );
  }
  return (
    <>
      {settling.problem ? <ProblemNote problem={settling.problem} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setIsAnswering(true)}>
          {t("talk.answer")}
        </Button>
        <Button size="small" look="ghost" icon={thread.isResolved ? <RotateCcw aria-hidden className="size-3.5" /> : <Check aria-hidden className="size-3.5" />} isBusy={settling.isBusy} onClick={() => void settling.submit()}>
          {thread.isResolved ? t("talk.reopen") : t("talk.resolve")}
        </Button>
      </div>
    </>
  );
}

interface ThreadCardProps {
  thread: Thread;
  // What the card is called.
  name: string;
  // What the thread is about, or where it was said.
  head: ReactNode;
  // Somebody was led to this very thread: all of it is shown.
  isAsked?: boolean;
  ref?: Ref<HTMLElement>;
}

export function ThreadCard({ thread, name, head, isAsked = false, ref }: ThreadCardProps) {
  const { t } = useTranslation();
  const [isOpened, setIsOpened] = useState(false);
  const { first, answers } = thread;
  const shown = isOpened || isAsked ? answers : answers.slice(-ANSWERS_SHOWN);
  const hidden = answers.length - shown.length;
  return (
    <article ref={ref} tabIndex={-1} aria-label={name} data-thread={first.id} className={cx("rounded-md border px-3.5 pt-2.5 pb-3", isAsked ? "border-accent" : "border-line")}>
      <div className="flex min-w-0 text-sm">{head}</div>
      <ul className="flex flex-col">
        <CommentLine comment={first} />
        {hidden > 0 ? (
          <li>
            <Button size="small" look="ghost" className="-ml-2" onClick={() => setIsOpened(true)}>
              {t("talk.earlier", { count: hidden })}
            </Button>
          </li>
        ) : null}
        {shown.map((comment) => (
          <CommentLine key={comment.id} comment={comment} />
        ))}
      </ul>
      <div className="mt-1 flex flex-col gap-2">
        <Resolved thread={thread} />
        <Doing thread={thread} />
      </div>
    </article>
  );
}
