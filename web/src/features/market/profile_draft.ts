// An ideal customer profile as it stands in a form, what is missing in it, and as the server wants it. Pure.
import type { CriterionFit, Criterion, IcpFit, IcpProfile } from "@/api/market";

export interface Row {
  // Tells rows apart while they are moved and renamed.
  key: string;
  name: string;
  formula: string;
  // As typed.
  weight: string;
}
export interface ProfileDraft {
  name: string;
  rows: Row[];
}
export type Mistake = "name" | "none" | "criterion" | "twice" | "formula" | "weight";

export const CRITERIA_MAX = 50;
export const WEIGHT_MAX = 1_000;
const NEW_WEIGHT = "10";

export function draftOf(profile: Pick<IcpProfile, "name" | "criteria"> | null): ProfileDraft {
  const rows = (profile?.criteria ?? []).map(({ name, formula, weight }, index) => ({ key: `row-${index}`, name, formula, weight: String(weight) }));
  return { name: profile?.name ?? "", rows };
}

export function withNewRow({ name, rows }: ProfileDraft): ProfileDraft {
  const highest = Math.max(-1, ...rows.map(({ key }) => Number(key.slice(4))));
  return { name, rows: [...rows, { key: `row-${highest + 1}`, name: "", formula: "", weight: NEW_WEIGHT }] };
}

// The row at `from` goes so many places down (or up, below 0); none goes over the edge.
export function moved(rows: Row[], from: number, by: number): Row[] {
  const [row, to] = [rows[from], from + by];
  if (!row || to < 0 || to >= rows.length) return rows;
  const rest = rows.filter((_, index) => index !== from);
  return [...rest.slice(0, to), row, ...rest.slice(to)];
}

export function weightOf(text: string): number | null {
  const weight = Number(text);
  return text.trim() !== "" && Number.isInteger(weight) && weight >= 1 && weight <= WEIGHT_MAX ? weight : null;
}

// Which part of the whole score each row is; null while its weight is none.
export function partsOf(rows: Row[]): (number | null)[] {
  const weights = rows.map(({ weight }) => weightOf(weight));
  const sum = weights.reduce<number>((total, weight) => total + (weight ?? 0), 0);
  return weights.map((weight) => (weight === null ? null : weight / sum));
}

export function mistakeOf({ name, rows }: ProfileDraft): Mistake | null {
  if (!name.trim()) return "name";
  if (rows.length === 0) return "none";
  if (rows.some((row) => !row.name.trim())) return "criterion";
  if (new Set(rows.map((row) => row.name.trim())).size < rows.length) return "twice";
  if (rows.some(({ formula }) => !formula.trim())) return "formula";
  return rows.some(({ weight }) => weightOf(weight) === null) ? "weight" : null;
}

export function bodyOf({ name, rows }: ProfileDraft): { name: string; criteria: Criterion[] } {
  return { name: name.trim(), criteria: rows.map((row) => ({ name: row.name.trim(), formula: row.formula.trim(), weight: Number(row.weight) })) };
}

export function isSame(a: ProfileDraft, b: ProfileDraft): boolean {
  return JSON.stringify(bodyOf(a)) === JSON.stringify(bodyOf(b));
}

export interface Difference {
  name: string;
  before: Criterion | null;
  after: Criterion | null;
}

// What is other in `after`, criterion by criterion, by their names.
export function differences(before: Criterion[], after: Criterion[]): Difference[] {
  const old = new Map(before.map((one) => [one.name, one]));
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const now = new Map(after.map((one) => [one.name, one]));
  return names
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter((one) => one.before?.formula !== one.after?.formula || one.before?.weight !== one.after?.weight);
}

// What a fit proposes for a criterion: a weight; nothing where it did no good; undefined where nothing could be concluded.
export function proposalOf({ finding, proposed_weight }: CriterionFit): number | null | undefined {
  if (finding !== "fitted") return undefined;
  return proposed_weight ?? null;
}

// The criteria with the weights that a fit proposes: those that did no good are left out, of those without a conclusion the weight stays.
export function withProposals({ criteria }: IcpFit): Criterion[] {
  return criteria.flatMap((one) => {
    const proposal = proposalOf(one);
    return proposal === null ? [] : [{ name: one.name, formula: one.formula, weight: proposal ?? one.weight }];
  });
}
