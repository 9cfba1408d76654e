// A thread: what it is about, what was said, and whether it is resolved.
import { Check, RotateCcw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDiscussion } from "@/api/discussion_queries";
import { usePeople } from "@/api/use_people";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { ProblemNote } from "@/design/problem";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import { AboutLabel, useAboutName } from "./about_label";
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
  const { plan } = useStudio();
  const { say, resolve } = useDiscussion(plan.id);
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

// `asked`: the visit that led to this very thread; it takes the focus once.
export function ThreadCard({ thread, asked }: { thread: Thread; asked: string | null }) {
  const { t } = useTranslation();
  const nameOf = useAboutName();
  const { takeVisit } = useStudio();
  const card = useRef<HTMLElement>(null);
  const [isWhole, setIsWhole] = useState(asked !== null);
  const { first, answers } = thread;
  useEffect(() => {
    if (asked === null) return;
    setIsWhole(true);
    if (!takeVisit(asked)) return;
    card.current?.scrollIntoView({ block: "nearest" });
    card.current?.focus({ preventScroll: true });
  }, [asked, takeVisit]);
  const shown = isWhole ? answers : answers.slice(-ANSWERS_SHOWN);
  const hidden = answers.length - shown.length;
  return (
    <article ref={card} tabIndex={-1} aria-label={t("talk.threadAbout", { name: nameOf(first.about, first.id_about) })} data-thread={first.id} className={cx("rounded-md border px-3.5 pt-2.5 pb-3", asked === null ? "border-line" : "border-accent")}>
      <p className="flex min-w-0 text-sm">
        <AboutLabel about={first.about} id={first.id_about} />
      </p>
      <ul className="flex flex-col">
        <CommentLine comment={first} />
        {hidden > 0 ? (
          <li>
            <Button size="small" look="ghost" className="-ml-2" onClick={() => setIsWhole(true)}>
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
