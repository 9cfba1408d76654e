// What a formula over an object can be made of: its fields, the words they hold, and the language's functions.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CrmField, FieldType, ObjectName } from "@/api/crm";
import { functionsQuery, objectsQuery, pipelinesQuery } from "@/api/crm_queries";
import { useCrmLabels } from "@/lib/crm_labels";
import type { Choice, Words } from "./completion";

// As the formula language sees the field (docs/spec/crm.md, "Formulas over records").
const TYPES: Record<FieldType, string> = {
  text: "string", whole: "int", decimal: "decimal", money: "decimal", truth: "bool", date: "date", instant: "timestamp", choice: "string", stage: "string", record: "string", person: "string", territory: "string",
};

export function useChoices(object: ObjectName): { choices: Choice[]; words: Words; isField: (name: string) => boolean } {
  const { fieldLabel, choiceLabel } = useCrmLabels();
  const fields = useQuery(objectsQuery).data?.find(({ name }) => name === object)?.fields;
  const functions = useQuery(functionsQuery).data;
  const pipelines = useQuery(pipelinesQuery).data;
  return useMemo(() => {
    const nameOf = (field: CrmField) => (field.is_custom ? `custom.${field.name}` : field.name);
    const ofField = (field: CrmField): Choice[] => {
      const one: Choice = { name: nameOf(field), label: fieldLabel(field), detail: TYPES[field.type], kind: "field" };
      return field.type === "money" ? [one, { ...one, name: `${one.name}_currency`, detail: "string" }] : [one];
    };
    const own = (fields ?? []).flatMap(ofField);
    const known = new Set(own.map(({ name }) => name));
    const words: Words = new Map();
    for (const field of fields ?? []) {
      if (field.choices) words.set(nameOf(field), field.choices.map((word) => ({ word, label: choiceLabel(field, word) })));
      if (field.type === "stage") words.set(nameOf(field), (pipelines ?? []).flatMap(({ key, stages }) => stages.map((stage) => ({ word: `${key}.${stage.key}`, label: stage.name }))));
    }
    const called = (functions ?? []).map(({ name, form }): Choice => ({ name, label: "", detail: form, kind: /^\w+\.\w+\(/.test(form) ? "method" : "function" }));
    return { choices: [...own, ...called], words, isField: (name: string) => known.has(name) };
  }, [fields, functions, pipelines, fieldLabel, choiceLabel]);
}
