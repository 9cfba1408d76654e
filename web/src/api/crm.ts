// The CRM's shapes (docs/spec/crm.md), written by hand until the server's document describes them.
import type { components } from "./generated/schema";
import type { Id, JobId, PersonId } from "./types";

export const OBJECTS = ["account", "contact", "lead", "opportunity", "order", "activity", "task", "note", "finding"] as const;
export type ObjectName = (typeof OBJECTS)[number];
export type RecordId = Id<ObjectName>;
export type AccountId = Id<"account">;
export type ImportId = Id<"import">;

export const PLURALS = {
  account: "accounts", contact: "contacts", lead: "leads", opportunity: "opportunities", order: "orders", activity: "activities", task: "tasks", note: "notes", finding: "findings",
} as const satisfies Record<ObjectName, string>;

export type FieldType = "text" | "whole" | "decimal" | "money" | "truth" | "date" | "instant" | "choice" | "stage" | "record" | "person" | "territory";
export type TextForm = "line" | "paragraph" | "email" | "phone" | "url" | "country";

export interface CrmField {
  name: string;
  type: FieldType;
  form?: TextForm;
  is_required: boolean;
  is_custom: boolean;
  // Of a number: its range. Of a text: at most so many bytes.
  least?: number | string;
  most?: number | string;
  choices?: string[];
  refers_to?: ObjectName;
  // Only custom fields have a label and a version; `name` is their key.
  label?: string;
  version?: number;
  // Shown and asked for, but not changed here: the territory of an account.
  is_derived?: boolean;
}
export interface CrmObject {
  name: ObjectName;
  plural: string;
  title: string[];
  fields: CrmField[];
  hidden: CrmField[];
}

// An exact decimal as text, never a number.
export interface Money {
  amount: string;
  currency: string;
}
export type FieldValue = string | number | boolean | Money;

export interface CrmRecord {
  id: RecordId;
  version: number;
  title: string;
  external_id?: string;
  custom?: Record<string, FieldValue>;
  created_at: string;
  updated_at: string;
  labels?: Record<string, string>;
  [field: string]: unknown;
}
// What is sent: null empties a field.
export type RecordChange = Record<string, unknown> & { custom?: Record<string, unknown> };

export const IS = ["eq", "ne", "lt", "le", "gt", "ge", "in", "begins", "empty", "filled"] as const;
export interface Condition {
  field: string;
  is: (typeof IS)[number];
  value?: FieldValue | FieldValue[];
}
// The server takes ten; one is left for the group that is unfolded.
export const CONDITIONS_MAX = 9;

export interface Group {
  // Absent: the records whose field is empty.
  value?: FieldValue | null;
  label?: string;
  count: number;
  sums?: Record<string, Money[]>;
}

export interface TimelineItem {
  at: string;
  object: ObjectName;
  record: CrmRecord;
}

export type Outcome = "open" | "won" | "lost";
export interface Stage {
  key: string;
  name: string;
  probability: number;
  outcome: Outcome;
}
export interface Pipeline {
  key: string;
  name: string;
  stages: Stage[];
  version: number;
}

export type ImportState = "uploaded" | "checking" | "checked" | "running" | "done" | "cancelled" | "failed";
export type ImportMode = "all_or_nothing" | "good_rows";
export interface ImportColumn {
  name: string;
  samples: string[];
  field?: string;
  why?: string;
  // What `why` says, in one word.
  why_code?: string;
}
// What was decided at the last check or run.
export interface ImportOrder {
  mapping: Record<string, string>;
  // Field -> what an empty cell of it is read as.
  defaults?: Record<string, string>;
  currency?: string;
  decimal_mark?: "." | ",";
  date_order?: "dmy" | "mdy" | "ymd";
  mode?: ImportMode;
}
export interface ImportProblem {
  line: number;
  column?: string;
  field?: string;
  value?: string;
  rule?: string;
  message: string;
}
export interface ImportOutcome {
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  problems: ImportProblem[];
}
export interface CrmImport {
  id: ImportId;
  object: ObjectName;
  name: string;
  state: ImportState;
  row_count: number;
  delimiter: string;
  decimal_mark: "." | ",";
  date_order: "dmy" | "mdy" | "ymd";
  source?: "salesforce" | "hubspot";
  order?: ImportOrder;
  notes: string[];
  columns: ImportColumn[];
  outcome?: ImportOutcome;
  job?: JobId;
  created_at?: string;
  created_by?: PersonId;
}

export interface Fault {
  rule: string;
  message: string;
  // In bytes of UTF-8.
  offset: number;
  size: number;
  line: number;
  column: number;
  replacement?: string;
}
export interface FormulaCheck {
  type?: string;
  faults: Fault[];
  preview: { id: RecordId; title: string; value?: string | null }[];
  count: number;
  matches?: number;
}
export interface FormulaFunction {
  name: string;
  form: string;
}

// The objects whose records may be there twice. Of all of them pairs and merges look the same.
export const DOUBLED = ["account", "contact", "lead"] as const satisfies readonly ObjectName[];
export type DoubledObject = (typeof DOUBLED)[number];
export const isDoubled = (object: ObjectName): object is DoubledObject => (DOUBLED as readonly ObjectName[]).includes(object);
export type LikelyPair = components["schemas"]["AccountPair"];
export type Merge = components["schemas"]["AccountMerge"];
export type UndoneMerge = components["schemas"]["UndoneMerge"];
