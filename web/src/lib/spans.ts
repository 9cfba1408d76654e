// The days that a named period has. Pure.
export const SPANS = ["thisQuarter", "lastQuarter", "thisYear", "lastYear", "twelveMonths", "custom"] as const;
export type Span = (typeof SPANS)[number];

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
