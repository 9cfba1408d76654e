// What the server says of an account's territory, made into what is shown. Pure.
import type { AccountWhy, AlignmentRow, WhyRule } from "@/api/rules";

const REASONS = ["rule", "manual", "geography", "import"] as const;
export type Reason = (typeof REASONS)[number] | "other";

export const reasonOf = (word: string | undefined): Reason => REASONS.find((one) => one === word) ?? "other";

export const isBelieved = ({ superseded_at }: AlignmentRow) => superseded_at === undefined;
const covers = ({ valid_from, valid_to }: AlignmentRow, day: string) => valid_from <= day && (valid_to === undefined || day < valid_to);

export interface Placed {
  own: AlignmentRow | undefined;
  overlays: AlignmentRow[];
}

// What holds on a day of what is still believed; the later recorded goes first where two do.
export function placedOn(rows: AlignmentRow[], day: string): Placed {
  const holding = rows.filter((row) => isBelieved(row) && covers(row, day));
  const own = holding.filter(({ is_overlay }) => !is_overlay);
  const overlays = new Map(holding.filter(({ is_overlay, territory }) => is_overlay && territory).map((row) => [row.territory, row]));
  return { own: own.at(-1), overlays: [...overlays.values()] };
}

// The newest first. What was believed before stands after what took its place.
export function storyOf(rows: AlignmentRow[], isWhole: boolean): AlignmentRow[] {
  const order = (a: AlignmentRow, b: AlignmentRow) => b.valid_from.localeCompare(a.valid_from) || Number(!isBelieved(a)) - Number(!isBelieved(b)) || (b.recorded_at ?? "").localeCompare(a.recorded_at ?? "");
  return rows.filter((row) => isWhole || isBelieved(row)).sort(order);
}

// A value as formulas write it: "Retail" in quotes, date("2027-01-01"), null, true, 12.0.
export function plainOf(literal: string): string | null {
  if (literal === "null") return null;
  const inner = /^(?:date|timestamp|duration)\((.*)\)$/s.exec(literal)?.[1] ?? literal;
  if (inner.startsWith('"')) {
    try {
      return JSON.parse(inner) as string;
    } catch {
      return inner.slice(1, -1);
    }
  }
  return inner.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

export type ClauseState = "holds" | "fails" | "unknown" | "value";

// Whether a clause decided yes or no, had no answer, or is no question at all but a value that was looked at.
export function clauseState(value: string): ClauseState {
  if (value === "true") return "holds";
  if (value === "false") return "fails";
  return value === "null" ? "unknown" : "value";
}

export interface Verdicts {
  winner: WhyRule | undefined;
  adding: WhyRule[];
  // In their order: those that lost, were not wanted above, or do not hold.
  others: WhyRule[];
}

export function verdictsOf({ rules }: AccountWhy): Verdicts {
  const is = (outcome: WhyRule["outcome"]) => (rule: WhyRule) => rule.outcome === outcome;
  // Those that came near stand first: they held, but lost.
  const others = (["beaten", "parents", "fails"] as const).flatMap((outcome) => rules.filter(is(outcome)));
  return { winner: rules.find(is("wins")), adding: rules.filter(is("adds")), others };
}
