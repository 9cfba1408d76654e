// Win rate: how much of what was closed was won, with how sure that is.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { WinFigures, WinLine, WinPerformance, View } from "@/api/performance";
import { winsQuery } from "@/api/performance_queries";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { IntervalBar } from "./bars";
import { Nothing, Panel } from "./panel";
import { keyOf } from "./revenue_panel";
import { Records, SumText, UnconvertedNote } from "./sums";
import { useLineText } from "./use_line_text";

const SHOWN_MAX = 12;

function useRateText() {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = format.wholePercent;
  return ({ rate }: Pick<WinFigures, "rate">) => (rate ? t("performance.rateText", { rate: percent(rate.estimate), least: percent(rate.least), most: percent(rate.most) }) : "–");
}

function Groups({ lines, by }: { lines: WinLine[]; by: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const textOf = useLineText(by);
  const rateText = useRateText();
  const columns: Column<WinLine>[] = [
    { id: "group", header: t("performance.group"), isTitle: true, cell: (line) => <span className="font-medium break-words">{textOf(line)}</span> },
    { id: "bar", header: t("performance.chart"), isQuiet: true, hideOnPhone: true, className: "md:w-44", cell: ({ rate }) => (rate ? <IntervalBar {...rate} /> : null) },
    { id: "rate", header: t("performance.winRate"), isNumber: true, sortBy: ({ rate }) => rate?.estimate ?? -1, cell: rateText },
    { id: "value", header: t("performance.byValue"), isNumber: true, sortBy: ({ rate_by_value }) => rate_by_value ?? -1, cell: ({ rate_by_value }) => (rate_by_value === undefined ? "–" : format.wholePercent(rate_by_value)) },
    { id: "closed", header: t("performance.closed"), isNumber: true, sortBy: ({ won, lost }) => won + lost, cell: ({ won, lost, where }) => <Records object="opportunity" where={where}>{format.number(won + lost)}</Records> },
    { id: "won", header: t("performance.wonAmount"), isNumber: true, sortBy: ({ won_amount }) => Number(won_amount.amount.amount), cell: ({ won_amount }) => <SumText sum={won_amount} /> },
  ];
  return <DataTable caption={t("performance.byGroup", { view: t("performance.winRate") })} columns={columns} rows={lines} keyOf={keyOf} empty={<Nothing>{t("performance.noClosed")}</Nothing>} shownMax={SHOWN_MAX} />;
}

function Total({ table }: { table: WinPerformance }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { total } = table;
  if (!total.rate) return <Nothing>{t("performance.noClosed")}</Nothing>;
  const percent = format.wholePercent;
  return (
    <div className="grid items-center gap-x-6 gap-y-3 border-t border-line px-5 py-4 sm:grid-cols-[auto_minmax(8rem,1fr)]">
      <p>
        <span className="text-xl font-semibold">
          <Records object="opportunity" where={table.where}>
            {percent(total.rate.estimate)}
          </Records>
        </span>{" "}
        <span className="text-ink-2">{t("performance.interval", { least: percent(total.rate.least), most: percent(total.rate.most) })}</span>
      </p>
      <IntervalBar {...total.rate} />
      <p className="text-sm text-ink-2 sm:col-span-2">
        {t("performance.wonLost", { won: format.number(total.won), lost: format.number(total.lost) })}
        {total.rate_by_value === undefined ? null : ` ${t("performance.valueRate", { rate: percent(total.rate_by_value) })}`}
        {table.undated > 0 ? ` ${t("performance.undated", { count: table.undated })}` : null}
      </p>
    </div>
  );
}

export function WinsPanel({ view }: { view: View }) {
  const { t } = useTranslation();
  const query = useQuery(winsQuery(view));
  const textOf = useLineText(view.by);
  function rows({ lines, total, reporting }: WinPerformance) {
    const share = (value: number | undefined) => (value === undefined ? "" : value.toFixed(4));
    const cells = ({ won, lost, rate, rate_by_value, won_amount, lost_amount }: WinFigures) => [
      String(won), String(lost), share(rate?.estimate), share(rate?.least), share(rate?.most), share(rate_by_value), won_amount.amount.amount, lost_amount.amount.amount,
    ];
    return [
      [t("performance.group"), t("performance.won"), t("performance.lost"), t("performance.winRate"), t("performance.least"), t("performance.most"), t("performance.byValue"), `${t("performance.wonAmount")} (${reporting})`, t("performance.lostAmount")],
      ...lines.map((line) => [textOf(line), ...cells(line)]),
      [t("performance.all"), ...cells(total)],
    ];
  }
  return (
    <Panel title={t("performance.winRate")} text={t("performance.winRateText")} query={query} file="win-rate" rows={rows}>
      {(table) => (
        <>
          <UnconvertedNote sums={[table.total.won_amount, table.total.lost_amount]} />
          <Total table={table} />
          {view.by === "none" || table.lines.length === 0 ? null : <Groups lines={table.lines} by={view.by} />}
        </>
      )}
    </Panel>
  );
}
