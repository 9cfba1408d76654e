// What waits for whoever is signed in, the most pressing first; each leads to where it is dealt with.
import { useQuery } from "@tanstack/react-query";
import { AtSign, BellRing, ClipboardCheck, Clock, Gavel, Lightbulb, type LucideIcon, MessageSquareReply } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Matter, MatterKind } from "@/api/discussion";
import { mattersQuery } from "@/api/discussion_queries";
import { matterLink } from "@/api/matter_links";
import { useSession } from "@/api/session";
import { usePeople } from "@/api/use_people";
import { Allowed } from "@/design/allowed";
import { Empty } from "@/design/empty";
import { MentionedText } from "@/design/mentioned_text";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";

const ICONS: Record<MatterKind, LucideIcon> = { mention: AtSign, answer: MessageSquareReply, proposal: Lightbulb, decision: Gavel, review: ClipboardCheck, window: Clock };

function useHeadline() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = usePeople();
  return ({ kind, by, state, until }: Matter) => {
    const name = nameOf(by) ?? t("matters.someone");
    if (kind === "window") return t("matters.kind.window", { when: until ? format.dateTime(until) : "" });
    if (kind === "decision") return t(`matters.decided.${state === "accepted" || state === "declined" ? state : "other"}`, { name });
    return t(`matters.kind.${kind}`, { name });
  };
}

function Line({ matter }: { matter: Matter }) {
  const format = useFormat();
  const { person } = useSession();
  const { nameOf } = usePeople();
  const headline = useHeadline();
  const Icon = ICONS[matter.kind];
  return (
    <li data-matter={matter.kind} className="relative flex gap-3.5 px-4 py-4 hover:bg-surface-2 sm:px-5">
      <span className="mt-0.5 grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-text">
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="text-base font-medium break-words">
          {/* The whole line leads there. */}
          <Link to={matterLink(matter)} className="text-ink after:absolute after:inset-0 hover:underline">
            {headline(matter)}
          </Link>
        </h2>
        {matter.text && matter.kind !== "window" ? (
          <p className="mt-0.5 line-clamp-2 break-words text-ink-2">
            <MentionedText text={matter.text} nameOf={nameOf} own={person.id} />
          </p>
        ) : null}
        <p className="mt-1 text-sm break-words text-ink-2">
          {matter.plan.name} ·{" "}
          <time dateTime={matter.at} title={format.exactTime(matter.at)}>
            {format.relative(matter.at)}
          </time>
        </p>
      </div>
    </li>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const query = useQuery(mattersQuery);
  const matters = query.data?.items;
  return (
    <>
      <PageHeader title={t("nav.matters")} description={t("matters.text")} />
      {query.error && !matters ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {!matters && !query.error ? <Skeleton className="h-64 w-full" /> : null}
      {matters?.length === 0 ? (
        <Card>
          <Empty icon={<BellRing aria-hidden className="size-5" />} title={t("matters.none")}>
            {t("matters.noneText")}
          </Empty>
        </Card>
      ) : null}
      {matters && matters.length > 0 ? (
        <Card isFlush>
          <ol aria-label={t("nav.matters")} className="divide-y divide-line">
            {matters.map((matter) => (
              <Line key={`${matter.kind} ${matter.plan.id} ${matter.comment ?? matter.proposal ?? ""}`} matter={matter} />
            ))}
          </ol>
        </Card>
      ) : null}
    </>
  );
}

export function MattersPage() {
  return (
    <Allowed permission="plans.read">
      <Loaded />
    </Allowed>
  );
}
