// Workload, potential, market size and white space (docs/spec/potential.md). Decimals and amounts are exact texts.
import type { AccountId } from "./crm";
import type { LayerId } from "./market_layers";
import type { TerritoryId } from "./types";

export interface VisitRule {
  name: string;
  formula: string;
  a_year: number;
}
export interface WorkloadModel {
  visits: VisitRule[];
  // Of a visit, by an account's complexity 1 to 5.
  minutes_by_complexity: number[];
  complexity_default: number;
  detour: string;
  speed_kmh: string;
  distance_most_km: string;
  hours_a_year: string;
  layer?: LayerId | null;
  // 0: nobody has changed it yet.
  version: number;
}

export interface PotentialRule {
  name: string;
  formula: string;
  amount: string;
}
export interface PotentialModel {
  rules: PotentialRule[];
  serviceable?: string | null;
  obtainable: string;
  layer?: LayerId | null;
  version: number;
}
export interface TriedRule {
  name: string;
  // For how many accounts its condition holds, counts (no earlier rule did), and holds without an amount.
  held: number;
  counted: number;
  no_amount: number;
  // Why it never counts.
  finding?: "never_held" | "overtaken" | "no_amount";
  accounts: { account: AccountId; name: string; amount: string }[];
}
export interface PotentialTrial {
  currency: string;
  numbers: MarketNumbers;
  rules: TriedRule[];
  unconverted: Unconverted[];
}

// What is left out of a sum, for it is in another currency.
export interface Unconverted {
  currency: string;
  amount: string;
  count: number;
}

export const SIZE_BY = ["territory", "industry", "country"] as const;
export type SizeBy = (typeof SIZE_BY)[number];
export interface MarketNumbers {
  tam: string;
  sam: string;
  som: string;
  potential: string;
  revenue: string;
  // A share; null: there is nothing to divide by.
  penetration: string | null;
  white_space: string;
  open_pipeline: string;
  accounts: number;
  customers: number;
  unknown: number;
  serviceable: number;
  // Accounts whose money the models could not read for want of an exchange rate.
  without_rate: number;
}
export interface MarketPart {
  // A territory's id, an industry or a country; empty: of none.
  key: string;
  name: string;
  numbers: MarketNumbers;
}
export interface MarketSize {
  all: MarketNumbers;
  items: MarketPart[];
  others?: { count: number; numbers: MarketNumbers };
  currency: string;
  tam_from: "units" | "accounts";
  // Absent: counted just now.
  as_of?: string;
  unconverted: Unconverted[];
}
export interface WhiteSpace {
  account: AccountId;
  name: string;
  territory: TerritoryId | null;
  potential: string;
  revenue: string;
  white_space: string;
  score: number | null;
}

export interface AccountMarket {
  account: AccountId;
  currency: string;
  // null: unknown, for no rule holds.
  potential: string | null;
  rule: { name: string; formula: string; amount: string; parts: { text: string; value: string }[] } | null;
  is_serviceable: boolean;
  is_without_rate: boolean;
  revenue: string;
  is_customer: boolean;
  revenue_before: string;
  open_pipeline: string;
  white_space: string | null;
  // Distances are null until the company was first counted.
  workload: { visits: number; rule: string | null; minutes: number; distance_km: string | null; travel_minutes: string | null; hours: string; unit: string | null; accounts_in_unit: number };
  unconverted: Unconverted[];
}

export const MARKET_MEASURES = [
  "accounts", "customers", "revenue", "growth", "open_pipeline", "potential", "penetration", "white_space", "workload_hours", "workload_a_rep", "fit", "top_five_share", "visited_share", "win_rate", "distance",
] as const;
export type MarketMeasure = (typeof MARKET_MEASURES)[number];
export type MarketUnit = "accounts" | "money" | "share" | "hours" | "score" | "km";
export interface TerritoryMeasure {
  key: MarketMeasure;
  unit: MarketUnit;
  // null: nothing is known.
  value: string | null;
  median: string | null;
  // Among this territory and its peers, of which `count` have a value; 1 is the best.
  rank?: number;
  count?: number;
  better?: "more" | "less";
}
export interface RankFinding {
  kind: "strength" | "challenge";
  measure: MarketMeasure;
  value?: string | null;
  median?: string | null;
  rank?: number | null;
  count?: number;
}
export interface AccountsFinding {
  kind: "gap";
  accounts: Pick<WhiteSpace, "account" | "name" | "potential" | "revenue" | "white_space">[];
}
export interface IndustriesFinding {
  kind: "gap";
  // How many peers sell to it, and how many accounts of it there are here.
  industries: { industry: string; peers: number; accounts: number }[];
}
export type TerritoryFinding = RankFinding | AccountsFinding | IndustriesFinding;
export interface TerritoryMarket {
  territory: TerritoryId;
  name: string;
  currency: string;
  as_of?: string;
  // "none": there are too few to rank anything.
  peers: { count: number; of: "parent" | "all" | "none" };
  measures: TerritoryMeasure[];
  findings: TerritoryFinding[];
  unconverted: Unconverted[];
  without_rate: number;
}
