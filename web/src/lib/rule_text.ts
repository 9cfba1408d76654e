// The server speaks English. Where the reader speaks another language and the rule at fault is known here, its own words are shown instead.
import { useTranslation } from "react-i18next";

export type RuleText = (rule: string | undefined, text: string) => string;

export function useRuleText(): RuleText {
  const { t, i18n } = useTranslation();
  return (rule, text) => {
    if (i18n.language === "en" || !rule || !i18n.exists(`rule.${rule}`)) return text;
    return t(`rule.${rule}` as "rule.I001");
  };
}
