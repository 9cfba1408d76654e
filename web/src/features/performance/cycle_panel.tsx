// Cycle time: how many days it took to win, the middle half and the slowest tenth.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { CycleFigures, CycleLine, CyclePerformance, View } from "@/api/performance";
import { cycleQuery } from "@/api/performance_queries";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { SpreadBar } from "./bars";
import { Nothing, Panel } from "./panel";
import { keyOf } from "./revenue_panel";
import { Records } from "./sums";
import { useLineText } from "./use_line_text";

const SHOWN_MAX = 12;

// With all of its percentiles, or without any.
function spreadOf({ lower_quartile, median, upper_quartile, p90 }: CycleFigures) {
  if (lower_quartile === undefined || median === undefined || upper_quartile === undefined || p90 === undefined) return undefined;
  return { lower_quartile, median, upper_quartile, p90 };
}

function Groups({ lines, by }: { lines: CycleLine[]; by: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const textOf = useLineText(by);
  const most = Math.max(0, ...lines.map(({ p90 }) => p90 ?? 0));
  const days = (value: number | undefined) => (value === undefined ? "–" : format.number(Math.round(value)));
  const columns: Column<CycleLine>[] = [
    { id: "group", header: t("performance.group"), isTitle: true, cell: (line) => <span className="font-medium break-words">{textOf(line)}</span> },
    {
      id: "bar", header: t("performance.chart"), isQuiet: true, hideOnPhone: true, className: "md:w-44",
      cell: (line) => {
        const spread = spreadOf(line);
        return spread ? <SpreadBar spread={spread} most={most} /> : null;
      },
    },
    { id: "median", header: t("performance.median"), isNumber: true, sortBy: ({ median }) => median ?? -1, cell: ({ median }) => days(median) },
    { id: "half", header: t("performance.middleHalf"), isNumber: true, cell: ({ lower_quartile, upper_quartile }) => (lower_quartile === undefined ? "–" : `${days(lower_quartile)}–${days(upper_quartile)}`) },
    { id: "p90", header: t("performance.p90"), isNumber: true, sortBy: ({ p90 }) => p90 ?? -1, cell: ({ p90 }) => days(p90) },
    { id: "count", header: t("performance.won"), isNumber: true, sortBy: ({ count }) => count, cell: ({ count, unmeasured, where }) => <Records object="opportunity" where={where}>{format.number(count + unmeasured)}</Records> },
  ];
  return <DataTable caption={t("performance.byGroup", { view: t("performance.cycle") })} columns={columns} rows={lines} keyOf={keyOf} empty={<Nothing>{t("performance.noWon")}</Nothing>} shownMax={SHOWN_MAX} />;
}

function Total({ table }: { table: CyclePerformance }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { total } = table;
  const spread = spreadOf(total);
  const days = (value: number) => format.number(Math.round(value));
  return (
    <div className="flex flex-col gap-3 border-t border-line px-5 py-4">
      {spread ? (
        <>
          <p>
            <span className="text-xl font-semibold">
              <Records object="opportunity" where={table.where}>
                {t("performance.medianDays", { count: Math.round(spread.median) })}
              </Records>
            </span>{" "}
            <span className="text-ink-2">{t("performance.spread", { least: days(spread.lower_quartile), most: days(spread.upper_quartile), p90: days(spread.p90) })}</span>
          </p>
          <SpreadBar spread={spread} most={spread.p90} />
        </>
      ) : (
        <p className="text-ink-2">{t("performance.noWon")}</p>
      )}
      {total.unmeasured > 0 ? <p className="text-sm text-ink-2">{t("performance.unmeasured", { count: total.unmeasured })}</p> : null}
      {table.undated > 0 ? <p className="text-sm text-ink-2">{t("performance.undated", { count: table.undated })}</p> : null}
    </div>
  );
}

export function CyclePanel({ view }: { view: View }) {
  const { t } = useTranslation();
  const query = useQuery(cycleQuery(view));
  const textOf = useLineText(view.by);
  function rows({ lines, total }: CyclePerformance) {
    const number = (value: number | undefined) => (value === undefined ? "" : String(value));
    const cells = (one: CycleFigures) => [String(one.count), String(one.unmeasured), number(one.lower_quartile), number(one.median), number(one.upper_quartile), number(one.p90)];
    return [
      [t("performance.group"), t("performance.won"), t("performance.unmeasuredHead"), t("performance.lowerQuartile"), t("performance.median"), t("performance.upperQuartile"), t("performance.p90")],
      ...lines.map((line) => [textOf(line), ...cells(line)]),
      [t("performance.all"), ...cells(total)],
    ];
  }
  return (
    <Panel title={t("performance.cycle")} text={t("performance.cycleText")} query={query} file="cycle-time" rows={rows}>
      {(table) => (
        <>
          <Total table={table} />
          {view.by === "none" || table.lines.length === 0 ? null : <Groups lines={table.lines} by={view.by} />}
        </>
      )}
    </Panel>
  );
}
