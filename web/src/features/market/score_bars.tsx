// Scores as bars; what they show stands beside them as numbers.
import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/format";

const BIN = 10;

// How many accounts have a score of each ten, a labelled bar a line.
export function Histogram({ bins, label }: { bins: number[]; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const highest = Math.max(1, ...bins);
  return (
    <ol aria-label={label} className="flex flex-col gap-1">
      {bins.map((count, index) => (
        <li key={index} className="grid grid-cols-[4.25rem_minmax(0,1fr)_auto] items-center gap-3">
          <span className="tabular text-right text-sm text-ink-2">{t("icp.bin", { from: index * BIN, to: (index + 1) * BIN })}</span>
          <span aria-hidden className="h-5 rounded-sm bg-surface-2">
            <span className="block h-full rounded-sm bg-accent" style={{ width: `${(100 * count) / highest}%` }} />
          </span>
          <span className="tabular min-w-10 text-right text-sm font-medium">
            {format.number(count)}
            <span className="sr-only"> {t("icp.binAccounts", { count })}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

// A score, or the range that it lies in where something is unknown.
export function ScoreBar({ score, most }: { score: number; most: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [least, highest] = [Math.round(score), Math.round(most)];
  return (
    <span className="inline-flex items-center justify-end gap-2.5">
      <span aria-hidden className="hidden h-1.5 w-20 overflow-hidden rounded-full bg-surface-3 sm:flex">
        <span className="block bg-accent" style={{ width: `${score}%` }} />
        <span className="block bg-accent/35" style={{ width: `${most - score}%` }} />
      </span>
      <span className="tabular">{least === highest ? format.number(least) : t("fit.range", { least: format.number(least), most: format.number(highest) })}</span>
    </span>
  );
}

export function SplitBar({ held, failed, unknown }: { held: number; failed: number; unknown: number }) {
  const sum = Math.max(1, held + failed + unknown);
  return (
    <span aria-hidden className="flex h-2 w-full min-w-24 overflow-hidden rounded-full bg-surface-3">
      <span className="block bg-accent" style={{ width: `${(100 * held) / sum}%` }} />
      <span className="ml-auto block bg-warning-text/60" style={{ width: `${(100 * unknown) / sum}%` }} />
    </span>
  );
}
