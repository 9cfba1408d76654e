// The shapes of assignment rules (docs/spec/assignment-rules.md), from the server's document, with ids that do not mix.
import type { AccountId } from "./crm";
import type { components } from "./generated/schema";
import type { Id, JobId, PersonId, TerritoryId } from "./types";

type Schemas = components["schemas"];

export type RuleId = Id<"rule">;
export type RuleSetId = Id<"ruleset">;

export const KINDS = ["formula", "named", "units"] as const satisfies readonly Schemas["AssignmentRule"]["kind"][];
export type RuleKind = (typeof KINDS)[number];

export type AssignmentRule = Omit<Schemas["AssignmentRule"], "id" | "territory" | "accounts"> & { id: RuleId; territory: TerritoryId; accounts?: AccountId[] };
export type RuleSet = Omit<Schemas["RuleSet"], "id" | "parent" | "job"> & { id: RuleSetId; parent?: RuleSetId; job?: JobId };
export interface RulesOfSet {
  set: RuleSet | null;
  items: AssignmentRule[];
}

export type TerritoryShift = Omit<Schemas["TerritoryShift"], "territory"> & { territory: TerritoryId };
export type RuleFigures = Omit<Schemas["RuleFigures"], "rule"> & { rule: RuleId };
export interface AccountMove {
  account: AccountId;
  from?: TerritoryId;
  to?: TerritoryId;
  rule?: RuleId;
}
export interface RuleConflict {
  account: AccountId;
  rule: RuleId;
  other: RuleId;
}
export type RuleNote = Omit<Schemas["RuleNote"], "rule" | "other"> & { rule: RuleId; other?: RuleId };
export type RulesPreview = Omit<Schemas["AssignmentPreview"], "notes" | "set" | "territories" | "rules" | "gap_examples" | "conflict_examples" | "move_examples"> & {
  set: RuleSetId;
  territories: TerritoryShift[];
  rules: RuleFigures[];
  gap_examples: AccountId[];
  conflict_examples: RuleConflict[];
  move_examples: AccountMove[];
  notes: RuleNote[];
};

export type WhyRule = Omit<Schemas["WhyRule"], "rule" | "territory" | "parents" | "beaten_by"> & { rule: RuleId; territory: TerritoryId; parents: TerritoryId[]; beaten_by?: RuleId };
export type SmallestChange = Omit<Schemas["SmallestChange"], "territory" | "rule"> & { territory?: TerritoryId; rule?: RuleId };
export type Aligned = Omit<Schemas["AlignedTerritory"], "territory" | "rule"> & { territory?: TerritoryId; rule?: RuleId };
export type AccountWhy = Omit<Schemas["AccountWhy"], "territory" | "rule" | "aligned" | "overlays" | "rules" | "changes"> & {
  territory?: TerritoryId;
  rule?: RuleId;
  aligned?: Aligned;
  overlays: { territory: TerritoryId; rule: RuleId }[];
  rules: WhyRule[];
  changes: SmallestChange[];
};

// What was recorded of where an account belongs; until the server's document describes it, by hand.
export interface AlignmentRow {
  // Absent: none; of an overlay: it is not in that one any more.
  territory?: TerritoryId;
  territory_name?: string;
  // Beside the account's own territory.
  is_overlay?: boolean;
  valid_from: string;
  // The day after the last one.
  valid_to?: string;
  // "rule", "manual", "geography", "import", and what may come.
  reason?: string;
  rule?: RuleId;
  recorded_at?: string;
  recorded_by?: PersonId;
  // Present: not believed any more since then.
  superseded_at?: string;
}
