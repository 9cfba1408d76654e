// A condition in words: "Employees is above 500".
import { useTranslation } from "react-i18next";
import type { Condition, CrmField, FieldValue } from "@/api/crm";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFieldText } from "../fields/use_field_text";
import { needsValue } from "./list_state";

type IsKey = Condition["is"] | "before" | "upTo" | "after" | "from";
const OF_TIME: Partial<Record<Condition["is"], IsKey>> = { lt: "before", le: "upTo", gt: "after", ge: "from" };

export function useConditionText() {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const say = useFieldText();
  const isText = (field: CrmField, is: Condition["is"]) => {
    const key = field.type === "date" || field.type === "instant" ? (OF_TIME[is] ?? is) : is;
    return t(`crmIs.${key}`);
  };
  function valueText(field: CrmField, value: FieldValue | FieldValue[] | undefined, label?: string): string {
    if (Array.isArray(value)) return value.map((one) => say(field, one)).join(", ");
    return say(field, value, label);
  }
  return {
    isText,
    conditionText: (field: CrmField, { is, value }: Condition, label?: string) =>
      `${fieldLabel(field)} ${isText(field, is)}${needsValue(is) ? ` ${valueText(field, value, label)}` : ""}`,
  };
}
