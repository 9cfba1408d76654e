// The shapes of the market (docs/spec/market.md), from the server's document, with ids that do not mix.
import type { AccountId } from "./crm";
import type { components } from "./generated/schema";
import type { Id, TerritoryId } from "./types";

type Schemas = components["schemas"];

export type IcpId = Id<"icp">;
export type ObjectiveId = Id<"objective">;

export type Criterion = Schemas["IcpCriterion"];
export type IcpProfile = Omit<Schemas["IcpProfile"], "id"> & { id: IcpId };
// Which of the two is meant.
export type IcpState = "active" | "draft";
export type IcpProfiles = Record<IcpState, IcpProfile | null>;

export type IcpMean = Schemas["IcpMean"];
export type CriterionCounts = Schemas["IcpCriterionCounts"];
export type TerritoryMean = Omit<Schemas["IcpTerritory"], "territory"> & { territory: TerritoryId };
export type ScoredAccount = Omit<Schemas["IcpAccount"], "account" | "territory"> & { account: AccountId; territory?: TerritoryId };
export type IcpScores = Omit<Schemas["IcpScores"], "profile" | "territories" | "best"> & { profile: IcpProfile; territories: TerritoryMean[]; best: ScoredAccount[] };

export type CriterionMark = Schemas["IcpMark"];
export type AccountScore = Schemas["IcpScore"];

export type Tally = Schemas["IcpTally"];
export type Lift = Schemas["IcpLift"];
export type CriterionFit = Schemas["IcpCriterionFit"];
export type IcpFit = Schemas["IcpFit"];

export const METRICS = ["revenue", "new_business_revenue", "existing_business_revenue", "new_accounts"] as const satisfies readonly Schemas["Objective"]["metric"][];
export type Metric = (typeof METRICS)[number];
export const SHARE_WAYS = ["weights", "even", "potential", "prior_period"] as const satisfies readonly Schemas["Objective"]["shared_by"][];
export type ShareWay = (typeof SHARE_WAYS)[number];
export type ObjectiveShare = Omit<Schemas["ObjectiveShare"], "territory" | "within"> & { territory: TerritoryId; within?: TerritoryId };
export type Objective = Omit<Schemas["Objective"], "id" | "shares"> & { id: ObjectiveId; shares: ObjectiveShare[] };
// An objective as it was shared out, or would be.
export type SharedObjective = Objective & { basis: Schemas["ObjectiveBasis"] };
// An amount in a currency, or a number of accounts.
export type Figure = Schemas["ObjectiveFigure"];
export type Progress = Schemas["ObjectiveProgressOfAll"];
export type ShareProgress = Omit<Schemas["ObjectiveShareProgress"], "territory"> & { territory: TerritoryId };
export type ObjectiveProgress = Omit<Schemas["ObjectiveProgress"], "shares"> & { shares: ShareProgress[] };
