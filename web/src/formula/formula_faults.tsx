// What is wrong with a formula, each with what to write instead where that is known.
import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Fault } from "@/api/crm";
import { Button } from "@/design/button";
import { useRuleText } from "@/lib/rule_text";

export function FormulaFaults({ id, faults, onRepair }: { id: string; faults: Fault[]; onRepair: (fault: Fault) => void }) {
  const { t } = useTranslation();
  const say = useRuleText();
  return (
    <ul id={id} aria-live="polite" aria-label={t("formula.faults")} className="flex flex-col gap-1.5 empty:hidden">
      {faults.map((fault) => (
        <li key={`${fault.rule} ${fault.offset}`} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-danger-text">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1 basis-60">
            <span className="font-medium">{say(fault.rule, fault.message)}</span> <span className="text-ink-3">{t("formula.where", { line: fault.line, column: fault.column, rule: fault.rule })}</span>
          </span>
          {fault.replacement === undefined ? null : (
            <Button size="small" onClick={() => onRepair(fault)}>
              {fault.replacement === "" ? t("formula.removeIt") : t("formula.replace", { replacement: fault.replacement })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
