// How far an import is: file, columns, check, import.
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cx } from "@/design/cx";

const STEPS = ["file", "columns", "check", "run"] as const;
export type Step = (typeof STEPS)[number];

export function Steps({ now, isOver = false }: { now: Step; isOver?: boolean }) {
  const { t } = useTranslation();
  const at = STEPS.indexOf(now);
  return (
    <ol aria-label={t("imports.steps")} className="mb-5 flex flex-wrap gap-x-6 gap-y-2">
      {STEPS.map((step, index) => {
        const isDone = index < at || isOver;
        const isNow = index === at && !isOver;
        return (
          <li key={step} aria-current={isNow ? "step" : undefined} className={cx("flex items-center gap-2 text-sm font-medium", isNow ? "text-ink" : "text-ink-3")}>
            <span aria-hidden className={cx("grid size-6 place-items-center rounded-full text-xs", isNow ? "bg-accent text-accent-ink" : isDone ? "bg-accent-soft text-accent-text" : "bg-surface-3 text-ink-2")}>
              {isDone ? <Check className="size-3.5" /> : index + 1}
            </span>
            {t(`imports.step.${step}`)}
            {isDone ? <span className="sr-only">({t("imports.stepDone")})</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
