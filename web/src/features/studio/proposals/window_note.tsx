// The window for challenges, where there is one: until when, and by which rule they are accepted.
import { useQuery } from "@tanstack/react-query";
import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { windowQuery } from "@/api/discussion_queries";
import { cx } from "@/design/cx";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { useIsPast } from "../use_talk";

export function WindowNote({ action }: { action?: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan } = useStudio();
  const window = useQuery(windowQuery(plan.id)).data;
  const isClosed = useIsPast(window?.closes_at);
  if (!window) return null;
  const when = format.dateTime(window.closes_at);
  const rule = window.accepts_itself ? (window.votes_needed > 0 ? t("proposals.ruleVotes", { count: window.votes_needed }) : t("proposals.rule")) : t("proposals.noRule");
  return (
    <div data-testid="window-note" className={cx("flex items-start gap-2.5 rounded-md px-3 py-2.5 text-sm", isClosed ? "bg-surface-2 text-ink-2" : "bg-info-soft text-info-text")}>
      <Clock aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{isClosed ? t("proposals.windowClosed", { when }) : t("proposals.windowOpen", { when, left: format.relative(window.closes_at) })}</p>
        <p className="text-ink">{isClosed ? t("proposals.windowClosedText") : rule}</p>
      </div>
      {action}
    </div>
  );
}
