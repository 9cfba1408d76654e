// Criteria against won and lost deals: counts and rates, lift and effect with their intervals, and what can be concluded.
import { useTranslation } from "react-i18next";
import type { CriterionFit, Lift, Tally } from "@/api/market";
import { cx } from "@/design/cx";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { placeOf, scaleOf, sideOf } from "./fit_facts";

const SIDES = { more: "bg-accent", less: "bg-danger", either: "bg-line-strong" };

function TallyCell({ tally }: { tally: Tally }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className="block whitespace-nowrap">
      <span className="tabular block font-medium">{tally.rate === undefined ? "–" : t("deals.rate", { rate: format.wholePercent(tally.rate) })}</span>
      <span className="block text-xs text-ink-2">{t("deals.wonLost", { won: format.number(tally.won), lost: format.number(tally.lost) })}</span>
    </span>
  );
}

// The interval as a bar, its estimate as a dot, and a line where the criterion makes no difference.
function LiftBar({ lift, ratio }: { lift: Lift; ratio: number }) {
  const [from, to] = [placeOf(lift.least, ratio), placeOf(lift.most, ratio)];
  const look = SIDES[sideOf(lift)];
  return (
    <span aria-hidden className="relative block h-4 w-full min-w-28 rounded-sm bg-surface-2">
      <span className="absolute inset-y-0 left-1/2 w-px bg-ink-3" />
      <span className={cx("absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full opacity-60", look)} style={{ left: `${from}%`, width: `${Math.max(to - from, 1)}%` }} />
      {lift.estimate === undefined ? null : <span className={cx("absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full", look)} style={{ left: `${placeOf(lift.estimate, ratio)}%` }} />}
    </span>
  );
}

function LiftCell({ lift, ratio }: { lift: Lift | undefined; ratio: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!lift) return <span className="text-ink-3">–</span>;
  const most = lift.most === undefined ? t("deals.noLimit") : format.number(lift.most);
  return (
    <span className="block min-w-0 max-md:flex-1">
      <LiftBar lift={lift} ratio={ratio} />
      <span className="mt-1 block text-xs whitespace-nowrap">
        <span className="font-medium">{lift.estimate === undefined ? t("deals.noLimit") : t("deals.times", { value: format.number(lift.estimate) })}</span>{" "}
        <span className="text-ink-2">{t("deals.interval", { least: format.number(lift.least), most })}</span>
      </span>
    </span>
  );
}

function EffectCell({ effect }: { effect: CriterionFit["effect"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!effect) return <span className="text-ink-3">–</span>;
  const signed = (value: number) => (value > 0 ? "+" : "") + format.number(value).replace("-", "−");
  return (
    <span className="block whitespace-nowrap">
      <span className="tabular block font-medium">{signed(effect.estimate)}</span>
      <span className="block text-xs text-ink-2">{t("deals.interval", { least: signed(effect.least), most: signed(effect.most) })}</span>
    </span>
  );
}

function FindingCell({ one }: { one: CriterionFit }) {
  const { t } = useTranslation();
  const { finding, effect, akin, proposed_weight, weight } = one;
  const isSure = effect !== undefined && (effect.least > 0 || effect.most < 0);
  const helps = (effect?.estimate ?? 0) > 0;
  const text = finding === "fitted" ? t(!helps ? "deals.noGood" : isSure ? "deals.helps" : "deals.mayHelp") : t(`deals.findings.${finding}`, { names: akin.join(", ") });
  return (
    <span className="block min-w-0 text-sm md:min-w-44">
      <span className="block">{text}</span>
      {finding === "fitted" && akin.length > 0 ? <span className="mt-0.5 block text-ink-2">{t("deals.akin", { names: akin.join(", ") })}</span> : null}
      {proposed_weight === undefined ? null : <span className="mt-0.5 block font-medium">{t("deals.proposed", { from: weight, to: proposed_weight })}</span>}
    </span>
  );
}

// On a phone each part has a line of its own, the names of all under each other.
const LINE = "max-md:w-full max-md:[&>span:first-child]:w-28 max-md:[&>span:first-child]:shrink-0";

function useColumns(ratio: number): Column<CriterionFit>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("icp.criterion"),
      isTitle: true,
      cell: ({ name, formula, unknown }) => (
        <span className="block min-w-0">
          <span className="block font-medium break-words">{name}</span>
          <code className="block font-mono text-xs font-normal break-words text-ink-2">{formula}</code>
          {unknown.won + unknown.lost > 0 ? <span className="block text-xs font-normal text-ink-2">{t("deals.unknown", { won: format.number(unknown.won), lost: format.number(unknown.lost) })}</span> : null}
        </span>
      ),
    },
    { id: "held", header: t("deals.whereHeld"), className: LINE, cell: ({ held }) => <TallyCell tally={held} /> },
    { id: "failed", header: t("deals.whereFailed"), className: LINE, cell: ({ failed }) => <TallyCell tally={failed} /> },
    { id: "lift", header: t("deals.lift"), className: cx("md:w-44", LINE), cell: ({ lift }) => <LiftCell lift={lift} ratio={ratio} /> },
    { id: "effect", header: t("deals.effect"), className: LINE, cell: ({ effect }) => <EffectCell effect={effect} /> },
    { id: "finding", header: t("deals.finding"), className: LINE, cell: (one) => <FindingCell one={one} /> },
  ];
}

export function FitTable({ rows }: { rows: CriterionFit[] }) {
  const { t } = useTranslation();
  const columns = useColumns(scaleOf(rows.map(({ lift }) => lift)));
  return <DataTable caption={t("deals.title")} columns={columns} rows={rows} keyOf={({ name }) => name} empty={null} />;
}
