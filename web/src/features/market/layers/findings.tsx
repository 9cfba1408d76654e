// What was noticed while a layer was read, or why it was refused: each with how many units it is of, and some of them.
import { CircleAlert, Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LayerFinding } from "@/api/market_layers";
import { useFormat } from "@/lib/format";
import { useRuleText } from "@/lib/rule_text";

export function Findings({ findings, isProblem, label }: { findings: LayerFinding[]; isProblem: boolean; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useRuleText();
  const Icon = isProblem ? CircleAlert : Info;
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {findings.map(({ rule, count, message, examples = [] }, index) => (
        <li key={`${rule} ${index}`} className="flex gap-3 py-2.5 first:pt-0 last:pb-0">
          <Icon aria-hidden className={isProblem ? "mt-0.5 size-4 shrink-0 text-danger-text" : "mt-0.5 size-4 shrink-0 text-ink-3"} />
          <div className="min-w-0">
            <p className="break-words">{say(rule, message)}</p>
            {examples.length > 0 ? (
              <p className="tabular mt-0.5 text-sm break-words text-ink-2">
                {examples.join(", ")}
                {count !== undefined && count > examples.length ? ` ${t("layers.andMore", { count: count - examples.length, number: format.number(count - examples.length) })}` : null}
              </p>
            ) : null}
            <p className="mt-0.5 text-xs text-ink-3">
              {t("problem.rule", { rule })}
              {count === undefined ? null : ` · ${t("layerMap.units", { count, number: format.number(count) })}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
