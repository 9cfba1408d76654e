// What an object is made of, as the server describes it.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocation } from "react-router";
import { ALIGNMENT_OBJECTS, type CrmField, type CrmObject, type ImportObject, isOfAlignment, type ObjectName, OBJECTS, PLURALS } from "@/api/crm";
import { importObjectsQuery, objectsQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { OF_ACCOUNT } from "@/lib/crm_labels";
import { pathOf, shownFields } from "./values";

export function useObject(name: ObjectName): { object: CrmObject | undefined; fields: CrmField[]; byPath: Map<string, CrmField>; query: ReturnType<typeof useQuery<CrmObject[]>> } {
  const may = useMay();
  const query = useQuery({ ...objectsQuery, enabled: may("crm.read") });
  const object = query.data?.find((one) => one.name === name);
  const fields = useMemo(() => shownFields(name, object?.fields ?? []), [name, object]);
  const byPath = useMemo(() => new Map(fields.map((field) => [pathOf(field), field])), [fields]);
  return { object, fields, byPath, query };
}

// The same of whatever a file can be imported as.
export function useImportObject(name: ImportObject): { fields: CrmField[]; byPath: Map<string, CrmField>; isPending: boolean } {
  const may = useMay();
  const query = useQuery({ ...importObjectsQuery, enabled: may("crm.read") });
  const object = query.data?.find((one) => one.name === name);
  const fields = useMemo(() => (isOfAlignment(name) ? (object?.fields ?? []) : shownFields(name, object?.fields ?? [])), [name, object]);
  const byPath = useMemo(() => new Map(fields.map((field) => [pathOf(field), field])), [fields]);
  return { fields, byPath, isPending: query.isPending };
}

// What a person may bring in.
export function useImportObjects(): readonly ImportObject[] {
  return useMay()("territories.manage") ? [...OBJECTS, ...ALIGNMENT_OBJECTS] : OBJECTS;
}

// What an object's records can be filtered by: their own fields, those of the account that they belong to, and its territory on the record's day.
export function useFilterFields(name: ObjectName, own: CrmField[]): CrmField[] {
  const { fields: ofAccount } = useObject("account");
  return useMemo(() => {
    if (name === "account" || !own.some((field) => field.name === "account")) return own;
    const theirs = ofAccount
      .filter((field) => field.form !== "paragraph" && field.name !== "external_id")
      .map((field): CrmField => ({ ...field, name: `${OF_ACCOUNT}${pathOf(field)}`, is_custom: false, is_derived: true }));
    const then: CrmField[] = name === "order" || name === "opportunity" ? [{ name: "territory_then", type: "territory", is_required: false, is_custom: false, is_derived: true }] : [];
    return [...own, ...theirs, ...then];
  }, [name, own, ofAccount]);
}

// The object that an address is about: "/accounts/…" is about accounts.
export function useObjectOfPlace(): ObjectName {
  const plural = useLocation().pathname.split("/")[1];
  return OBJECTS.find((name) => PLURALS[name] === plural) ?? "account";
}
