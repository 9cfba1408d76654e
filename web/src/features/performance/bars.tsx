// Charts of a panel: each stands beside the table that says the same in numbers, and is hidden from who cannot see it.
import { useTranslation } from "react-i18next";
import type { RevenuePeriod } from "@/api/performance";
import { useFormat } from "@/lib/format";
import { shareOf } from "./view";

// An amount among others; the darker part is what is likely of it.
export function AmountBar({ amount, likely, most }: { amount: string; likely?: string | undefined; most: number }) {
  return (
    <span aria-hidden className="relative block h-4 w-full min-w-24 overflow-hidden rounded-sm bg-surface-2">
      <span className="absolute inset-y-0 left-0 rounded-sm bg-accent/35" style={{ width: `${shareOf(amount, most)}%` }} />
      <span className="absolute inset-y-0 left-0 rounded-sm bg-accent" style={{ width: `${shareOf(likely ?? amount, most)}%` }} />
    </span>
  );
}

// A share with its interval, on a line from 0 to 1.
export function IntervalBar({ estimate, least, most }: { estimate: number; least: number; most: number }) {
  return (
    <span aria-hidden className="relative block h-4 w-full min-w-24">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line-strong/60" />
      <span className="absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-accent/35" style={{ left: `${100 * least}%`, width: `${100 * (most - least)}%` }} />
      <span className="absolute top-1/2 size-2.5 -translate-1/2 rounded-full bg-accent" style={{ left: `${100 * estimate}%` }} />
    </span>
  );
}

interface Spread {
  lower_quartile: number;
  median: number;
  upper_quartile: number;
  p90: number;
}
// The middle half as a box, the median in it, a line to the 90th percentile.
export function SpreadBar({ spread, most }: { spread: Spread; most: number }) {
  const at = (days: number) => `${most > 0 ? (100 * days) / most : 0}%`;
  return (
    <span aria-hidden className="relative block h-4 w-full min-w-24">
      <span className="absolute top-1/2 h-px bg-line-strong" style={{ left: at(spread.lower_quartile), width: at(spread.p90 - spread.lower_quartile) }} />
      <span className="absolute inset-y-0.5 rounded-xs bg-accent/35" style={{ left: at(spread.lower_quartile), width: at(spread.upper_quartile - spread.lower_quartile) }} />
      <span className="absolute inset-y-0 w-0.5 -translate-x-1/2 rounded-full bg-accent" style={{ left: at(spread.median) }} />
      <span className="absolute inset-y-1 w-0.5 -translate-x-1/2 bg-line-strong" style={{ left: at(spread.p90) }} />
    </span>
  );
}

const LABELS_MAX = 12;

// Below a pair of columns: "Mar", "Q1", "2026".
function useShortName() {
  const { t } = useTranslation();
  const format = useFormat();
  const month = new Intl.DateTimeFormat(format.locale, { month: "short", timeZone: "UTC" });
  return (name: string) => {
    const [year = "", part] = name.split("-");
    if (!part) return year;
    return part.startsWith("Q") ? t("performance.quarter", { quarter: part.slice(1) }) : month.format(new Date(`${name}-01T00:00:00Z`));
  };
}

// A pair of columns a period, as wide as there is room: the year before, and now. Periods that do not fit scroll.
export function Columns({ series }: { series: RevenuePeriod[] }) {
  const format = useFormat();
  const nameOf = useShortName();
  const most = Math.max(1, ...series.flatMap(({ amount, year_before }) => [Number(amount.amount.amount), Number(year_before.amount.amount)]));
  const step = Math.ceil(series.length / LABELS_MAX);
  const bar = "w-[34%] max-w-9 rounded-t-xs";
  return (
    <div aria-hidden className="overflow-x-auto text-xs text-ink-3">
      <p className="tabular border-b border-line pb-0.5">{format.compact(most)}</p>
      <div className="grid grid-flow-col auto-cols-[minmax(1.25rem,1fr)]">
        {series.map(({ name, amount, year_before }, index) => (
          <div key={name} className="min-w-0">
            <div className="flex h-40 items-end justify-center gap-0.5 border-b border-line-strong/60">
              <span className={`${bar} bg-line-strong/60`} style={{ height: `${shareOf(year_before.amount.amount, most)}%` }} />
              <span className={`${bar} bg-accent`} style={{ height: `${shareOf(amount.amount.amount, most)}%` }} />
            </div>
            <p className="h-5 pt-1 text-center whitespace-nowrap">{index % step === 0 ? nameOf(name) : null}</p>
          </div>
        ))}
      </div>
    </div>
  );
}

export function Legend({ items }: { items: { name: string; className: string }[] }) {
  return (
    <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
      {items.map(({ name, className }) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <span className={`size-2.5 rounded-xs ${className}`} />
          {name}
        </li>
      ))}
    </ul>
  );
}
