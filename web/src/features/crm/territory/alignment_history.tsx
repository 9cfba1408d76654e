// Where an account belonged and will belong, from when to when, and on request what was believed of it before.
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountId } from "@/api/crm";
import { accountAlignmentQuery } from "@/api/rule_queries";
import { everyoneQuery } from "@/api/queries";
import type { AlignmentRow } from "@/api/rules";
import { useMay, useSession } from "@/api/session";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { dayBefore, today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { isBelieved, placedOn, storyOf } from "./placement";
import { useReasonText, useTerritoryName } from "./use_place_texts";

// Absent: by nobody, as when the system did it.
function useRecorderName(): (person: string | undefined) => string | undefined {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const people = useQuery({ ...everyoneQuery, enabled: may("people.read") }).data;
  return (person) => {
    if (person === undefined) return undefined;
    if (person === session.person.id) return session.person.name;
    return people?.find(({ id }) => id === person)?.name ?? t("alignment.someone");
  };
}

function Row({ row, isNow, reason }: { row: AlignmentRow; isNow: boolean; reason: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const territoryName = useTerritoryName();
  const recorderName = useRecorderName();
  const isOld = !isBelieved(row);
  const span = row.valid_to === undefined ? t("alignment.since", { from: format.localDate(row.valid_from) }) : t("alignment.fromTo", { from: format.localDate(row.valid_from), to: format.localDate(dayBefore(row.valid_to)) });
  const by = recorderName(row.recorded_by);
  const recorded = row.recorded_at ? (by ? t("place.recordedBy", { at: format.dateTime(row.recorded_at), name: by }) : t("place.recorded", { at: format.dateTime(row.recorded_at) })) : "";
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1 py-2.5 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className={cx("font-medium break-words", isOld && "text-ink-2 line-through decoration-ink-3")}>{row.territory_name ?? territoryName(row.territory)}</p>
        <p className="text-sm text-ink-2">
          {span} · {reason}
        </p>
        <p className="text-xs text-ink-3">{isOld && row.superseded_at ? t("place.believedUntil", { at: format.dateTime(row.superseded_at) }) : recorded}</p>
      </div>
      <span className="flex flex-wrap gap-1">
        {row.is_overlay ? <Badge tone="info">{t("place.besides")}</Badge> : null}
        {isOld ? <Badge>{t("place.superseded")}</Badge> : isNow ? <Badge tone="accent">{t("place.now")}</Badge> : row.valid_from > today() ? <Badge tone="info">{t("alignment.later")}</Badge> : null}
      </span>
    </li>
  );
}

export function Story({ rows }: { rows: AlignmentRow[] }) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const reasonText = useReasonText(rows.some(({ reason }) => reason === "rule"));
  const { own, overlays } = useMemo(() => placedOn(rows, today()), [rows]);
  const hidden = rows.filter((row) => !isBelieved(row)).length;
  const shown = storyOf(rows, isWhole);
  return (
    <>
      {shown.length === 0 ? <p className="text-ink-2">{t("place.noHistory")}</p> : null}
      <ul aria-label={t("place.history")} className="divide-y divide-line empty:hidden">
        {shown.map((row, index) => (
          <Row key={index} row={row} isNow={row === own || overlays.includes(row)} reason={reasonText(row.reason, row.rule)} />
        ))}
      </ul>
      {hidden > 0 ? (
        <Button size="small" look="ghost" className="mt-2 -ml-2.5" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t("place.hideBefore") : t("place.showBefore", { count: hidden })}
        </Button>
      ) : null}
    </>
  );
}

export function HistoryPart({ account }: { account: AccountId }) {
  const query = useQuery(accountAlignmentQuery(account));
  if (query.data) return <Story rows={query.data} />;
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div aria-busy>
      <Skeleton className="h-10 w-full" />
    </div>
  );
}
