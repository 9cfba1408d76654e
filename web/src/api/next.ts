// What to do next: the server's list of accounts with its reasons, and the company's weights (docs/spec/next.md).
import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { AccountId, Money, RecordId } from "./crm";
import type { TerritoryId } from "./types";

export const NEXT_PARTS = ["value", "fit", "cadence", "recency"] as const;
export type NextPart = (typeof NEXT_PARTS)[number];
export type NextKind = "existing" | "new";

export type NextReason =
  | { reason: "overdue"; days: number; every: number }
  | { reason: "never_contacted" }
  | { reason: "worth"; potential?: Money; revenue?: Money; rank: number; of: number }
  | { reason: "white_space"; amount: Money }
  | { reason: "fits"; score: string }
  | { reason: "falling"; revenue: Money; before: Money }
  | { reason: "sign"; days: number }
  | { reason: "closing"; opportunity: RecordId; name: string; day: string; amount?: Money }
  | { reason: "task"; task: RecordId; subject: string; due: string };

export interface NextItem {
  account: AccountId;
  name: string;
  territory?: TerritoryId;
  kind: NextKind;
  points: string;
  suggest: "visit" | "call";
  parts: { part: NextPart; weight: number; share: string }[];
  last_contact?: string;
  every_days?: number;
  reasons: NextReason[];
}

export interface NextList {
  items: NextItem[];
  existing: number;
  new: number;
  left_out: NextPart[];
}

export interface NextPolicy extends Record<NextPart, number> {
  new_share: string;
  version: number;
}

const SHOWN = 25;

export const nextQuery = (kind: NextKind | "both", territory: TerritoryId | "", limit = SHOWN) =>
  queryOptions({
    queryKey: ["crm", "next", kind, territory, limit],
    queryFn: ({ signal }) => api.get("/next", { query: { ...(kind === "both" ? {} : { kind }), ...(territory ? { territory } : {}), limit }, signal }) as Promise<unknown> as Promise<NextList>,
  });
export const nextPolicyQuery = queryOptions({
  queryKey: ["market", "next-policy"],
  queryFn: ({ signal }) => api.get("/next-policy", { signal }) as Promise<unknown> as Promise<NextPolicy>,
});
