// What a list shows, as its address says it: a link shows the same list. Pure.
import { type Condition, CONDITIONS_MAX, type CrmField, type FieldType, IS, type ObjectName } from "@/api/crm";

export interface ListState {
  q: string;
  where: Condition[];
  // A field, "-" before it: the greatest first. Empty: as the server likes it.
  sort: string;
  group: string;
}

function isCondition(one: unknown): one is Condition {
  if (typeof one !== "object" || one === null) return false;
  const { field, is } = one as Partial<Condition>;
  return typeof field === "string" && IS.includes(is as Condition["is"]);
}

// An address may have been typed by hand: what is no condition is left out.
export function readWhere(text: string | null): Condition[] {
  if (!text) return [];
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter(isCondition).slice(0, CONDITIONS_MAX) : [];
  } catch {
    return [];
  }
}

export function readState(params: URLSearchParams): ListState {
  return { q: params.get("q") ?? "", where: readWhere(params.get("where")), sort: params.get("sort") ?? "", group: params.get("group") ?? "" };
}

export function writeState(params: URLSearchParams, change: Partial<ListState>): URLSearchParams {
  const next = new URLSearchParams(params);
  const set = (name: string, value: string) => (value ? next.set(name, value) : next.delete(name));
  if (change.q !== undefined) set("q", change.q);
  if (change.where !== undefined) set("where", change.where.length > 0 ? JSON.stringify(change.where) : "");
  if (change.sort !== undefined) set("sort", change.sort);
  if (change.group !== undefined) set("group", change.group);
  return next;
}

// A click on a column's head: the least first, then the greatest, then as before.
export function nextSort(sort: string, field: string): string {
  return sort === field ? `-${field}` : sort === `-${field}` ? "" : field;
}

const ORDERED: Condition["is"][] = ["eq", "ne", "lt", "le", "gt", "ge", "empty", "filled"];
const NAMED: Condition["is"][] = ["eq", "ne", "empty", "filled"];
const CHOSEN: Condition["is"][] = ["in", "eq", "ne", "empty", "filled"];
export const CONDITIONS: Record<FieldType, Condition["is"][]> = {
  text: ["begins", "eq", "ne", "empty", "filled"],
  whole: ORDERED,
  decimal: ORDERED,
  money: ORDERED,
  date: ORDERED,
  instant: ["lt", "le", "gt", "ge", "empty", "filled"],
  truth: ["eq", "empty", "filled"],
  choice: CHOSEN,
  stage: NAMED,
  record: NAMED,
  person: NAMED,
  territory: NAMED,
};

export function needsValue(is: Condition["is"]): boolean {
  return is !== "empty" && is !== "filled";
}

// What records can be grouped by.
const GROUPED: FieldType[] = ["choice", "stage", "person", "territory", "record", "truth"];
export function canGroup(field: CrmField): boolean {
  if (field.is_custom) return false;
  return GROUPED.includes(field.type) || (field.type === "text" && field.form !== "paragraph" && field.name !== "external_id");
}

// Long texts are in no order worth the name; references and the company's own fields the server does not sort by.
export function canSort(field: CrmField): boolean {
  return !field.is_custom && field.form !== "paragraph" && !["record", "person", "territory"].includes(field.type);
}

const SHOWN: Record<ObjectName, string[]> = {
  account: ["kind", "industry", "city", "country", "employees", "annual_revenue", "territory"],
  contact: ["account", "job_title", "email", "phone"],
  lead: ["status", "first_name", "last_name", "city", "country", "owner"],
  opportunity: ["account", "stage", "amount", "probability", "close_date", "owner"],
  order: ["account", "kind", "day", "amount", "product"],
  activity: ["kind", "account", "happened_at", "outcome", "owner"],
  task: ["status", "priority", "due", "account", "owner"],
  note: ["account", "description"],
  finding: ["account", "kind", "day", "score"],
};

// The columns beside the title, unless the person chose others; what is not there any more is left out.
export function columnsOf(object: ObjectName, known: string[], chosen: string[] | undefined): string[] {
  return (chosen ?? SHOWN[object]).filter((path) => known.includes(path));
}
