// The CRM's shapes (docs/spec/crm.md), from the server's document with ids that do not mix. Records, and what their fields decide, are written by hand:
// the document leaves open which fields there are.
import type { components } from "./generated/schema";
import type { Id, JobId, PersonId } from "./types";

type Schemas = components["schemas"];

export const OBJECTS = ["account", "contact", "lead", "opportunity", "order", "activity", "task", "note", "finding"] as const;
export type ObjectName = (typeof OBJECTS)[number];
// What is imported besides, by whoever may manage territories: the alignment keeps it.
export const ALIGNMENT_OBJECTS = ["territory", "territory_assignment"] as const;
export type AlignmentObject = (typeof ALIGNMENT_OBJECTS)[number];
export type ImportObject = ObjectName | AlignmentObject;
export const isOfAlignment = (object: ImportObject): object is AlignmentObject => (ALIGNMENT_OBJECTS as readonly ImportObject[]).includes(object);
export type RecordId = Id<ObjectName>;
export type AccountId = Id<"account">;
export type ImportId = Id<"import">;

export const PLURALS = {
  account: "accounts", contact: "contacts", lead: "leads", opportunity: "opportunities", order: "orders", activity: "activities", task: "tasks", note: "notes", finding: "findings",
} as const satisfies Record<ObjectName, string>;

export type FieldType = Schemas["CrmField"]["type"];
export type TextForm = NonNullable<Schemas["CrmField"]["form"]>;

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
  refers_to?: ImportObject;
  // Only custom fields have a label and a version; `name` is their key.
  label?: string;
  version?: number;
  // Shown and asked for, but not changed here: the territory of an account.
  is_derived?: boolean;
}
export interface CrmObject<Name = ObjectName> {
  name: Name;
  plural: string;
  title: string[];
  fields: CrmField[];
  hidden: CrmField[];
}

// An exact decimal as text, never a number.
export type Money = Schemas["Money"];
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

export type Stage = Schemas["PipelineStage"];
export type Outcome = Stage["outcome"];
export type Pipeline = Required<Schemas["Pipeline"]>;

export type ImportState = Schemas["Import"]["state"];
export type ImportColumn = Schemas["ImportColumn"];
// What was decided at the last check or run.
export type ImportOrder = Schemas["ImportOrder"];
export type ImportMode = NonNullable<ImportOrder["mode"]>;
export type ImportNote = Schemas["ImportNote"];
export type ImportProblem = Schemas["ImportProblem"];
export type ImportOutcome = Schemas["ImportOutcome"];
export type CrmImport = Omit<Schemas["Import"], "id" | "job" | "created_by"> & { id: ImportId; job?: JobId; created_by: PersonId };

// Its place is in bytes of UTF-8.
export type Fault = Schemas["FormulaFault"];
export type FormulaCheck = Omit<Schemas["TriedFormula"], "preview"> & { preview: (Omit<Schemas["FormulaRow"], "id"> & { id: RecordId })[] };
export type FormulaFunction = Schemas["FormulaFunction"];

// The objects whose records may be there twice. Of all of them pairs and merges look the same.
export const DOUBLED = ["account", "contact", "lead"] as const satisfies readonly ObjectName[];
export type DoubledObject = (typeof DOUBLED)[number];
export const isDoubled = (object: ObjectName): object is DoubledObject => (DOUBLED as readonly ObjectName[]).includes(object);
export type LikelyPair = Schemas["AccountPair"];
export type Merge = Schemas["AccountMerge"];
export type UndoneMerge = Schemas["UndoneMerge"];
