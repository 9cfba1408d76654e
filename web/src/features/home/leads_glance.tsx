// How many leads wait, are late or are to be responded to: each a way into that part of the queue.
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { leadQueueQuery, QUEUE_COUNT_MAX, type QueueKind } from "@/api/lead_routing";
import { Badge } from "@/design/badge";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";

const KINDS: QueueKind[] = ["late", "due", "waiting"];
const TONES = { late: "danger", due: "info", waiting: "warning" } as const;

export function LeadsGlance() {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(leadQueueQuery("due", false, undefined));
  const queue = query.data;
  const shown = queue ? KINDS.filter((kind) => queue[kind] > 0) : [];
  return (
    <Card title={t("home.leads")} isFlush>
      <div className="px-5 pb-4 empty:hidden">
        {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton className="h-12 w-full" /> : null}
        {queue && shown.length === 0 ? <p className="text-ink-3">{t("home.noLeads")}</p> : null}
      </div>
      {queue && shown.length > 0 ? (
        <ul className="divide-y divide-line border-t border-line">
          {shown.map((kind) => (
            <li key={kind}>
              <Link to={`/lead-queue?kind=${kind}`} className="flex items-center gap-3 px-5 py-2.5 -outline-offset-2 hover:bg-surface-2">
                <Badge tone={TONES[kind]}>
                  {format.number(queue[kind])}
                  {queue[kind] < QUEUE_COUNT_MAX ? "" : "+"}
                </Badge>
                <span className="min-w-0 flex-1">{t(`home.lead.${kind}`)}</span>
                <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
