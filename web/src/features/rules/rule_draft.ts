// A rule as it stands in a form, what is missing in it, and as the server wants it. Pure.
import type { Body } from "@/api/client";
import type { AccountId } from "@/api/crm";
import type { AssignmentRule, RuleKind } from "@/api/rules";

export interface RuleDraft {
  name: string;
  territory: string;
  kind: RuleKind;
  formula: string;
  accounts: AccountId[];
  // Empty: every country.
  country: string;
  // As typed, one a line.
  units: string;
  priority: string;
  isOverlay: boolean;
  isOpen: boolean;
}

export type RuleBody = NonNullable<Body<"/assignment-rules", "post">>;
export type RulePatch = NonNullable<Body<"/assignment-rules/{rule}", "patch">>;
export type Mistake = "name" | "territory" | "formula" | "accounts" | "accountsMany" | "units" | "unitsMany" | "priority";

export const ACCOUNTS_MAX = 10_000;
export const UNITS_MAX = 20_000;
export const PRIORITY_MAX = 1_000;
const UNIT_LENGTH_MAX = 40;

export function draftOf(rule?: AssignmentRule): RuleDraft {
  return {
    name: rule?.name ?? "",
    territory: rule?.territory ?? "",
    kind: rule?.kind ?? "formula",
    formula: rule?.formula ?? "",
    accounts: rule?.accounts ?? [],
    country: rule?.country ?? "",
    units: (rule?.units ?? []).join("\n"),
    priority: String(rule?.priority ?? 0),
    isOverlay: rule?.is_overlay ?? false,
    isOpen: rule?.is_open ?? true,
  };
}

// A list copied out of a spreadsheet or a mail may have commas; postal codes have none.
export function unitsOf(text: string): string[] {
  return [...new Set(text.split(/[\n,;\t]/).map((unit) => unit.trim()).filter(Boolean))];
}

// Those that are no postal codes: too long, without a letter or digit, with other signs than stand in codes, or with a star elsewhere than at the end.
export function badUnitsOf(units: string[]): string[] {
  return units.filter((unit) => unit.length > UNIT_LENGTH_MAX || !/^[\p{L}\p{N}\s\-_./]*\*?$/u.test(unit) || !/[\p{L}\p{N}]/u.test(unit));
}

export function mistakeOf(draft: RuleDraft): Mistake | null {
  if (!draft.name.trim()) return "name";
  if (!draft.territory) return "territory";
  if (draft.kind === "formula" && !draft.formula.trim()) return "formula";
  if (draft.kind === "named" && draft.accounts.length === 0) return "accounts";
  if (draft.kind === "named" && draft.accounts.length > ACCOUNTS_MAX) return "accountsMany";
  if (draft.kind === "units") {
    const units = unitsOf(draft.units);
    if (units.length === 0 || badUnitsOf(units).length > 0) return "units";
    if (units.length > UNITS_MAX) return "unitsMany";
  }
  const priority = Number(draft.priority);
  if (draft.priority.trim() === "" || !Number.isInteger(priority) || Math.abs(priority) > PRIORITY_MAX) return "priority";
  return null;
}

function conditionOf(draft: RuleDraft): Partial<RuleBody> {
  if (draft.kind === "formula") return { formula: draft.formula.trim() };
  if (draft.kind === "named") return { accounts: draft.accounts };
  return { units: unitsOf(draft.units), ...(draft.country ? { country: draft.country } : {}) };
}

export function bodyOf(draft: RuleDraft): RuleBody {
  return {
    territory: draft.territory, name: draft.name.trim(), kind: draft.kind, priority: Number(draft.priority), is_overlay: draft.isOverlay, is_open: draft.isOpen, ...conditionOf(draft),
  };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

// What a form changes of a rule; null: nothing. A condition of another kind goes as a whole.
export function changeOf(before: RuleDraft, after: RuleDraft): RulePatch | null {
  const [old, now] = [bodyOf(before), bodyOf(after)];
  if (isSame(old, now)) return null;
  const condition = conditionOf(after);
  const change = Object.fromEntries(Object.entries(now).filter(([part, value]) => !isSame(value, old[part as keyof RuleBody])));
  if (old.kind !== now.kind) return { ...change, ...condition };
  // A country that is gone has to be said.
  return old.country && !now.country ? { ...change, country: "" } : change;
}

export const PARTS = ["name", "territory", "condition", "priority", "isOverlay", "isOpen"] as const;
export type Part = (typeof PARTS)[number];

const KEYS: Record<Part, (keyof RuleDraft)[]> = {
  name: ["name"], territory: ["territory"], condition: ["kind", "formula", "accounts", "country", "units"], priority: ["priority"], isOverlay: ["isOverlay"], isOpen: ["isOpen"],
};

export function differences(a: RuleDraft, b: RuleDraft): Part[] {
  return PARTS.filter((part) => (part === "condition" ? !isSame([a.kind, conditionOf(a)], [b.kind, conditionOf(b)]) : KEYS[part].some((key) => !isSame(a[key], b[key]))));
}

// The typed values without those of one part.
export function without(edits: Partial<RuleDraft>, part: Part): Partial<RuleDraft> {
  return Object.fromEntries(Object.entries(edits).filter(([key]) => !KEYS[part].includes(key as keyof RuleDraft)));
}

export type Change = "added" | "changed";

// How a draft differs from what is in force: what is new or other in it, and how many are gone.
export function comparedWith(active: AssignmentRule[], draft: AssignmentRule[]): { marks: Map<string, Change>; removed: number } {
  const before = new Map(active.map((rule) => [rule.id, rule]));
  const marks = new Map<string, Change>();
  for (const rule of draft) {
    const old = before.get(rule.id);
    if (!old) marks.set(rule.id, "added");
    else if (changeOf(draftOf(old), draftOf(rule))) marks.set(rule.id, "changed");
  }
  const kept = new Set<string>(draft.map(({ id }) => id));
  return { marks, removed: active.filter(({ id }) => !kept.has(id)).length };
}
