// What rules and their parts are called, in the reader's language.
import { useTranslation } from "react-i18next";
import type { AssignmentRule } from "@/api/rules";
import type { TerritoryId } from "@/api/types";
import { useTerritories } from "@/api/use_territories";
import { useFormat } from "@/lib/format";
import { type Part, type RuleDraft, unitsOf } from "./rule_draft";

const UNITS_SHOWN = 6;

type Condition = Pick<AssignmentRule, "kind" | "formula" | "accounts" | "country" | "units">;

export function countryName(locale: string, country: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
  } catch {
    return country;
  }
}

export function useRuleTexts() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useTerritories();
  const territoryName = (id: TerritoryId | undefined) => (id === undefined ? t("rules.noTerritory") : (nameOf(id) ?? t("rules.otherTerritory")));
  function conditionText({ kind, formula, accounts, country, units }: Condition): string {
    if (kind === "formula") return formula ?? "";
    const { length } = accounts ?? [];
    if (kind === "named") return t("rules.accountCount", { count: length, number: format.number(length) });
    const codes = units ?? [];
    const rest = codes.length - UNITS_SHOWN;
    const shown = codes.slice(0, UNITS_SHOWN).join(", ") + (rest > 0 ? ` ${t("alignment.andMore", { count: rest })}` : "");
    return country ? `${countryName(format.locale, country)}: ${shown}` : shown;
  }
  function partText(part: Part, draft: RuleDraft): string {
    if (part === "condition") return conditionText({ ...draft, units: unitsOf(draft.units) });
    if (part === "territory") return draft.territory ? territoryName(draft.territory as TerritoryId) : "";
    if (part === "isOverlay" || part === "isOpen") return draft[part] ? t("crmValue.yes") : t("crmValue.no");
    return draft[part];
  }
  return { territoryName, conditionText, partText };
}
