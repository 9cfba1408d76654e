// All that is known of one territory: how it stands among the others, and what changed since the plan before. The same as its sheet and its workbook.
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, FileSpreadsheet, FileText, ScanSearch } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Standing, TerritoryFacts } from "@/api/studio";
import { factsQuery, territoryFileUrl } from "@/api/studio_queries";
import { Button } from "@/design/button";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { placesOfTerritory } from "../board";
import { useStudio } from "../context";
import { Deviation } from "../deviation_bar";
import { Swatch } from "../panel/effect";
import { partOf, stripPlaces } from "./strip";

// From here on, quartiles are told without decimals.
const WHOLE_FROM = 100;

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

// The middle half of all territories as a band with its middle, and a mark for this one. What it shows is said below it.
function Strip({ standing, value }: { standing: Standing; value: number }) {
  const { low, middle, high, own } = stripPlaces(standing, value);
  return (
    <div aria-hidden className="relative my-1.5 h-4">
      <span className="absolute inset-x-0 top-1.75 h-0.5 rounded-full bg-line" />
      <span className="absolute top-1 h-2 rounded-sm bg-accent/35" style={{ left: percent(low), right: percent(1 - high) }} />
      <span className="absolute top-0.5 h-3 w-0.5 -translate-x-1/2 bg-accent" style={{ left: percent(middle) }} />
      <span className="absolute top-0.5 size-3 -translate-x-1/2 rotate-45 border-2 border-surface bg-ink" style={{ left: percent(own) }} />
    </div>
  );
}

interface FigureProps {
  name: string;
  value: string;
  note?: ReactNode;
  standing: Standing;
  own: number;
  territories: number;
  formatOf: (value: number) => string;
}

function Figure({ name, value, note, standing, own, territories, formatOf }: FigureProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="py-2.5">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="min-w-0 truncate text-sm text-ink-2">{name}</h3>
        <p className="tabular shrink-0 font-semibold">
          {value} {note}
        </p>
      </div>
      <Strip standing={standing} value={own} />
      <p className="tabular text-xs text-ink-2">
        {t("facts.rank", { rank: format.number(standing.rank), count: territories, number: format.number(territories) })}, {t(`facts.part.${partOf(standing, own)}`, { low: formatOf(standing.low), high: formatOf(standing.high), middle: formatOf(standing.middle) })}
      </p>
    </li>
  );
}

function Since({ since }: { since: NonNullable<TerritoryFacts["since"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const signed = (gained: number, lost: number) => `+${format.number(gained)} / −${format.number(lost)}`;
  const isSame = since.units_gained + since.units_lost === 0;
  return (
    <section aria-label={t("facts.since")} className="border-t border-line pt-3">
      <h3 className="font-semibold">{t("facts.since")}</h3>
      <p className="text-sm text-ink-2">
        <Link to={`/plans/${since.plan.id}`} className="prose-link">
          {since.plan.name}
        </Link>
      </p>
      {since.is_new ? <p className="mt-1.5 text-sm">{t("facts.isNew")}</p> : null}
      {isSame ? (
        <p className="mt-1.5 text-sm">{t("facts.same")}</p>
      ) : (
        <>
          <dl className="tabular mt-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 text-sm">
            {[{ name: t("plan.units"), gained: since.units_gained, lost: since.units_lost }, ...since.measures].map(({ name, gained, lost }) => (
              <div key={name} className="contents">
                <dt className="truncate text-ink-2">{name}</dt>
                <dd className="text-right">
                  <span aria-hidden>{signed(gained, lost)}</span>
                  <span className="sr-only">{t("facts.gainedLost", { gained: format.number(gained), lost: format.number(lost) })}</span>
                </dd>
              </div>
            ))}
          </dl>
          <h4 className="mt-3 text-sm font-medium">{t("facts.exchanges")}</h4>
          <ul className="tabular mt-1 divide-y divide-line text-sm">
            {since.exchanges.map(({ territory, units_gained, units_lost }) => (
              <li key={territory} className="flex items-baseline justify-between gap-3 py-1">
                <span className="min-w-0 break-words">{territory}</span>
                <span className="shrink-0 text-ink-2">{[units_gained > 0 && t("facts.from", { count: units_gained, number: format.number(units_gained) }), units_lost > 0 && t("facts.to", { count: units_lost, number: format.number(units_lost) })].filter(Boolean).join(" · ")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Facts({ facts }: { facts: TerritoryFacts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { territories, travel } = facts;
  return (
    <>
      <p className="tabular text-sm text-ink-2">
        {t("design.unitCount", { count: facts.units, number: format.number(facts.units) })} · {t("facts.pieces", { count: facts.pieces, number: format.number(facts.pieces) })}
      </p>
      <ul aria-label={t("facts.figures")} className="divide-y divide-line">
        {facts.measures.map((one) => (
          <Figure
            key={one.name}
            name={one.name}
            value={format.number(one.amount)}
            note={<span className="font-normal text-ink-2">{one.deviation === undefined ? t("studio.shareOfAll", { share: format.percent(one.share) }) : <Deviation value={one.deviation} tolerance={one.tolerance} />}</span>}
            standing={one}
            own={one.amount}
            territories={territories}
            formatOf={(value) => format.number(Math.abs(value) >= WHOLE_FROM ? Math.round(value) : value)}
          />
        ))}
        <Figure name={t("plan.rms")} value={format.km(travel.rms_km)} standing={travel} own={travel.rms_km} territories={territories} formatOf={format.km} />
      </ul>
      <p className="flex items-center gap-3 text-xs text-ink-2">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="h-2 w-5 rounded-sm bg-accent/35" />
          {t("facts.legendHalf")}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2 rotate-45 bg-ink" />
          {t("facts.legendOwn")}
        </span>
      </p>
      {facts.since ? <Since since={facts.since} /> : null}
    </>
  );
}

export function FactsCard({ index, onBack }: { index: number; onBack: () => void }) {
  const { t, i18n } = useTranslation();
  const { plan, board, show } = useStudio();
  const query = useQuery({ ...factsQuery(plan.id, index, board.revision), placeholderData: (before) => before });
  const territory = board.territories[index];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [index]);
  const facts = query.data?.index === index ? query.data : undefined;
  const link = (file: "sheet.pdf" | "workbook.xlsx", text: string, Icon: typeof FileText) => (
    <Button asChild size="small">
      <a href={territoryFileUrl(plan.id, index, file, i18n.language)} download>
        <Icon aria-hidden className="size-3.5" />
        {text}
      </a>
    </Button>
  );
  return (
    <article aria-label={t("facts.openOf", { name: territory?.name ?? "" })} className="flex flex-col gap-3">
      <Button size="small" look="ghost" className="-ml-2 self-start" icon={<ArrowLeft aria-hidden className="size-3.5" />} onClick={onBack}>
        {t("facts.back")}
      </Button>
      <h2 ref={heading} tabIndex={-1} className="flex items-center gap-2 text-lg font-semibold outline-none">
        <Swatch colour={territory?.colour ?? 0} />
        <span className="min-w-0 break-words">{territory?.name}</span>
      </h2>
      <div className="flex flex-wrap gap-2">
        <Button size="small" icon={<ScanSearch aria-hidden className="size-3.5" />} disabledReason={(territory?.units ?? 0) === 0 && t("studio.emptyTerritory")} onClick={() => show(placesOfTerritory(board, index))}>
          {t("studio.zoom")}
        </Button>
        {link("sheet.pdf", t("facts.sheet"), FileText)}
        {link("workbook.xlsx", t("facts.workbook"), FileSpreadsheet)}
      </div>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : facts ? <Facts facts={facts} /> : <Skeleton className="h-56 w-full" />}
    </article>
  );
}
