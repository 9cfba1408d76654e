// What the page shows, as its address says it. Pure.
import { PERIODS, SALE_KINDS, TERRITORY_ON, type View } from "@/api/performance";
import { isDay } from "@/lib/days";
import { daysOf, type Span, SPANS } from "@/lib/spans";

export const GROUPS = ["none", "territory", "industry", "size", "growth", "country", "owner", "pipeline", "period"] as const;

const among = <T extends string>(words: readonly T[], word: string | null, otherwise: T): T => words.find((one) => one === word) ?? otherwise;

export interface Shown {
  span: Span;
  view: View;
}

// An address may have been typed by hand: what makes no sense is as usual.
export function readView(params: URLSearchParams, today: string, fiscalStart: number): Shown {
  const [from, to] = [params.get("from"), params.get("to")];
  const isCustom = isDay(from) && isDay(to) && from <= to;
  const span = isCustom ? "custom" : among(SPANS, params.get("span"), "thisYear");
  const days = isCustom ? { from, to } : daysOf(span === "custom" ? "thisYear" : span, today, fiscalStart);
  const by = params.get("by") ?? "none";
  return {
    span: span === "custom" && !isCustom ? "thisYear" : span,
    view: {
      ...days,
      by: /^custom\.\w+$/.test(by) ? by : among(GROUPS, by, "none"),
      as: among(TERRITORY_ON, params.get("as"), "then"),
      period: among(PERIODS, params.get("period"), "month"),
      kind: among(SALE_KINDS, params.get("kind"), "order"),
    },
  };
}

// Until which day a span that is running is counted; null: it is over, or to come.
export const runsUntil = ({ counted_days }: { counted_days: { last_day: string } }, { to }: Pick<View, "to">): string | null => (counted_days.last_day < to ? counted_days.last_day : null);

// How far a bar goes, from 0 to 100, beside the longest one.
export function shareOf(amount: string, most: number): number {
  return most > 0 ? Math.max(0, Math.min(100, (100 * Number(amount)) / most)) : 0;
}

const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
// RFC 4180. A text that a spreadsheet would run as a formula begins with an apostrophe there.
export function csvOf(rows: string[][]): string {
  const safe = (cell: string) => quoted(/^[=+@\t]|^-(?!\d)/.test(cell) ? `'${cell}` : cell);
  return `${rows.map((row) => row.map(safe).join(",")).join("\r\n")}\r\n`;
}
