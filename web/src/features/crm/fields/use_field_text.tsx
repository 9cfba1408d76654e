// A value as words: in lists, groups, conditions and comparisons. Made once a page: a list has thousands of values.
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CrmField, FieldValue } from "@/api/crm";
import { pipelinesQuery } from "@/api/crm_queries";
import { everyoneQuery, treeQuery } from "@/api/queries";
import { useMay, useSession } from "@/api/session";
import { useCrmLabels } from "@/lib/crm_labels";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { isMoney, isShare } from "./values";

export type FieldText = (field: CrmField, value: FieldValue | undefined | null, label?: string) => string;

// The names of people, territories and stages, for what no record says the name of: a condition, a group.
function useReferenceNames(): Map<string, string> {
  const may = useMay();
  const session = useSession();
  const people = useQuery({ ...everyoneQuery, enabled: may("people.read") }).data;
  const tree = useQuery({ ...treeQuery(today()), enabled: may("territories.read") }).data;
  const pipelines = useQuery({ ...pipelinesQuery, enabled: may("crm.read") }).data;
  return useMemo(() => {
    const names = new Map<string, string>([[session.person.id, session.person.name]]);
    for (const { id, name } of people ?? []) names.set(id, name);
    for (const { id, name } of tree ?? []) names.set(id, name);
    for (const pipeline of pipelines ?? []) {
      for (const { key, name } of pipeline.stages) names.set(`${pipeline.key}.${key}`, (pipelines?.length ?? 0) > 1 ? `${pipeline.name}: ${name}` : name);
    }
    return names;
  }, [people, tree, pipelines, session.person]);
}

function useMade(): FieldText {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useCrmLabels();
  const names = useReferenceNames();
  const countries = useMemo(() => new Intl.DisplayNames(format.locale, { type: "region", fallback: "code" }), [format.locale]);
  return useMemo(() => {
    function countryOf(code: string): string {
      try {
        return countries.of(code) ?? code;
      } catch {
        return code;
      }
    }
    return (field, value, label) => {
      if (value === undefined || value === null || value === "") return t("crmValue.none");
      if (isMoney(value)) return format.money(value);
      const text = String(value);
      switch (field.type) {
        case "whole":
          return format.decimal(text);
        case "decimal":
          return isShare(field) ? format.growth(Number(text)) : format.decimal(text);
        case "truth":
          return value === true || text === "true" ? t("crmValue.yes") : t("crmValue.no");
        case "date":
          return format.localDate(text);
        case "instant":
          return format.dateTime(text);
        case "choice":
          return labels.choiceLabel(field, text);
        case "stage":
        case "person":
        case "territory":
          return label ?? names.get(text) ?? t("crmValue.hidden");
        case "record":
          return label ?? t("crmValue.hidden");
        default:
          return field.form === "country" ? countryOf(text) : text;
      }
    };
  }, [t, format, labels, names, countries]);
}

const FieldTextContext = createContext<FieldText | null>(null);

export function FieldTexts({ children }: { children: ReactNode }) {
  return <FieldTextContext value={useMade()}>{children}</FieldTextContext>;
}

export function useFieldText(): FieldText {
  const say = use(FieldTextContext);
  if (!say) throw new Error("useFieldText outside FieldTexts");
  return say;
}
