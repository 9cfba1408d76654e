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

const HEIGHT = 160;
const SLOT = 44;
const BAR = 15;
const LABEL = 22;

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

// A pair of columns a period: the year before, and now. Periods that do not fit scroll.
export function Columns({ series }: { series: RevenuePeriod[] }) {
  const format = useFormat();
  const nameOf = useShortName();
  const most = Math.max(1, ...series.flatMap(({ amount, year_before }) => [Number(amount.amount.amount), Number(year_before.amount.amount)]));
  const heightOf = (amount: string) => (shareOf(amount, most) * (HEIGHT - 18)) / 100;
  const width = series.length * SLOT;
  return (
    <div aria-hidden className="overflow-x-auto">
      <svg viewBox={`0 0 ${width} ${HEIGHT + LABEL}`} width={width} height={HEIGHT + LABEL} className="min-w-full" preserveAspectRatio="xMidYMid meet">
        <line x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} className="stroke-line-strong/60" />
        <text x={2} y={10} className="fill-ink-3 text-[10px]">
          {format.compact(most)}
        </text>
        {series.map(({ name, amount, year_before }, index) => {
          const x = index * SLOT + (SLOT - 2 * BAR - 2) / 2;
          const [now, before] = [heightOf(amount.amount.amount), heightOf(year_before.amount.amount)];
          return (
            <g key={name}>
              <rect x={x} y={HEIGHT - before} width={BAR} height={before} rx={1.5} className="fill-line-strong/60" />
              <rect x={x + BAR + 2} y={HEIGHT - now} width={BAR} height={now} rx={1.5} className="fill-accent" />
              {series.length <= 12 || index % Math.ceil(series.length / 12) === 0 ? (
                <text x={index * SLOT + SLOT / 2} y={HEIGHT + 15} textAnchor="middle" className="fill-ink-3 text-[10px]">
                  {nameOf(name)}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
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
