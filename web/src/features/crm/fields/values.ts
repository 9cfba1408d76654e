// Where a field's value stands in a record, and how it looks while it is typed. Pure.
import type { CrmField, CrmRecord, FieldValue, Money, ObjectName, RecordChange } from "@/api/crm";
import { decimalMark, isDecimal, compared, readDecimal, shifted, typedDecimal } from "@/lib/decimal";

// How a field is called in conditions, sorting and columns.
export function pathOf(field: CrmField): string {
  return field.is_custom ? `custom.${field.name}` : field.name;
}

// Where the server says what is wrong with it.
export function pointerOf(field: CrmField): string {
  return field.is_custom ? `custom/${field.name}` : field.name;
}

export function valueOf(record: Partial<CrmRecord> | undefined, field: CrmField): FieldValue | undefined {
  const value = field.is_custom ? record?.custom?.[field.name] : record?.[field.name];
  return (value ?? undefined) as FieldValue | undefined;
}

// A share is shown and typed in percent: 0.17 is 17%.
const PERCENT = 2;
export function isShare(field: CrmField): boolean {
  return !field.is_custom && field.name === "growth";
}

// Its range as a person types it.
export function limitsOf(field: CrmField): { least: string; most: string } {
  const typed = (limit: CrmField["least"]) => (limit === undefined ? "" : isShare(field) ? `${shifted(String(limit), PERCENT)}%` : String(limit));
  return { least: typed(field.least), most: typed(field.most) };
}

export function isMoney(value: unknown): value is Money {
  return typeof value === "object" && value !== null && "amount" in value && "currency" in value;
}

export function isSame(a: unknown, b: unknown): boolean {
  if (isMoney(a) && isMoney(b)) return a.currency === b.currency && isDecimal(a.amount) && isDecimal(b.amount) && compared(a.amount, b.amount) === 0;
  return (a ?? null) === (b ?? null);
}

// What stands in a control: a text, and for money its currency beside it.
export interface Draft {
  text: string;
  currency?: string;
  // The name of a record that was chosen.
  label?: string;
}
export type Mistake = "required" | "notWhole" | "notDecimal" | "tooSmall" | "tooLarge" | "notEmail" | "notUrl" | "noCurrency";

// "2026-11-26T09:30", as the browser's own control wants it, in the reader's time.
export function localTime(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function draftOf(field: CrmField, value: FieldValue | undefined, locale: string, currency: string): Draft {
  if (field.type === "money") return isMoney(value) ? { text: typedDecimal(value.amount, decimalMark(locale)), currency: value.currency } : { text: "", currency };
  if (value === undefined) return { text: "" };
  if (field.type === "decimal") return { text: typedDecimal(isShare(field) ? shifted(String(value), PERCENT) : String(value), decimalMark(locale)) };
  if (field.type === "instant") return { text: localTime(String(value)) };
  return { text: String(value) };
}

type Read = { value: FieldValue | null } | { mistake: Mistake };

function readWhole(field: CrmField, text: string): Read {
  const plain = text.replace(/[\s.,\u00a0\u202f]/g, "");
  if (!/^-?\d{1,15}$/.test(plain)) return { mistake: "notWhole" };
  const value = Number(plain);
  if (field.least !== undefined && value < Number(field.least)) return { mistake: "tooSmall" };
  if (field.most !== undefined && value > Number(field.most)) return { mistake: "tooLarge" };
  return { value };
}

function readExact(field: CrmField, text: string, locale: string): Read {
  const typed = readDecimal(text.replace(/%$/, ""), decimalMark(locale));
  if (typed === null) return { mistake: "notDecimal" };
  const value = isShare(field) ? shifted(typed, -PERCENT) : typed;
  const { least, most } = field;
  if (least !== undefined && isDecimal(String(least)) && compared(value, String(least)) < 0) return { mistake: "tooSmall" };
  if (most !== undefined && isDecimal(String(most)) && compared(value, String(most)) > 0) return { mistake: "tooLarge" };
  return { value };
}

function readText(field: CrmField, text: string): Read {
  if (field.form === "email" && !/^[^\s@]+@[^\s@]+$/.test(text)) return { mistake: "notEmail" };
  if (field.form === "url" && !/^https?:\/\/\S+$/i.test(text)) return { mistake: "notUrl" };
  return { value: text };
}

// What is sent for what was typed; an empty control empties the field.
export function readDraft(field: CrmField, draft: Draft, locale: string): Read {
  const text = draft.text.trim();
  if (text === "") return field.is_required ? { mistake: "required" } : { value: null };
  switch (field.type) {
    case "whole":
      return readWhole(field, text);
    case "decimal":
      return readExact(field, text, locale);
    case "money": {
      const read = readExact({ ...field, least: undefined, most: undefined }, text, locale);
      if ("mistake" in read) return read;
      return draft.currency ? { value: { amount: String(read.value), currency: draft.currency } } : { mistake: "noCurrency" };
    }
    case "truth":
      return { value: text === "true" };
    case "instant": {
      const at = new Date(text);
      return Number.isNaN(at.getTime()) ? { mistake: "required" } : { value: at.toISOString().replace(/\.\d+Z$/, "Z") };
    }
    case "text":
      return readText(field, text);
    default:
      return { value: text };
  }
}

// A change of some fields, custom ones below `custom`.
export function changeOf(values: { field: CrmField; value: FieldValue | null }[]): RecordChange {
  const change: RecordChange = {};
  for (const { field, value } of values) {
    if (field.is_custom) change.custom = { ...change.custom, [field.name]: value };
    else change[field.name] = value;
  }
  return change;
}

// The territory of an account is derived: it can be shown, sorted and asked for like a field.
export function shownFields(object: ObjectName, fields: CrmField[]): CrmField[] {
  if (object !== "account" || fields.some(({ name }) => name === "territory")) return fields;
  return [...fields, { name: "territory", type: "territory", is_required: false, is_custom: false, is_derived: true }];
}
