// What the optimiser is asked: where, for how long, how even, and how much may change hands.
import { useTranslation } from "react-i18next";
import type { NewOptimisation } from "@/api/studio";
import type { Plan } from "@/api/types";
import { Field, FieldGroup } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Segmented } from "@/design/toggle";
import { decimalMark, typedDecimal } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import type { Kind } from "../front/remembered";
import { shareTyped } from "../numbers";

// Those of several plans are for all of them together.
const SECONDS: Record<Kind, readonly number[]> = { one: [0.1, 0.5, 2, 5, 15, 60, 300], several: [6, 12, 30, 60, 300] };
const SECONDS_FIRST: Record<Kind, number> = { one: 15, several: 30 };
// So few territories are searched through in no time.
const TERRITORIES_FEW = 10;
const SECONDS_FEW: Record<Kind, number> = { one: 0.5, several: 6 };

export interface OptimiseDraft {
  kind: Kind;
  scope: "all" | "selection";
  // null: as long as is proposed.
  seconds: number | null;
  // In percent, as typed; empty: whatever it takes.
  cap: string;
  // Measure -> tolerance in percent, as typed.
  balance: Record<string, string>;
}

export function firstDraft(plan: Plan, locale: string): OptimiseDraft {
  const percent = (share: number) => typedDecimal(String(Math.round(share * 1e6) / 1e4), decimalMark(locale));
  return { kind: "one", scope: "all", seconds: null, cap: "", balance: Object.fromEntries((plan.request.balance ?? []).map(({ measure, tolerance }) => [measure, percent(tolerance)])) };
}

// As chosen, or what is proposed; what was chosen for the other kind is not kept.
export function secondsOf({ kind, scope, seconds }: OptimiseDraft, territories: number): number {
  if (seconds !== null && SECONDS[kind].includes(seconds)) return seconds;
  return scope === "selection" && territories <= TERRITORIES_FEW ? SECONDS_FEW[kind] : SECONDS_FIRST[kind];
}

export function requestOf(draft: OptimiseDraft, territories: number[], locale: string): { body?: NewOptimisation; mistake?: "scope" | "two" | "cap" | "tolerance" } {
  const isShare = (value: number | null) => value !== null && value >= 0 && value <= 1;
  const cap = shareTyped(draft.cap, locale);
  const balance = Object.entries(draft.balance).map(([measure, text]) => ({ measure, tolerance: shareTyped(text, locale) }));
  if (draft.scope === "selection" && territories.length === 0) return { mistake: "scope" };
  if (draft.scope === "selection" && territories.length === 1) return { mistake: "two" };
  if (draft.cap.trim() !== "" && !isShare(cap)) return { mistake: "cap" };
  if (balance.some(({ tolerance }) => !isShare(tolerance))) return { mistake: "tolerance" };
  return {
    body: {
      seconds: secondsOf(draft, territories.length),
      ...(draft.scope === "selection" ? { territories } : {}),
      ...(cap === null ? {} : { disruption_cap: cap }),
      balance: balance.map(({ measure, tolerance }) => ({ measure, tolerance: tolerance ?? 0 })),
    },
  };
}

interface FieldsProps {
  draft: OptimiseDraft;
  // Those of the selection.
  territories: number[];
  onChange: (change: Partial<OptimiseDraft>) => void;
}

export function OptimiseFields({ draft, territories, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board } = useStudio();
  const names = territories.slice(0, 4).map((index) => board.territories[index]?.name ?? "").join(", ");
  return (
    <>
      <div className="flex flex-col items-start gap-1.5">
        <Segmented
          label={t("studio.scope")}
          value={draft.scope}
          onChange={(scope) => onChange({ scope })}
          options={[
            { value: "all", label: t("studio.scopeAll") },
            { value: "selection", label: t("studio.scopeSelection") },
          ]}
        />
        {draft.scope === "selection" ? (
          <p className="text-xs text-ink-2">{territories.length === 0 ? t("studio.scopeNone") : territories.length > 4 ? t("studio.namesAndMore", { names, count: territories.length - 4 }) : names}</p>
        ) : null}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("design.seconds")} hint={draft.kind === "several" ? t("studio.front.secondsHint") : undefined}>
          <Select value={String(secondsOf(draft, territories.length))} options={SECONDS[draft.kind].map((seconds) => ({ value: String(seconds), label: format.duration(seconds) }))} onValueChange={(seconds) => onChange({ seconds: Number(seconds) })} />
        </Field>
        <Field label={t("studio.cap")} hint={t("studio.capHint", { measure: Object.keys(draft.balance)[0] ?? t("studio.measure") })}>
          <Input inputMode="decimal" suffix="%" placeholder={t("studio.noCap")} value={draft.cap} onChange={(event) => onChange({ cap: event.target.value })} />
        </Field>
      </div>
      <FieldGroup legend={t("studio.tolerances")}>
        <div className="grid grid-cols-2 gap-3">
          {Object.entries(draft.balance).map(([measure, text]) => (
            <Field key={measure} label={measure}>
              <Input inputMode="decimal" suffix="± %" value={text} onChange={(event) => onChange({ balance: { ...draft.balance, [measure]: event.target.value } })} />
            </Field>
          ))}
        </div>
      </FieldGroup>
    </>
  );
}
