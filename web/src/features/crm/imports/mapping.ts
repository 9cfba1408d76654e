// Which column goes to which field, what stands in for what no column has, and what is wrong with that. Pure.
import { type CrmField, type CrmImport, type ImportObject, type ImportOrder, isOfAlignment } from "@/api/crm";
import { type Draft, pathOf } from "../fields/values";

// Stands for "is not read": a choice needs a value.
export const NOT_READ = "-";
// Likewise for a text that means nothing of ours.
export const MEANS_NOTHING = "-nothing";

// A required field whose empty cells something can stand for in every row: whom a record belongs to.
const FALLBACK = "account";

export interface ImportDraft {
  // Column -> field, or NOT_READ.
  mapping: Record<string, string>;
  // Required field that no column goes to -> what every row has in it.
  defaults: Record<string, Draft>;
  // Field of choices or stages -> text of the file -> what it means: a choice, or MEANS_NOTHING.
  meanings: Record<string, Record<string, string>>;
  currency: string;
  decimal_mark: "." | ",";
  date_order: "dmy" | "mdy" | "ymd";
  wrong_values: WrongValues;
}

export type WrongValues = NonNullable<ImportOrder["wrong_values"]>;

function mapEach(meanings: Record<string, Record<string, string>>, change: (choice: string) => string): Record<string, Record<string, string>> {
  const changed = (texts: Record<string, string>) => Object.fromEntries(Object.entries(texts).map(([text, choice]) => [text, change(choice)]));
  return Object.fromEntries(Object.entries(meanings).map(([field, texts]) => [field, changed(texts)]));
}

// What was decided last, else what was guessed.
export function draftFor(one: CrmImport, currency: string): ImportDraft {
  const { order } = one;
  return {
    mapping: Object.fromEntries(one.columns.map(({ name, field }) => [name, (order ? order.mapping[name] : field) ?? NOT_READ])),
    defaults: Object.fromEntries(Object.entries(order?.defaults ?? one.defaults ?? {}).map(([path, text]) => [path, { text }])),
    meanings: mapEach(order?.meanings ?? {}, (choice) => choice || MEANS_NOTHING),
    currency: order?.currency ?? currency,
    decimal_mark: order?.decimal_mark ?? one.decimal_mark,
    date_order: order?.date_order ?? one.date_order,
    wrong_values: order?.wrong_values ?? (one.source ? "leave_out" : "reject_row"),
  };
}

// What is sent: columns that are not read are left out, and what stands in for a column that is there after all.
export function bodyOf({ mapping, defaults, meanings, ...settings }: ImportDraft): ImportOrder {
  const read = Object.fromEntries(Object.entries(mapping).filter(([, field]) => field !== NOT_READ));
  const mapped = new Set(Object.values(read));
  const own = Object.entries(defaults).flatMap(([path, { text }]) => (text.trim() && (path === FALLBACK || !mapped.has(path)) ? [[path, text.trim()] as const] : []));
  const meant = mapEach(meanings, (choice) => (choice === MEANS_NOTHING ? "" : choice));
  const isMeant = Object.values(meant).some((texts) => Object.keys(texts).length > 0);
  return { mapping: read, ...(isMeant ? { meanings: meant } : {}), ...(own.length > 0 ? { defaults: Object.fromEntries(own) } : {}), ...settings };
}

// What a column can go to: the record's own id (assignments have none), that in the other system, every field, and the currency of each amount.
export function targetsOf(fields: CrmField[], object?: ImportObject): { value: string; field: CrmField | null; isCurrency: boolean; isPipeline?: boolean }[] {
  const own = fields.filter(({ is_derived }) => !is_derived);
  return [
    { value: "external_id", field: null, isCurrency: false },
    ...(object === "territory_assignment" ? [] : [{ value: "id", field: null, isCurrency: false }]),
    ...own.flatMap((field) => [{ value: pathOf(field), field, isCurrency: false }, ...(field.type === "money" ? [{ value: `${pathOf(field)}.currency`, field, isCurrency: true }] : []), ...(field.type === "stage" ? [{ value: `${pathOf(field)}.pipeline`, field, isCurrency: false, isPipeline: true }] : [])]),
  ];
}

// The first field that two columns go to.
export function twiceOf(mapping: Record<string, string>): string | undefined {
  const seen = new Set<string>();
  return Object.values(mapping).find((field) => field !== NOT_READ && (seen.has(field) || !seen.add(field)));
}

export function missingOf(mapping: Record<string, string>, fields: CrmField[]): CrmField[] {
  const mapped = new Set(Object.values(mapping));
  return fields.filter((field) => field.is_required && !field.is_derived && !mapped.has(pathOf(field)));
}

// Amounts differ from row to row; one for all would only hide that they are missing. Territories are named in the file.
export function canDefault(field: CrmField): boolean {
  return !["money", "whole", "decimal", "instant"].includes(field.type) && !(field.refers_to && isOfAlignment(field.refers_to));
}

// Whether it is asked for the rows alone that name none.
export function isFallback(field: CrmField, mapping: Record<string, string>): boolean {
  return field.name === FALLBACK && field.is_required && !field.is_custom && Object.values(mapping).includes(FALLBACK);
}

export interface UnknownText {
  field: string;
  text: string;
  count: number;
}
// The texts of fields that columns go to which are none of ours: as the check found them, else as the upload did, those that were told apart too.
export function unknownOf({ unknown_values = [], outcome }: Pick<CrmImport, "unknown_values" | "outcome">, { mapping, meanings }: Pick<ImportDraft, "mapping" | "meanings">): UnknownText[] {
  const mapped = new Set(Object.values(mapping));
  const all = new Map<string, UnknownText>();
  const told = Object.entries(meanings).flatMap(([field, texts]) => Object.keys(texts).map((text) => ({ field, text, count: 0 })));
  for (const one of [...told, ...unknown_values, ...(outcome?.unknown_values ?? [])]) all.set(`${one.field} ${one.text}`, one);
  return [...all.values()].filter(({ field }) => mapped.has(field)).toSorted((a, b) => b.count - a.count);
}

// What is asked for every row: required fields that no column goes to, and the role of assignments, which decides about second owners.
export function askedOf(object: ImportObject, mapping: Record<string, string>, fields: CrmField[]): CrmField[] {
  const isRole = (field: CrmField) => object === "territory_assignment" && field.name === "role" && !Object.values(mapping).includes("role");
  return [...missingOf(mapping, fields).filter(canDefault), ...fields.filter(isRole), ...fields.filter((field) => isFallback(field, mapping))];
}

// Whether the first row has the columns' names, where a person said otherwise than it looked.
export function saidHeader({ has_header, looks_headed }: CrmImport): boolean | undefined {
  return has_header === looks_headed ? undefined : has_header;
}
