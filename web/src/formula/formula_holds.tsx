// For how many of the accounts that one sees a condition holds, once it is right.
import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/format";
import { useFormulaCheck } from "./formula_editor";
import { triedText } from "./tried_text";

export function FormulaHolds({ formula }: { formula: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { check, isCurrent } = useFormulaCheck("account", formula, "bool");
  if (!isCurrent || !check || check.faults.length > 0 || check.matches === undefined) return null;
  return (
    <p role="status" className="text-sm text-ink-2">
      {triedText(t, format, check)}
    </p>
  );
}
