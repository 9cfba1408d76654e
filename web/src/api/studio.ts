// A plan while people change it: boards, changes, offers, diffs and merges (docs/spec/plan-studio.md), from the server's document, with ids that do not mix. A unit's place
// is its index in the data set.
import type { ProposalId } from "./discussion";
import type { components } from "./generated/schema";
import type { Id, JobId, PersonId, PlanId } from "./types";

type Schemas = components["schemas"];
// A shape of the document, of which some members say more here.
type With<T, More> = Omit<T, keyof More> & More;

export type OfferId = Id<"offer">;
export type Side = NonNullable<Schemas["MergeRequest"]["take_all"]>;

export type BoardTerritory = Schemas["BoardTerritory"];
export type Totals = Schemas["BoardTotals"];

export type ChangeName = Schemas["BoardChangeName"];
export type ChangeKind = ChangeName["kind"];
export type PlanChange = With<Schemas["BoardChange"], { proposal?: ProposalId }>;

// What the optimiser never breaks. A pin and a forbidden unit have one unit and a territory, a group two or more units, a barrier two that border each other.
export const DEMAND_KINDS = ["pin", "forbid", "together", "barrier"] as const satisfies Demand["kind"][];
// Units by place.
export type Demand = Schemas["BoardDemand"];
export type DemandKind = Demand["kind"];
// Units by id.
export type NewDemand = Schemas["NewBoardDemand"];

export type Board = With<Schemas["Board"], { plan: PlanId; base?: With<Schemas["BoardBase"], { plan: PlanId }> }>;

// Units by id.
export type NewChange = Schemas["NewBoardChange"];
// What a change breaks or mends in a territory; of a group that is torn apart, in that of its first unit.
export type BoardEffect = Schemas["BoardEffect"];
// [unit, territory]
type Placed = [number, number];
export type BoardChange = With<Schemas["BoardOutcome"], { change?: PlanChange; territory_of: Placed[] }>;

export type NewOptimisation = Schemas["OptimiseRequest"];
export type Offer = With<Schemas["PlanOffer"], { id: OfferId; job: JobId }>;
// Where units that it moves were changed since, there are no figures.
export type OfferDetail = With<Schemas["PlanOfferView"], { id: OfferId; job: JobId; territory_of: Placed[] }>;

// What a plan gives: the typical distance, the worst deviation of any territory and measure, and the share that changes hands. Less is better in each.
export type Tradeoff = Schemas["PlanTradeoff"];
// On the front no other, the present plan included, is at least as good in all three and better in one.
export type FrontPoint = With<Schemas["PlanFrontPoint"], { offer: Offer }>;
// That a choice was looked for.
export type FrontHead = With<Schemas["PlanFrontHead"], { job: JobId; by?: PersonId }>;
// Several offers to choose from, in the order in which they were found; none where nothing was found yet.
export type Front = With<Schemas["PlanFront"], { job: JobId; points: FrontPoint[] }>;

export type BoardFigures = Schemas["BoardFigures"];
export type DiffTerritory = Schemas["TerritoryDiff"];
type NamedPlan = With<Schemas["PlanName"], { id: PlanId }>;
// A move: the unit, the territory here, and that in the other plan.
export type PlanDiff = With<Schemas["PlanDiff"], { plan: NamedPlan; with: NamedPlan; moves: [number, number, number][] }>;

export type MergeConflict = Schemas["MergeConflict"];
export type NewMerge = With<Schemas["MergeRequest"], { from: PlanId }>;
export type PlanMerge = With<Schemas["PlanMerge"], { change: BoardChange }>;

// Where one territory stands among all: the first is the largest; low, middle and high are the quartiles.
export type Standing = Omit<Schemas["TravelFacts"], "rms_km">;
export type TerritoryFacts = Schemas["TerritoryFacts"];

// The units of a data set: parallel lists.
export type DatasetUnits = Schemas["DatasetUnits"];
