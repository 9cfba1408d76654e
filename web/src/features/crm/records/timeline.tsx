// What happened with an account, the latest first, and the quick way to add to it.
import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarCheck, Handshake, Lightbulb, ListTodo, type LucideIcon, Mail, MapPin, NotebookPen, Phone, Receipt, UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type AccountId, PLURALS, type TimelineItem } from "@/api/crm";
import { timelineQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useFieldText } from "../fields/use_field_text";
import { useObject } from "../fields/use_object";
import { useRecordTitle } from "../fields/use_record_title";
import { isMoney } from "../fields/values";
import { QuickAdd } from "./quick_add";

const OF_OBJECT: Partial<Record<string, LucideIcon>> = { activity: CalendarCheck, task: ListTodo, note: NotebookPen, order: Receipt, finding: Lightbulb, opportunity: Handshake };
const OF_ACTIVITY: Partial<Record<string, LucideIcon>> = { visit: MapPin, call: Phone, mail: Mail, meeting: UsersRound };

function Entry({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useFieldText();
  const { byPath } = useObject(item.object);
  const titleOf = useRecordTitle(item.object);
  const { record, object } = item;
  const kind = byPath.get("kind");
  const status = byPath.get("status");
  const stage = byPath.get("stage");
  const amount = record["amount"];
  // What has a day and no hour, or is of a midnight in UTC, is told by its day.
  const day = typeof record["day"] === "string" ? record["day"] : /T00:00:00(\.0+)?Z$/.test(item.at) ? item.at.slice(0, 10) : undefined;
  const what = kind && record["kind"] && object !== "opportunity" ? say(kind, String(record["kind"])) : t(`crmObject.${object}.one`);
  const Icon = (object === "activity" ? OF_ACTIVITY[String(record["kind"])] : undefined) ?? OF_OBJECT[object] ?? CalendarCheck;
  const description = record["description"];
  return (
    <li className="relative flex gap-3.5 pb-5 last:pb-1">
      <span aria-hidden className="absolute top-9 bottom-0 left-4 w-px bg-line [li:last-child>&]:hidden" />
      <span className="grid size-8 shrink-0 place-items-center rounded-full border border-line bg-surface-2 text-ink-2">
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
          <Link to={`/${PLURALS[object]}/${record.id}`} className="min-w-0 font-medium break-words hover:underline">
            {titleOf(record)}
          </Link>
          {isMoney(amount) ? <span className="tabular text-ink-2">{format.money(amount)}</span> : null}
          {stage && record["stage"] ? <Badge tone="info">{say(stage, String(record["stage"]), record.labels?.["stage"])}</Badge> : null}
          {status && record["status"] ? <Badge tone={record["status"] === "done" ? "accent" : "neutral"}>{say(status, String(record["status"]))}</Badge> : null}
        </p>
        <p className="text-sm text-ink-3">
          {what} · <time dateTime={day ?? item.at}>{day ? format.localDate(day) : format.dateTime(item.at)}</time>
          {record.labels?.["owner"] ? ` · ${record.labels["owner"]}` : ""}
        </p>
        {typeof description === "string" && description ? <p className="mt-1 line-clamp-4 break-words whitespace-pre-line text-ink-2">{description}</p> : null}
      </div>
    </li>
  );
}

export function Timeline({ account, name }: { account: AccountId; name: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useInfiniteQuery(timelineQuery(account));
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="flex flex-col gap-5">
      {may("crm.write") ? <QuickAdd account={account} name={name} /> : null}
      <Card title={t("crm.timeline")}>
        {query.error && !items ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? (
          <div aria-busy className="flex flex-col gap-4">
            <Skeleton className="h-8 w-full" />
            <Skeleton className="h-8 w-full" />
            <Skeleton className="h-8 w-full" />
          </div>
        ) : null}
        {items?.length === 0 ? <p className="text-ink-2">{t("crm.timelineEmpty")}</p> : null}
        {items?.length ? (
          <ol aria-label={t("crm.timeline")}>
            {items.map((item) => (
              <Entry key={item.record.id} item={item} />
            ))}
          </ol>
        ) : null}
        {query.hasNextPage ? (
          <Button size="small" className="mt-2" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("crm.more")}
          </Button>
        ) : null}
      </Card>
    </div>
  );
}
