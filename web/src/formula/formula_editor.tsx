// A formula over the records of an object: typed with help, checked as it is typed, tried on real records at once.
// Stands inside a Field, which gives it its name.
import { useQuery } from "@tanstack/react-query";
import { useId, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Fault, FormulaCheck, ObjectName } from "@/api/crm";
import { formulaQuery } from "@/api/crm_queries";
import { ProblemNote } from "@/design/problem";
import { useDebounced } from "@/lib/use_debounced";
import { FormulaFaults } from "./formula_faults";
import { FormulaInput, writeInto } from "./formula_input";
import { FormulaPreview } from "./formula_preview";
import { rangeOf, repaired } from "./offsets";
import { useChoices } from "./use_choices";

const SETTLE_MS = 300;
const NO_FAULTS: Fault[] = [];

interface FormulaEditorProps {
  object: ObjectName;
  value: string;
  onChange: (value: string) => void;
  // What it must give ("bool"); without it anything will do.
  type?: string;
  placeholder?: string;
  hasPreview?: boolean;
  // One of several in a form: a line high, and how to type is said to screen readers only.
  isShort?: boolean;
}

// The check of what is typed now; while that is under way, of what was typed before. `isCurrent` says which.
export function useFormulaCheck(object: ObjectName, text: string, type?: string): { check: FormulaCheck | undefined; isCurrent: boolean; error: unknown; retry: () => void } {
  const settled = useDebounced(text, SETTLE_MS);
  const query = useQuery({ ...formulaQuery(object, settled, type), placeholderData: (before) => before });
  const isEmpty = text.trim() === "";
  return {
    check: isEmpty ? undefined : query.data,
    isCurrent: !isEmpty && settled === text && query.isSuccess && !query.isPlaceholderData,
    error: isEmpty ? null : query.error,
    retry: () => void query.refetch(),
  };
}

export function FormulaEditor({ object, value, onChange, type, placeholder, hasPreview = true, isShort = false }: FormulaEditorProps) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const faultsId = useId();
  const help = useId();
  const parts = useChoices(object);
  const { check, isCurrent, error, retry } = useFormulaCheck(object, value, type);
  const faults = check?.faults ?? NO_FAULTS;
  const ranges = useMemo(() => (isCurrent ? faults.map((fault) => rangeOf(value, fault)) : []), [isCurrent, faults, value]);
  function repair(fault: Fault) {
    if (!area.current || !isCurrent) return;
    const { from, to, insert } = repaired(value, fault);
    writeInto(area.current, from, to, insert);
  }
  return (
    <div className="flex flex-col gap-3">
      <FormulaInput ref={area} value={value} onChange={onChange} {...parts} faults={ranges} isInvalid={isCurrent && faults.length > 0} describedBy={`${help} ${faultsId}`} placeholder={placeholder} isShort={isShort} />
      <p id={help} className={isShort ? "sr-only" : "-mt-1.5 text-xs text-ink-3"}>
        {t("formula.help")}
      </p>
      {error ? <ProblemNote problem={error} onRetry={retry} /> : null}
      <FormulaFaults id={faultsId} faults={faults} onRepair={repair} />
      {hasPreview && check && faults.length === 0 ? <FormulaPreview object={object} check={check} /> : null}
    </div>
  );
}
