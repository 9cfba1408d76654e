// The server's types by their short names, with ids that do not mix: a PersonId is not a JobId, although both are text.
import type { components } from "./generated/schema";

type Schemas = components["schemas"];
declare const tag: unique symbol;
export type Id<Tag extends string> = string & { readonly [tag]: Tag };
type With<T, IdType> = Omit<T, "id"> & { id: IdType };

export type PersonId = Id<"person">;
export type JobId = Id<"job">;
export type PlanId = Id<"plan">;
export type TokenId = Id<"token">;
export type WebhookId = Id<"webhook">;
export type TerritoryId = Id<"territory">;
export type PositionId = Id<"position">;

// An id out of an address, where the server decides whether there is such a thing.
export function idFrom<T extends Id<string>>(text: string | undefined): T {
  return (text ?? "") as T;
}

export type Session = Schemas["Session"];
export type Role = Session["roles"][number];
export type Permission = Session["permissions"][number];
export type Person = With<Schemas["Person"], PersonId>;
export type Job = With<Schemas["Job"], JobId>;
export type Plan = With<Schemas["Plan"], PlanId>;
export type PlanViolation = Schemas["PlanViolation"];
export type PlanTerritory = Schemas["PlanTerritory"];
// GeoJSON (RFC 7946), a feature a territory; `colour` from 0 to 5, and neighbours differ.
export interface TerritoryMap {
  type: "FeatureCollection";
  features: { type: "Feature"; geometry: unknown; properties: { index: number; name: string; colour: number } }[];
}
export type Dataset = Schemas["Dataset"];
export type Token = With<Schemas["Token"], TokenId>;
export type Territory = With<Omit<Schemas["Territory"], "parent" | "owner" | "overlays">, TerritoryId> & {
  parent?: TerritoryId;
  owner?: PositionId;
  overlays: PositionId[];
};
export type Position = With<Omit<Schemas["Position"], "person" | "territories">, PositionId> & { person?: PersonId; territories: TerritoryId[] };
export type PositionKind = Position["kind"];
export type Assignment = Schemas["Assignment"];
export type Placement = Schemas["Placement"];
export type Webhook = With<Schemas["Webhook"], WebhookId>;
export type Delivery = Schemas["Delivery"];
export type Company = Schemas["Company"];
export type AuditEntry = Schemas["AuditEntry"];
export type AuditVerification = Schemas["AuditVerification"];
export type RolePermissions = Schemas["RolePermissions"];

export interface Page<T> {
  items: T[];
  next?: string | undefined;
}

export const ROLES: readonly Role[] = ["admin", "planner", "manager", "rep", "finance", "people_ops", "auditor"];
