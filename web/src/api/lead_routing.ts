// How leads are routed: the company's policy and what it would do, where a lead was sent and why, and the queue (docs/spec/lead-routing.md).
import { queryOptions } from "@tanstack/react-query";
import { loose } from "./client";
import type { AccountId, RecordId } from "./crm";
import type { PersonId, TerritoryId } from "./types";

export const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEK)[number];

export interface WorkingHours {
  day: Weekday;
  from: string;
  to: string;
}

export type LeadMethod = "round_robin" | "least_loaded";

export interface LeadPerson {
  person: PersonId;
  is_away?: boolean;
  capacity?: number;
  zone?: string;
  hours?: WorkingHours[];
  days_off?: string[];
}

export interface LeadPolicy {
  is_on: boolean;
  method: LeadMethod;
  capacity: number;
  has_overlays: boolean;
  does_keep_own: boolean;
  protect: string;
  minutes: number;
  is_late_reassigned: boolean;
  zone: string;
  hours: WorkingHours[];
  days_off: string[];
  people: LeadPerson[];
  version: number;
}

export type CandidateOutcome = "taken" | "turn" | "load" | "begins" | "full" | "away" | "inactive" | "never_works" | "had_it";
export type WaitReason = "no_territory" | "no_people" | "nobody_fits" | "released";

export interface LeadCandidate {
  person: PersonId;
  name?: string;
  outcome: CandidateOutcome;
  open: number;
  capacity: number;
  begins?: string;
}

export interface LeadWhy {
  account?: AccountId;
  account_by?: "given" | "contact" | "domain" | "name";
  is_protected: boolean;
  territory_by: "none" | "given" | "account" | "rule";
  rule?: string;
  rule_name?: string;
  owner_by: "none" | "given" | "own" | "account" | "policy" | "late" | "hand" | "taken";
  waits?: WaitReason;
  method?: LeadMethod;
  candidates: LeadCandidate[];
}

interface Place {
  territory?: TerritoryId;
  territory_name?: string;
  owner?: PersonId;
  owner_name?: string;
  due_at?: string;
}

export interface LeadTrial extends Place {
  why: LeadWhy;
}

interface Clock extends Place {
  lead: RecordId;
  is_late: boolean;
  arrived_at?: string;
  assigned_at?: string;
  answered_at?: string;
  moves: number;
}

export interface LeadRouting extends Clock {
  state: "unrouted" | "waiting" | "running" | "answered" | "closed";
  why?: LeadWhy;
}

export interface QueuedLead extends Clock {
  state: "waiting" | "running";
  company: string;
  name: string;
  status: string;
  source: string;
  city: string;
  country: string;
  waits?: WaitReason;
}

export const QUEUE_KINDS = ["waiting", "late", "due"] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

export interface LeadQueue extends Record<QueueKind, number> {
  items: QueuedLead[];
  now: string;
  next?: string;
}

// Where it says up to so many, there may be more.
export const QUEUE_COUNT_MAX = 1_000;

export const leadPolicyQuery = queryOptions({
  queryKey: ["rules", "lead-policy"],
  queryFn: ({ signal }) => loose.get<LeadPolicy>("/lead-policy", { signal }),
});
export const leadRoutingQuery = (lead: RecordId) =>
  queryOptions({
    queryKey: ["crm", "records", "lead", "routing", lead],
    queryFn: ({ signal }) => loose.get<LeadRouting>("/leads/{lead}/routing", { path: { lead }, signal }),
  });
export const leadQueueQuery = (kind: QueueKind, isMine: boolean, cursor: string | undefined) =>
  queryOptions({
    queryKey: ["crm", "records", "lead", "queue", kind, isMine, cursor],
    queryFn: ({ signal }) => loose.get<LeadQueue>("/lead-queue", { query: { kind, mine: isMine ? "true" : undefined, cursor }, signal }),
    refetchInterval: 60_000,
  });

export const saveLeadPolicy = ({ version, ...body }: LeadPolicy) => loose.put<LeadPolicy>("/lead-policy", { version, body });
export const tryLead = (body: { lead: Record<string, unknown>; policy?: Omit<LeadPolicy, "version">; at?: string }) => loose.post<LeadTrial>("/lead-policy/preview", { body });
export const takeLead = (lead: RecordId) => loose.post<LeadRouting>("/leads/{lead}/take", { path: { lead } });
// To somebody, or anew as the policy has it.
export const sendLead = (lead: RecordId, person?: PersonId) => loose.post<LeadRouting>("/leads/{lead}/send", { path: { lead }, body: person ? { person } : {} });
