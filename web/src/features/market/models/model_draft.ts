// The two models as they stand in a form, what is missing in them, and as the server wants them. Pure.
import type { LayerId } from "@/api/market_layers";
import type { PotentialModel, WorkloadModel } from "@/api/market_size";
import { compared, type decimalMark, readDecimal, shifted, typedDecimal } from "@/lib/decimal";

type Mark = ReturnType<typeof decimalMark>;

// A rule of either: what it gives is as typed, a number of visits or a formula.
export interface RuleRow {
  // Tells rows apart while they are moved and renamed.
  key: string;
  name: string;
  formula: string;
  gives: string;
}

export const COMPLEXITIES = [1, 2, 3, 4, 5] as const;
export const RULES_MAX = 100;
// A share is typed in percent.
const PERCENT = 2;
const VISITS_MAX = 1_000;
const MINUTES_MAX = 1_440;

export const NUMBERS = ["detour", "speed_kmh", "distance_most_km", "hours_a_year"] as const;
export type NumberField = (typeof NUMBERS)[number];
// From where to where each may lie.
export const RANGES: Record<NumberField | "obtainable", [string, string]> = { detour: ["1", "10"], speed_kmh: ["1", "1000"], distance_most_km: ["0", "10000"], hours_a_year: ["1", "8784"], obtainable: ["0", "100"] };

export interface WorkloadDraft extends Record<NumberField, string> {
  rows: RuleRow[];
  minutes: string[];
  complexityDefault: number;
  layer: string;
}
export interface PotentialDraft {
  rows: RuleRow[];
  serviceable: string;
  // In percent.
  obtainable: string;
  layer: string;
}

const keyed = <T>(rules: T[], make: (rule: T) => Omit<RuleRow, "key">): RuleRow[] => rules.map((rule, index) => ({ key: `row-${index}`, ...make(rule) }));

export function withRow(rows: RuleRow[], gives: string): RuleRow[] {
  const highest = Math.max(-1, ...rows.map(({ key }) => Number(key.slice(4))));
  return [...rows, { key: `row-${highest + 1}`, name: "", formula: "", gives }];
}

// The row at `from` goes so many places down (or up, below 0); none goes over the edge.
export function movedRow(rows: RuleRow[], from: number, by: number): RuleRow[] {
  const [row, to] = [rows[from], from + by];
  if (!row || to < 0 || to >= rows.length) return rows;
  const rest = rows.filter((_, index) => index !== from);
  return [...rest.slice(0, to), row, ...rest.slice(to)];
}

export function workloadDraft(model: WorkloadModel, mark: Mark): WorkloadDraft {
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, typedDecimal(model[name], mark)])) as Record<NumberField, string>;
  return {
    ...numbers,
    rows: keyed(model.visits, ({ name, formula, a_year }) => ({ name, formula, gives: String(a_year) })),
    minutes: model.minutes_by_complexity.map(String),
    complexityDefault: model.complexity_default,
    layer: model.layer ?? "",
  };
}

export function potentialDraft(model: PotentialModel, mark: Mark): PotentialDraft {
  return {
    rows: keyed(model.rules, ({ name, formula, amount }) => ({ name, formula, gives: amount })),
    serviceable: model.serviceable ?? "",
    obtainable: typedDecimal(shifted(model.obtainable, PERCENT), mark),
    layer: model.layer ?? "",
  };
}

export function numberOf(name: keyof typeof RANGES, typed: string, mark: Mark): string | null {
  const value = readDecimal(typed, mark);
  const [least, most] = RANGES[name];
  return value !== null && compared(value, least) >= 0 && compared(value, most) <= 0 ? value : null;
}

const wholeOf = (typed: string, most: number) => (/^\d+$/.test(typed.trim()) && Number(typed) <= most ? Number(typed) : null);
export const visitsOf = (typed: string) => wholeOf(typed, VISITS_MAX);
export const minutesOf = (typed: string) => wholeOf(typed, MINUTES_MAX);

export type ModelMistake = "name" | "twice" | "formula" | "visits" | "amount" | "minutes" | NumberField | "obtainable";

function rowMistake(rows: RuleRow[]): ModelMistake | null {
  if (rows.some(({ name }) => !name.trim())) return "name";
  if (new Set(rows.map(({ name }) => name.trim())).size < rows.length) return "twice";
  return rows.some(({ formula }) => !formula.trim()) ? "formula" : null;
}

export function workloadMistake(draft: WorkloadDraft, mark: Mark): ModelMistake | null {
  if (draft.rows.some(({ gives }) => visitsOf(gives) === null)) return rowMistake(draft.rows) ?? "visits";
  if (draft.minutes.some((typed) => minutesOf(typed) === null)) return rowMistake(draft.rows) ?? "minutes";
  return rowMistake(draft.rows) ?? NUMBERS.find((name) => numberOf(name, draft[name], mark) === null) ?? null;
}

export function potentialMistake(draft: PotentialDraft, mark: Mark): ModelMistake | null {
  const own = rowMistake(draft.rows);
  if (own) return own;
  if (draft.rows.some(({ gives }) => !gives.trim())) return "amount";
  return numberOf("obtainable", draft.obtainable, mark) === null ? "obtainable" : null;
}

const layerOf = (id: string) => (id ? { layer: id as LayerId } : {});

export function workloadBody(draft: WorkloadDraft, mark: Mark): Omit<WorkloadModel, "version"> {
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, numberOf(name, draft[name], mark) ?? "0"])) as Record<NumberField, string>;
  return {
    ...numbers,
    ...layerOf(draft.layer),
    visits: draft.rows.map(({ name, formula, gives }) => ({ name: name.trim(), formula: formula.trim(), a_year: visitsOf(gives) ?? 0 })),
    minutes_by_complexity: draft.minutes.map((typed) => minutesOf(typed) ?? 0),
    complexity_default: draft.complexityDefault,
  };
}

export function potentialBody(draft: PotentialDraft, mark: Mark): Omit<PotentialModel, "version"> {
  const serviceable = draft.serviceable.trim();
  return {
    ...layerOf(draft.layer),
    ...(serviceable ? { serviceable } : {}),
    rules: draft.rows.map(({ name, formula, gives }) => ({ name: name.trim(), formula: formula.trim(), amount: gives.trim() })),
    obtainable: shifted(numberOf("obtainable", draft.obtainable, mark) ?? "0", -PERCENT),
  };
}

// Hours a year of an account that is visited so often, so long, and lies so far from the next.
export function hoursOf(visits: number, minutes: number, km: number, detour: number, speed: number): number {
  return (visits * (minutes + (60 * detour * km) / speed)) / 60;
}
