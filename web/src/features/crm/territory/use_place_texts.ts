// Names and sentences for what decides where an account belongs.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { rulesQuery } from "@/api/rule_queries";
import type { AccountWhy, RuleId, SmallestChange } from "@/api/rules";
import { useMay } from "@/api/session";
import type { TerritoryId } from "@/api/types";
import { useTerritories } from "@/api/use_territories";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFieldText } from "../fields/use_field_text";
import { useObject } from "../fields/use_object";
import { plainOf, reasonOf } from "./placement";

export function useTerritoryName(): (id: TerritoryId | undefined) => string {
  const { t } = useTranslation();
  const { nameOf } = useTerritories();
  return (id) => (id === undefined ? t("place.none") : (nameOf(id) ?? t("place.otherTerritory")));
}

// Why it is there, as a few words: "by the rule Large retail", "by hand".
export function useReasonText(isAsked: boolean, why?: AccountWhy): (reason: string | undefined, rule: RuleId | undefined) => string {
  const { t } = useTranslation();
  const may = useMay();
  const rules = useQuery({ ...rulesQuery("active"), enabled: isAsked && may("plans.read"), retry: false }).data?.items;
  return (word, rule) => {
    const reason = reasonOf(word);
    if (reason !== "rule") return t(`place.reasons.${reason}`);
    const name = why?.rules.find((one) => one.rule === rule)?.name ?? rules?.find(({ id }) => id === rule)?.name;
    return name === undefined ? t("place.reasons.rule") : t("place.byRule", { name });
  };
}

export function useChangeText(): (change: SmallestChange) => string {
  const { t } = useTranslation();
  const { nameLabel, fieldLabel } = useCrmLabels();
  const { byPath } = useObject("account");
  const say = useFieldText();
  const may = useMay();
  const territoryName = useTerritoryName();
  const rules = useQuery({ ...rulesQuery("active"), enabled: may("plans.read"), retry: false }).data?.items;
  function valueText(path: string, literal: string): string {
    const [plain, field] = [plainOf(literal), byPath.get(path)];
    if (plain === null || !field) return plain ?? t("crmValue.none");
    // Formulas know amounts of money without their currency.
    return say(field.type === "money" ? { ...field, type: "decimal" } : field, plain);
  }
  return ({ field: path, from, to, territory, rule }) => {
    const field = byPath.get(path);
    const what = {
      field: field ? fieldLabel(field) : nameLabel(path),
      from: valueText(path, from),
      to: valueText(path, to),
      effect: territory === undefined ? t("place.wouldNone") : t("place.wouldMove", { territory: territoryName(territory) }),
    };
    // Of a rule over "8*" the value tried is 8: it stands for all codes that begin so.
    const isBeginning = path === "postal_code" && rules?.find(({ id }) => id === rule)?.units?.includes(`${plainOf(to) ?? ""}*`);
    if (isBeginning) return t("place.ifBegins", what);
    if (plainOf(to) === null) return t("place.ifEmpty", what);
    return plainOf(from) === null ? t("place.ifFilled", what) : t("place.ifOther", what);
  };
}
