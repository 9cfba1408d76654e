// What the page shows, as its address says it, and the days that a named period has. Pure.
import { PERIODS, SALE_KINDS, TERRITORY_ON, type View } from "@/api/performance";
import { isDay } from "@/lib/days";

export const SPANS = ["thisQuarter", "lastQuarter", "thisYear", "lastYear", "twelveMonths", "custom"] as const;
export type Span = (typeof SPANS)[number];
export const GROUPS = ["none", "territory", "industry", "size", "growth", "country", "owner", "pipeline", "period"] as const;

// A calendar month, counted from the year 0.
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
const firstOf = (month: number) => iso(Date.UTC(Math.floor(month / 12), month % 12, 1));
const lastOf = (month: number) => iso(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0));

// Whole months: fiscal quarters and years begin with the company's month (1 to 12).
export function daysOf(span: Exclude<Span, "custom">, today: string, fiscalStart: number): { from: string; to: string } {
  const month = monthOf(today);
  const since = (month - (fiscalStart - 1) + 12) % 12;
  const year = month - since;
  const quarter = month - (since % 3);
  const months = (first: number, count: number) => ({ from: firstOf(first), to: lastOf(first + count - 1) });
  switch (span) {
    case "thisQuarter":
      return months(quarter, 3);
    case "lastQuarter":
      return months(quarter - 3, 3);
    case "thisYear":
      return months(year, 12);
    case "lastYear":
      return months(year - 12, 12);
    case "twelveMonths":
      return months(month - 11, 12);
  }
}

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

// The change in percent, as a fraction; nothing where there was nothing before. For showing alone: amounts stay texts.
export function changeOf(now: string, before: string): number | undefined {
  const [after, was] = [Number(now), Number(before)];
  return was > 0 ? after / was - 1 : undefined;
}

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
