// A label, a control, a hint and what is wrong with it, tied together for those who cannot see how near they stand.
import { createContext, type ReactNode, use, useId } from "react";
import { CircleAlert } from "lucide-react";
import { cx } from "./cx";

interface FieldIds {
  id: string;
  describedBy: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

// What a control inside a Field spreads onto its element.
export function useFieldProps(own: { id?: string } = {}) {
  const field = use(FieldContext);
  return {
    id: own.id ?? field?.id,
    "aria-describedby": field?.describedBy,
    "aria-invalid": field?.isInvalid || undefined,
    "aria-required": field?.isRequired || undefined,
  };
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
  optionalText?: string;
  className?: string;
  children: ReactNode;
}

export function Field({ label, hint, error, isRequired = false, optionalText, className, children }: FieldProps) {
  const id = useId();
  const describedBy = cx(hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined) || undefined;
  return (
    <FieldContext value={{ id, describedBy, isInvalid: Boolean(error), isRequired }}>
      <div className={cx("flex min-w-0 flex-col gap-1.5", className)}>
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {label}
          {optionalText ? <span className="ml-1.5 font-normal text-ink-3">{optionalText}</span> : null}
        </label>
        {children}
        {hint ? (
          <p id={`${id}-hint`} className="text-xs text-ink-3">
            {hint}
          </p>
        ) : null}
        {error ? (
          <p id={`${id}-error`} className="flex items-start gap-1.5 text-xs font-medium text-danger-text">
            <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {error}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}

// A group of controls under one name.
// `isQuiet`: the name is said by a heading just above already, and here to screen readers only.
export function FieldGroup({ legend, hint, isQuiet = false, children }: { legend: ReactNode; hint?: ReactNode; isQuiet?: boolean; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2.5">
      <legend className={isQuiet ? "sr-only" : "mb-1.5 text-sm font-medium text-ink"}>{legend}</legend>
      {hint ? <p className={isQuiet ? "mb-1 text-sm text-ink-2" : "-mt-1.5 text-xs text-ink-3"}>{hint}</p> : null}
      {children}
    </fieldset>
  );
}
