// A plan while people change it: boards, changes, offers, diffs and merges (docs/spec/plan-studio.md). A unit's place is its index in the data set.
import type { ProposalId } from "./discussion";
import type { Id, Job, JobId, PersonId, Plan, PlanId } from "./types";

export type OfferId = Id<"offer">;
export type Side = "ours" | "theirs";

export interface BoardTerritory {
  index: number;
  // Shared with scenarios: what a territory is in diffs and merges.
  id: string;
  name: string;
  colour: number;
  units: number;
  amounts: Record<string, number>;
  deviations: Record<string, number>;
  rms_km: number;
  radius_km: number;
  pieces: number;
  // Absent where it has no unit.
  centre?: { lon: number; lat: number };
}

export interface Totals {
  rms_km: number;
  fragments: number;
  worst_deviation: Record<string, number>;
  // Territories outside their tolerance, by measure.
  outside: Record<string, number>;
  violations: number;
}

export const CHANGE_KINDS = ["edit", "undo", "redo", "restore", "merge", "offer", "import", "proposal", "state"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export interface ChangeName {
  number: number;
  kind: ChangeKind;
  units: number;
  by?: string;
}
export interface PlanChange extends ChangeName {
  at: string;
  reason?: string;
  territories: number[];
  // Demands that it made and gave up.
  demanded?: number;
  released?: number;
  takes_back?: number;
  state?: Plan["state"];
  // That was accepted by it.
  proposal?: ProposalId;
}

// What the optimiser never breaks. A pin and a forbidden unit have one unit and a territory, a group two or more units, a barrier two that border each other.
export const DEMAND_KINDS = ["pin", "forbid", "together", "barrier"] as const;
export type DemandKind = (typeof DEMAND_KINDS)[number];
// Units by place.
export interface Demand {
  kind: DemandKind;
  units: number[];
  territory?: number;
}
// Units by id.
export interface NewDemand {
  kind: DemandKind;
  units: string[];
  territory?: number;
}

export interface Board {
  plan: PlanId;
  revision: number;
  state: Plan["state"];
  territories: BoardTerritory[];
  territory_of: number[];
  locked: number[];
  demands: Demand[];
  totals: Totals;
  undo?: ChangeName;
  redo?: ChangeName;
  base?: { plan: PlanId; name: string };
}

// Units by id.
export interface NewChange {
  revision: number;
  moves?: { to: number; units: string[] }[];
  lock?: string[];
  unlock?: string[];
  add?: { name: string }[];
  rename?: { index: number; name: string }[];
  demand?: NewDemand[];
  release?: NewDemand[];
  reason?: string;
}
// What a change breaks or mends in a territory.
export interface BoardEffect {
  kind: "balance" | "pieces" | "empty" | "pin" | "forbid" | "together";
  // Of a group that is torn apart, that of its first unit.
  territory: number;
  measure?: string;
  deviation?: number;
  tolerance?: number;
  pieces?: number;
  demand?: Demand;
}
export interface BoardChange {
  written: boolean;
  revision: number;
  territory_count: number;
  change?: PlanChange;
  territory_of: [number, number][];
  locked: number[];
  unlocked: number[];
  demanded: Demand[];
  released: Demand[];
  before: BoardTerritory[];
  after: BoardTerritory[];
  totals_before: Totals;
  totals: Totals;
  breaks: BoardEffect[];
  mends: BoardEffect[];
  undo?: ChangeName;
  redo?: ChangeName;
}

export interface NewOptimisation {
  territories?: number[];
  seconds?: number;
  // The most of the first measure that may change hands, as a share.
  disruption_cap?: number;
  balance?: { measure: string; tolerance: number }[];
}
export interface Offer {
  id: OfferId;
  at: string;
  by?: string;
  job: JobId;
  revision: number;
  // The part that was optimised; none: all of it.
  territories: number[];
  units_moved: number;
  // Absent while it is being looked for.
  before?: Totals;
  after?: Totals;
  state: "running" | "open" | "accepted" | "dismissed";
}
export interface OfferDetail extends Offer {
  territory_of: [number, number][];
  territories_before: BoardTerritory[];
  territories_after: BoardTerritory[];
  breaks: BoardEffect[];
  mends: BoardEffect[];
  // Units it moves that were changed since; then there are no figures.
  changed_since: number[];
}

// What a plan gives: the typical distance, the worst deviation of any territory and measure, and the share that changes hands. Less is better in each.
export interface Tradeoff {
  travel_km: number;
  deviation: number;
  moved: number;
}
export interface FrontPoint {
  offer: Offer;
  gives: Tradeoff;
  // No other, the present plan included, is at least as good in all three and better in one.
  is_on_front: boolean;
}
// That a choice was looked for.
export interface FrontHead {
  job: JobId;
  state: Job["state"];
  at: string;
  by?: PersonId;
  // Found so far.
  points: number;
}
// Several offers to choose from, in the order in which they were found; none where nothing was found yet.
export interface Front {
  job: JobId;
  present: Tradeoff;
  is_present_on_front: boolean;
  points: FrontPoint[];
}

export type BoardFigures = Omit<BoardTerritory, "index" | "id" | "name" | "colour">;
export interface DiffTerritory {
  id: string;
  name: string;
  name_then?: string;
  index?: number;
  index_then?: number;
  before?: BoardFigures;
  after?: BoardFigures;
  units_gained: number;
  units_lost: number;
}
export interface PlanDiff {
  plan: { id: PlanId; name: string };
  with: { id: PlanId; name: string };
  units_moved: number;
  measures: Record<string, { moved: number; share: number }>;
  territories: DiffTerritory[];
  flows: { from: string; to: string; units: number; amounts: Record<string, number> }[];
  moves: [number, number, number][];
  // Of the other plan alone, and of this one alone; each with its own territories.
  demanded: Demand[];
  released: Demand[];
  totals: Totals;
  totals_then: Totals;
}

export interface MergeConflict {
  unit: number;
  base: string;
  ours: string;
  theirs: string;
}
export interface NewMerge {
  from: PlanId;
  take?: { unit: string; side: Side }[];
  take_names?: { id: string; side: Side }[];
  take_all?: Side;
  preview?: boolean;
}
export interface PlanMerge {
  conflicts: MergeConflict[];
  name_conflicts: { id: string; base: string; ours: string; theirs: string }[];
  units_taken: number;
  change: BoardChange;
}

// Where one territory stands among all: the first is the largest; low, middle and high are the quartiles.
export interface Standing {
  rank: number;
  mean: number;
  low: number;
  middle: number;
  high: number;
}
export interface TerritoryFacts {
  plan: { id: PlanId; name: string };
  index: number;
  id: string;
  name: string;
  units: number;
  pieces: number;
  // How many there are.
  territories: number;
  measures: (Standing & { name: string; amount: number; share: number; deviation?: number; tolerance?: number })[];
  travel: Standing & { rms_km: number };
  since?: {
    plan: { id: PlanId; name: string };
    is_new: boolean;
    units_gained: number;
    units_lost: number;
    measures: { name: string; gained: number; lost: number }[];
    exchanges: { territory: string; units_gained: number; units_lost: number }[];
  };
}

// The units of a data set: parallel lists.
export interface DatasetUnits {
  units: string[];
  lon: number[];
  lat: number[];
  measures: { name: string; values: number[] }[];
}
