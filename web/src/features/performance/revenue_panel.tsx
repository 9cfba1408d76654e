// Revenue: what it came to beside the period and the year before, over time, and by group.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { RevenueLine, RevenuePerformance, RevenuePeriod, View } from "@/api/performance";
import { byOf, revenueQuery } from "@/api/performance_queries";
import { Stat, Stats } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { changeOf } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { AmountBar, Columns, Legend } from "./bars";
import { Nothing, Panel } from "./panel";
import { Records, SumText, UnconvertedNote } from "./sums";
import { useLineText, usePeriodName } from "./use_line_text";
import { runsUntil, shareOf } from "./view";

const SHOWN_MAX = 12;

function useChange() {
  const format = useFormat();
  return (now: string, before: string) => {
    const change = changeOf(now, before);
    return change === undefined ? "–" : format.growth(change);
  };
}

// That like is compared with like, while the span is running.
function Compared({ report, until }: { report: RevenuePerformance; until: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (until === null) return null;
  const { previous_days, year_before_days } = report;
  const days = { day: format.localDate(until), previous: format.localDate(previous_days.last_day), year: format.localDate(year_before_days.last_day) };
  const isOneYear = previous_days.first_day === year_before_days.first_day && previous_days.last_day === year_before_days.last_day;
  return <p className="mt-4 text-sm text-ink-2">{isOneYear ? t("performance.untilOfYear", days) : t("performance.until", days)}</p>;
}

function Summary({ report, until }: { report: RevenuePerformance; until: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useChange();
  const { total, previous_days, year_before_days } = report;
  const amount = total.amount.amount;
  const days = ({ first_day, last_day }: { first_day: string; last_day: string }) => t("performance.days", { from: format.localDate(first_day), to: format.localDate(last_day) });
  return (
    <div className="border-t border-line p-5">
      <Stats>
        <Stat label={t("performance.revenue")} value={<Records object="order" where={report.where}><SumText sum={total.amount} /></Records>} note={t("performance.sales", { count: total.count })} />
        <Stat label={t("performance.vsPrevious")} value={change(amount.amount, total.previous.amount.amount)} note={format.money(total.previous.amount)} help={days(previous_days)} />
        <Stat label={t("performance.vsYear")} value={change(amount.amount, total.year_before.amount.amount)} note={format.money(total.year_before.amount)} help={days(year_before_days)} />
        <Stat
          label={t("performance.newBusiness")}
          value={format.wholePercent(shareOf(total.new_business.amount.amount, Number(amount.amount)) / 100)}
          note={format.money(total.new_business.amount)}
          help={t("performance.newBusinessText")}
        />
        <Stat label={t("performance.customers")} value={format.number(total.customers)} note={t("performance.newCustomers", { count: total.new_customers })} />
      </Stats>
      <Compared report={report} until={until} />
    </div>
  );
}

// What the year before had by the same day, beneath what it had in the whole of a period that is running.
function YearBefore({ period, until }: { period: RevenuePeriod; until: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { first_day, last_day, year_before, year_before_compared } = period;
  const isRunning = until !== null && first_day <= until && until < last_day && year_before.amount.amount !== year_before_compared.amount.amount;
  return (
    <>
      <SumText sum={year_before} />
      {isRunning ? <span className="block text-xs text-ink-2">{t("performance.bySameDay", { amount: format.money(year_before_compared.amount) })}</span> : null}
    </>
  );
}

function Series({ rows, until }: { rows: RevenuePeriod[]; until: string | null }) {
  const { t } = useTranslation();
  const change = useChange();
  const nameOf = usePeriodName();
  const columns: Column<RevenuePeriod>[] = [
    { id: "name", header: t("performance.period"), isTitle: true, cell: ({ name }) => <span className="font-medium whitespace-nowrap">{nameOf(name)}</span> },
    { id: "amount", header: t("performance.revenue"), isNumber: true, cell: ({ amount, where }) => <Records object="order" where={where}><SumText sum={amount} /></Records> },
    { id: "new", header: t("performance.ofItNew"), isNumber: true, cell: ({ new_business }) => <SumText sum={new_business} /> },
    { id: "before", header: t("performance.yearBefore"), isNumber: true, cell: (period) => <YearBefore period={period} until={until} /> },
    { id: "change", header: t("performance.change"), isNumber: true, cell: ({ amount, year_before_compared }) => change(amount.amount.amount, year_before_compared.amount.amount) },
  ];
  const hasAmounts = rows.some(({ amount, year_before }) => Number(amount.amount.amount) !== 0 || Number(year_before.amount.amount) !== 0);
  return (
    <>
      {hasAmounts ? (
        <div className="flex flex-col gap-3 border-t border-line px-5 py-4">
          <Legend items={[{ name: t("performance.thisPeriod"), className: "bg-accent" }, { name: t("performance.yearBefore"), className: "bg-line-strong/60" }]} />
          <Columns series={rows} />
        </div>
      ) : null}
      <DataTable caption={t("performance.overTime")} columns={columns} rows={rows} keyOf={({ name }) => name} empty={null} shownMax={SHOWN_MAX} />
    </>
  );
}

function Groups({ lines, by }: { lines: RevenueLine[]; by: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useChange();
  const textOf = useLineText(by);
  const most = Math.max(0, ...lines.map(({ amount }) => Number(amount.amount.amount)));
  const columns: Column<RevenueLine>[] = [
    { id: "group", header: t("performance.group"), isTitle: true, cell: (line) => <span className="font-medium break-words">{textOf(line)}</span> },
    { id: "bar", header: t("performance.chart"), isQuiet: true, hideOnPhone: true, className: "md:w-44", cell: ({ amount }) => <AmountBar amount={amount.amount.amount} most={most} /> },
    { id: "amount", header: t("performance.revenue"), isNumber: true, sortBy: ({ amount }) => Number(amount.amount.amount), cell: ({ amount, where }) => <Records object="order" where={where}><SumText sum={amount} /></Records> },
    { id: "year", header: t("performance.vsYear"), isNumber: true, sortBy: (line) => changeOf(line.amount.amount.amount, line.year_before.amount.amount) ?? 0, cell: (line) => change(line.amount.amount.amount, line.year_before.amount.amount) },
    { id: "new", header: t("performance.ofItNew"), isNumber: true, sortBy: ({ new_business }) => Number(new_business.amount.amount), cell: ({ new_business }) => <SumText sum={new_business} /> },
    { id: "customers", header: t("performance.customers"), isNumber: true, sortBy: ({ customers }) => customers, cell: ({ customers }) => format.number(customers) },
  ];
  return <DataTable caption={t("performance.byGroup", { view: t("performance.revenue") })} columns={columns} rows={lines} keyOf={keyOf} empty={<Nothing>{t("performance.noSales")}</Nothing>} shownMax={SHOWN_MAX} />;
}

export const keyOf = ({ value, elsewhere }: { value: string | null; elsewhere?: boolean }) => (elsewhere ? "?" : `=${value ?? ""}`);

export function RevenuePanel({ view }: { view: View }) {
  const { t } = useTranslation();
  const query = useQuery(revenueQuery(view));
  const by = byOf(view.by, ["owner", "pipeline", "period"]);
  const textOf = useLineText(by);
  const nameOf = usePeriodName();
  function rows({ lines, series, reporting }: RevenuePerformance) {
    const head = [t("performance.count"), `${t("performance.revenue")} (${reporting})`, t("performance.ofItNew"), t("performance.yearBefore"), t("performance.unconvertedHead")];
    const cells = ({ count, amount, new_business, year_before }: Pick<RevenuePeriod, "count" | "amount" | "new_business" | "year_before">) => [
      String(count), amount.amount.amount, new_business.amount.amount, year_before.amount.amount, amount.unconverted.map((one) => `${one.amount.amount} ${one.amount.currency}`).join("; "),
    ];
    return [
      [t("performance.group"), ...head],
      ...lines.map((line) => [textOf(line), ...cells(line)]),
      ...series.map((period) => [nameOf(period.name), ...cells(period)]),
    ];
  }
  return (
    <Panel title={t("performance.revenue")} text={t(`performance.revenueText.${view.kind}`)} query={query} file="revenue" rows={rows}>
      {(report) => (
        <>
          <UnconvertedNote sums={[report.total.amount]} />
          <Summary report={report} until={runsUntil(report, view)} />
          <Series rows={report.series} until={runsUntil(report, view)} />
          {by === "none" || report.lines.length === 0 ? null : <Groups lines={report.lines} by={by} />}
        </>
      )}
    </Panel>
  );
}
