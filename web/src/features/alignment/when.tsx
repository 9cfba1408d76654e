// From which day until which, as the last part of a form.
import { useTranslation } from "react-i18next";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { dayAfter, isDay } from "@/lib/days";

export interface WhenDraft {
  first: string;
  last: string;
}

// What is missing or wrong, as a reason; undefined when it can be sent.
export function useWhenMistake(): (when: WhenDraft) => string | undefined {
  const { t } = useTranslation();
  return ({ first, last }) => {
    if (!isDay(first)) return t("alignment.chooseDay");
    return last && last < first ? t("alignment.lastBeforeFirst") : undefined;
  };
}

export function periodOf({ first, last }: WhenDraft): { valid_from: string; valid_to?: string } {
  return last ? { valid_from: first, valid_to: dayAfter(last) } : { valid_from: first };
}

interface WhenProps {
  when: WhenDraft;
  errors: Record<string, string>;
  // Without: only a first day is asked for.
  hasLast?: boolean;
  firstLabel?: string;
  onChange: (when: WhenDraft) => void;
}

export function When({ when, errors, hasLast = true, firstLabel, onChange }: WhenProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={firstLabel ?? t("alignment.firstDay")} error={errors["valid_from"]}>
        <Input type="date" value={when.first} onChange={(event) => onChange({ ...when, first: event.target.value })} />
      </Field>
      {hasLast ? (
        <Field label={t("alignment.lastDay")} optionalText={t("ui.optional")} hint={t("alignment.lastDayHint")} error={errors["valid_to"]}>
          <Input type="date" value={when.last} min={when.first} onChange={(event) => onChange({ ...when, last: event.target.value })} />
        </Field>
      ) : null}
    </div>
  );
}
