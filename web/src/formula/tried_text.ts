// For how many records a formula was tried, and for how many it holds. Of many records these are the first.
import type { TFunction } from "i18next";
import type { FormulaCheck } from "@/api/crm";
import type { useFormat } from "@/lib/format";

export function triedText(t: TFunction, format: ReturnType<typeof useFormat>, { count, matches, is_all }: FormulaCheck): string {
  const number = format.number(count);
  if (matches === undefined) return t("formula.evaluated", { count, number });
  return t(is_all ? "formula.matches" : "formula.matchesFirst", { count, number, matches: format.number(matches) });
}
