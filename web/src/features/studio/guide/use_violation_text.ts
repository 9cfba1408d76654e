// What a plan does not meet, in the reader's language: the server's sentence where that does not know the rule.
import { useTranslation } from "react-i18next";
import type { PlanViolation } from "@/api/types";
import { useFormat } from "@/lib/format";

const NUMBERS = ["amount", "limit", "pieces", "km", "radius_km"];
const SHARES = ["share", "cap"];

// Of its text in the catalogue; a rule with several sentences says which is meant.
export function violationKey({ rule, values }: Pick<PlanViolation, "rule" | "values">): string {
  const name = values["case"] ? `${rule}_${values["case"]}` : rule;
  return `guide.violation.${name}`;
}

export function useViolationText(): (violation: PlanViolation) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const shown = (name: string, value: string) => NUMBERS.includes(name) ? format.decimal(value) : SHARES.includes(name) ? format.percent(Number(value)) : value;
  return ({ rule, text, values }) => {
    const key = violationKey({ rule, values }) as "guide.violation.T051";
    const count = Number(values["count"] ?? 1);
    return rule && i18n.exists(key, { count }) ? String(t(key, { ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(name, value)])), count, number: format.number(count) } as never)) : text;
  };
}
