// Which territory an account belongs to and since when; behind it why, and where it was before.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccountId, CrmRecord } from "@/api/crm";
import { accountAlignmentQuery, whyQuery } from "@/api/rule_queries";
import type { AccountWhy, AlignmentRow } from "@/api/rules";
import { useMay } from "@/api/session";
import { idFrom, type TerritoryId } from "@/api/types";
import { Badge } from "@/design/badge";
import { Card } from "@/design/page";
import { Skeleton } from "@/design/progress";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { HistoryPart } from "./alignment_history";
import { Disclosure } from "./disclosure";
import { placedOn } from "./placement";
import { useReasonText, useTerritoryName } from "./use_place_texts";
import { WhyPart } from "./why_answer";

function TerritoryLink({ id, label }: { id: TerritoryId; label: string | undefined }) {
  const may = useMay();
  const text = useTerritoryName()(label === undefined ? id : undefined);
  if (!may("territories.read")) return <span className="font-medium">{label ?? text}</span>;
  return (
    <Link to={`/territories/${id}`} className="font-medium break-words hover:underline">
      {label ?? text}
    </Link>
  );
}

interface Place {
  territory: TerritoryId | undefined;
  label?: string | undefined;
  since?: string | undefined;
  reason: string;
}

// What the alignment tells; where it does not, what the reasons tell once they were asked for, and the record itself.
function placesOf(account: CrmRecord, rows: AlignmentRow[] | undefined, why: AccountWhy | undefined, say: ReturnType<typeof useReasonText>): { own: Place; overlays: Place[] } {
  const shown = typeof account["territory"] === "string" ? idFrom<TerritoryId>(account["territory"]) : undefined;
  const label = account.labels?.["territory"];
  const placed = rows ? placedOn(rows, today()) : undefined;
  const held = placed?.own ?? why?.aligned;
  const own: Place = { territory: shown, label, since: undefined, reason: "" };
  if (held && held.territory === shown) Object.assign(own, { since: held.valid_from, reason: say(held.reason, held.rule) });
  const overlays = placed
    ? placed.overlays.map((row): Place => ({ territory: row.territory, label: row.territory_name, since: row.valid_from, reason: say(row.reason, row.rule) }))
    : (why?.overlays ?? []).map(({ territory, rule }): Place => ({ territory, reason: say("rule", rule) }));
  return { own, overlays };
}

function PlaceLine({ place, isOverlay = false }: { place: Place; isOverlay?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { territory, label, since, reason } = place;
  const more = [since ? t("place.since", { day: format.localDate(since) }) : "", reason].filter(Boolean).join(" · ");
  return (
    <li className="py-2 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-2">
        {territory ? <TerritoryLink id={territory} label={label} /> : <span className="font-medium">{t("place.none")}</span>}
        {isOverlay ? <Badge tone="info">{t("place.besides")}</Badge> : null}
      </p>
      {more ? <p className="text-sm text-ink-2">{more}</p> : null}
    </li>
  );
}

export function TerritoryCard({ account, className }: { account: CrmRecord; className?: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const id = account.id as string as AccountId;
  const mayAsk = may("territories.read");
  const history = useQuery({ ...accountAlignmentQuery(id), enabled: mayAsk });
  const why = useQuery({ ...whyQuery(id), enabled: false }).data;
  const isByRule = (history.data ?? []).some(({ reason }) => reason === "rule") || why !== undefined;
  const { own, overlays } = placesOf(account, history.data, why, useReasonText(isByRule, why));
  return (
    <Card isFlush title={t("place.title")} className={className}>
      <div className="px-5 pb-4">
        <ul className="divide-y divide-line">
          <PlaceLine place={own} />
          {overlays.map((place) => (
            <PlaceLine key={place.territory} place={place} isOverlay />
          ))}
        </ul>
        {mayAsk && history.isPending ? <Skeleton className="mt-1 h-3.5 w-48" /> : null}
      </div>
      {mayAsk ? (
        <>
          <Disclosure label={t("place.why")}>{() => <WhyPart account={id} />}</Disclosure>
          <Disclosure label={t("place.history")}>{() => <HistoryPart account={id} />}</Disclosure>
        </>
      ) : null}
    </Card>
  );
}
