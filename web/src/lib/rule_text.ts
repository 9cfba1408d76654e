// The server speaks English. Where the reader speaks another language and the rule at fault is known here, its own words are shown instead. Of a mistake in a
// formula they say where it stands too, as the server's sentence does: in which rule, criterion or model, and at which line and column.
import { useTranslation } from "react-i18next";

export type RuleText = (rule: string | undefined, text: string) => string;

interface FormulaPlace {
  name: string | null;
  line: number;
  column: number;
}

const FORMULA_RULE = /^Q\d/;
const PLACE = /^(?:(?:In the rule "(.*?)"|(.*?)): )?line (\d+), column (\d+): /s;

export function formulaPlace(text: string): FormulaPlace | null {
  const found = PLACE.exec(text);
  return found ? { name: found[1] ?? found[2] ?? null, line: Number(found[3]), column: Number(found[4]) } : null;
}

export function useRuleText(): RuleText {
  const { t, i18n } = useTranslation();
  return (rule, text) => {
    if (i18n.language === "en" || !rule || !i18n.exists(`rule.${rule}`)) return text;
    const own = t(`rule.${rule}` as "rule.I001");
    const place = FORMULA_RULE.test(rule) ? formulaPlace(text) : null;
    if (!place) return own;
    const { name, line, column } = place;
    return name === null ? t("formula.at", { line, column, text: own }) : t("formula.atOf", { name, line, column, text: own });
  };
}
