// Two plans beside each other: the figures of both, what each territory gains and loses, which units go where, and all of it on the map.
import { useQuery } from "@tanstack/react-query";
import { GitMerge } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { components } from "@/api/generated/schema";
import { companyQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import type { DiffTerritory, PlanDiff } from "@/api/studio";
import { booksQuery, diffQuery } from "@/api/studio_queries";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Empty } from "@/design/empty";
import { Field } from "@/design/field";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { placesOfTerritory } from "../board";
import type { Sight } from "../context";
import { Deviation } from "../deviation_bar";
import { TotalsTable } from "../panel/totals_table";
import { BooksCard, useBookText } from "./books_card";
import { CompareMap, coloursFor } from "./compare_map";
import { DemandsCard } from "./demands_card";
import { usePair } from "./use_pair";

type BookDiff = components["schemas"]["BookDiff"];

const SHOWN_MAX = 30;

function useTerritoryColumns(diff: PlanDiff, show: (one: DiffTerritory) => void): Column<DiffTerritory>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const measures = Object.keys(diff.totals.worst_deviation);
  const number = (value: number | undefined) => (value === undefined ? "–" : format.number(value));
  return [
    {
      id: "name",
      header: t("plan.territory"),
      isTitle: true,
      sortBy: ({ name }) => name,
      cell: (one) => (
        <span>
          <button type="button" className="text-left font-medium hover:underline" onClick={() => show(one)}>
            {one.name}
            <span className="sr-only">: {t("plan.showOnMap")}</span>
          </button>
          {one.name_then && one.name_then !== one.name ? <span className="block text-xs text-ink-2">{t("compare.renamed", { name: one.name_then })}</span> : null}
          {!one.before ? <span className="block text-xs text-ink-2">{t("compare.onlyThere")}</span> : !one.after ? <span className="block text-xs text-ink-2">{t("compare.onlyHere")}</span> : null}
        </span>
      ),
    },
    { id: "gained", header: t("compare.gains"), isNumber: true, sortBy: (one) => one.units_gained, cell: (one) => (one.units_gained > 0 ? `+${format.number(one.units_gained)}` : "–") },
    { id: "lost", header: t("compare.losses"), isNumber: true, sortBy: (one) => one.units_lost, cell: (one) => (one.units_lost > 0 ? `−${format.number(one.units_lost)}` : "–") },
    { id: "units", header: t("plan.units"), isNumber: true, sortBy: (one) => one.after?.units ?? 0, cell: (one) => t("compare.pair", { before: number(one.before?.units), after: number(one.after?.units) }) },
    ...measures.map((measure): Column<DiffTerritory> => ({
      id: measure,
      header: measure,
      isNumber: true,
      sortBy: (one) => Math.abs(one.after?.deviations[measure] ?? 0),
      cell: (one) => (
        <span className="inline-flex items-baseline gap-1.5">
          <span className="text-ink-2">{one.before ? format.signedPercent(one.before.deviations[measure] ?? 0) : "–"}</span>→
          {one.after ? <Deviation value={one.after.deviations[measure] ?? 0} tolerance={undefined} /> : "–"}
        </span>
      ),
    })),
    { id: "km", header: t("studio.km"), isNumber: true, sortBy: (one) => one.after?.rms_km ?? 0, cell: (one) => t("compare.pair", { before: number(one.before && Math.round(one.before.rms_km)), after: number(one.after && Math.round(one.after.rms_km)) }) },
  ];
}

function Flows({ diff, books }: { diff: PlanDiff; books: BookDiff | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const bookText = useBookText();
  const bookOf = useMemo(() => new Map(books?.flows.map(({ from, to, book }) => [`${from} ${to}`, book])), [books]);
  const [isWhole, setIsWhole] = useState(false);
  const flows = [...diff.flows].sort((a, b) => b.units - a.units);
  const shown = isWhole ? flows : flows.slice(0, SHOWN_MAX);
  const partsOf = (units: number, amounts: Record<string, number>, book: BookDiff["moved"] | undefined) => [
    t("design.unitCount", { count: units, number: format.number(units) }),
    ...Object.entries(amounts).map(([measure, amount]) => t("compare.amount", { measure, amount: format.number(amount) })),
    ...(book ? [bookText(book)] : []),
  ];
  return (
    <Card title={t("compare.flows")} description={t("compare.flowsText")}>
      <ul className="flex flex-col divide-y divide-line">
        {shown.map(({ from = "", to = "", units, amounts }) => (
          <li key={`${from} ${to}`} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2 first:pt-0 last:pb-0">
            <span className="min-w-0 flex-1 basis-52 break-words">
              {from} <span aria-hidden>→</span>
              <span className="sr-only">{t("studio.becomes")}</span> {to}
            </span>
            <span className="tabular text-sm text-ink-2">
              {partsOf(units, amounts, bookOf.get(`${from} ${to}`)).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < flows.length ? (
        <Button size="small" className="mt-3" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: flows.length })}
        </Button>
      ) : null}
    </Card>
  );
}

function Differences({ diff, pair }: { diff: PlanDiff; pair: ReturnType<typeof usePair> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayBooks = useMay()("crm.read");
  const country = useQuery(companyQuery).data?.country ?? "";
  const books = useQuery(booksQuery(pair.own, mayBooks ? pair.other : "", country));
  const [sight, setSight] = useState<Sight | null>(null);
  const { units, board, plan } = pair;
  const colours = useMemo(() => coloursFor(units?.ids.length ?? 0, diff.moves.map(([place]) => place)), [units, diff.moves]);
  const showPlaces = (places: number[]) => {
    setSight({ places, wish: (sight?.wish ?? 0) + 1 });
    document.querySelector("[data-testid=studio-map]")?.scrollIntoView({ block: "center" });
  };
  const show = (one: DiffTerritory) => {
    if (!board) return;
    const moved = diff.moves.filter(([, own, other]) => own === one.index || other === one.index_then).map(([place]) => place);
    const own = one.index === undefined ? [] : placesOfTerritory(board, one.index);
    showPlaces([...own, ...moved]);
  };
  const columns = useTerritoryColumns(diff, show);
  const rows = useMemo(() => diff.territories.filter((one) => one.units_gained > 0 || one.units_lost > 0 || !one.before || !one.after || (one.name_then !== undefined && one.name_then !== one.name)), [diff.territories]);
  if (diff.units_moved === 0 && rows.length === 0 && diff.demanded.length === 0 && diff.released.length === 0) {
    return (
      <Card>
        <Empty title={t("compare.same")}>{t("compare.sameText")}</Empty>
      </Card>
    );
  }
  const shares = Object.entries(diff.measures).map(([measure, { share }]) => t("compare.share", { measure, share: format.percent(share) }));
  return (
    <div className="flex flex-col gap-5">
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_26rem]">
        {units && board && plan ? <CompareMap dataset={plan.dataset} units={units} board={board} colours={colours} moved={diff.units_moved} sight={sight} /> : <Skeleton className="h-96 w-full" />}
        <Card title={t("compare.moved", { count: diff.units_moved, number: format.number(diff.units_moved) })} description={shares.join(" · ") || undefined}>
          <TotalsTable caption={t("compare.totals")} before={diff.totals} after={diff.totals_then} beforeName={diff.plan.name} afterName={diff.with.name} />
        </Card>
      </div>
      <Card isFlush title={t("plan.territories")} description={t("compare.territoriesText", { name: diff.with.name })}>
        <DataTable caption={t("plan.territories")} columns={columns} rows={rows} keyOf={({ id }) => id} shownMax={SHOWN_MAX} initialSort={{ id: "gained", desc: true }} empty={<Empty title={t("compare.same")} />} />
      </Card>
      {units ? <DemandsCard diff={diff} units={units} onShow={showPlaces} /> : null}
      {mayBooks ? <BooksCard country={country} query={books} /> : null}
      <Flows diff={diff} books={books.data} />
    </div>
  );
}

function MergeDoor({ pair }: { pair: ReturnType<typeof usePair> }) {
  const { t } = useTranslation();
  const may = useMay();
  const { own, other, board } = pair;
  if (!may("plans.manage") || !other) return null;
  if (board && board.state !== "draft") {
    return (
      <Button look="primary" icon={<GitMerge aria-hidden className="size-4" />} disabledReason={t(`studio.notDraft.${board.state}`)}>
        {t("compare.bring")}
      </Button>
    );
  }
  return (
    <Button asChild look="primary">
      <Link to={`/plans/${own}/merge?from=${other}`}>
        <GitMerge aria-hidden className="size-4" />
        {t("compare.bring")}
      </Link>
    </Button>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const pair = usePair("with");
  const { plan, own, other, others, setOther } = pair;
  const diff = useQuery(diffQuery(own, other));
  if (pair.problem && !plan) return <ProblemNote problem={pair.problem} />;
  return (
    <>
      <PageHeader
        title={plan ? t("compare.title", { name: plan.name }) : t("studio.compare")}
        above={
          <Link to={`/plans/${own}`} className="hover:underline">
            {plan?.name ?? t("nav.plans")}
          </Link>
        }
        description={t("compare.text")}
        actions={<MergeDoor pair={pair} />}
      />
      {pair.plans && others.length === 0 ? (
        <Card>
          <Empty
            title={t("compare.none")}
            action={
              <Button asChild>
                <Link to={`/plans/${own}/studio`}>{t("plan.toStudio")}</Link>
              </Button>
            }
          >
            {t("compare.noneText")}
          </Empty>
        </Card>
      ) : (
        <Field label={t("compare.with")} className="mb-5 max-w-md">
          <Combobox options={others.map(({ id, name }) => ({ value: id, label: name }))} value={other} placeholder={t("compare.choose")} onChange={setOther} />
        </Field>
      )}
      {pair.problem ? <ProblemNote problem={pair.problem} /> : null}
      {diff.error ? <ProblemNote problem={diff.error} onRetry={() => void diff.refetch()} /> : diff.data ? <Differences diff={diff.data} pair={pair} /> : other ? <Skeleton className="h-96 w-full" /> : null}
    </>
  );
}

export function ComparePage() {
  return (
    <Allowed permission="plans.read">
      <Loaded />
    </Allowed>
  );
}
