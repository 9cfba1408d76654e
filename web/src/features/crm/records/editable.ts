// Which fields a form offers. Pure.
import type { CrmField } from "@/api/crm";

// Records may come from another system, which knows them by a name of its own.
const EXTERNAL_ID: CrmField = { name: "external_id", type: "text", form: "line", is_required: false, is_custom: false };
// The server sets these by itself.
const DERIVED = ["stage_since"];

// What is shown beside them, but set by the server.
export function derivedFields(fields: CrmField[]): CrmField[] {
  return fields.filter(({ name, is_derived, is_custom }) => is_derived || (!is_custom && DERIVED.includes(name))).map((field) => ({ ...field, is_derived: true }));
}

export function editableFields(fields: CrmField[]): CrmField[] {
  if (fields.length === 0) return [];
  const own = fields.filter(({ name, is_derived, is_custom }) => !is_derived && (is_custom || !DERIVED.includes(name)));
  // The long text stands last.
  const isLong = ({ form }: CrmField) => form === "paragraph";
  return [...own.filter((field) => !isLong(field)), EXTERNAL_ID, ...own.filter(isLong)];
}
