// Checkbox, switch and a row of choices of which one holds.
import { Checkbox as RadixCheckbox, RadioGroup, Switch as RadixSwitch } from "radix-ui";
import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";

interface ToggleProps {
  label: ReactNode;
  hint?: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  // Why it cannot be changed; absent when it can.
  disabledReason?: string | undefined;
}

function Words({ id, label, hint }: { id: string; label: ReactNode; hint: ReactNode }) {
  return (
    <span className="min-w-0">
      <label htmlFor={id} className="block text-base text-ink">
        {label}
      </label>
      {hint ? (
        <span id={`${id}-hint`} className="block text-xs text-ink-3">
          {hint}
        </span>
      ) : null}
    </span>
  );
}

export function Checkbox({ label, hint, isChecked, onChange, disabledReason }: ToggleProps) {
  const id = useId();
  const note = disabledReason ?? hint;
  return (
    <div className="flex items-start gap-2.5">
      <RadixCheckbox.Root
        id={id}
        checked={isChecked}
        disabled={Boolean(disabledReason)}
        aria-describedby={note ? `${id}-hint` : undefined}
        onCheckedChange={(value) => onChange(value === true)}
        className="mt-0.5 grid size-[18px] shrink-0 place-items-center rounded-sm border border-line-strong bg-surface data-[state=checked]:border-accent data-[state=checked]:bg-accent data-disabled:opacity-50"
      >
        <RadixCheckbox.Indicator>
          <Check aria-hidden strokeWidth={3} className="size-3.5 text-accent-ink" />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <Words id={id} label={label} hint={note} />
    </div>
  );
}

export function Switch({ label, hint, isChecked, onChange, disabledReason }: ToggleProps) {
  const id = useId();
  const note = disabledReason ?? hint;
  return (
    <div className="flex items-start justify-between gap-6">
      <Words id={id} label={label} hint={note} />
      <RadixSwitch.Root
        id={id}
        checked={isChecked}
        disabled={Boolean(disabledReason)}
        aria-describedby={note ? `${id}-hint` : undefined}
        onCheckedChange={onChange}
        className="relative mt-0.5 h-6 w-10 shrink-0 rounded-full bg-line-strong transition-colors data-[state=checked]:bg-accent data-disabled:opacity-50"
      >
        <RadixSwitch.Thumb className="block size-5 translate-x-0.5 rounded-full bg-surface shadow-1 transition-transform data-[state=checked]:translate-x-[18px]" />
      </RadixSwitch.Root>
    </div>
  );
}

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
  className?: string;
}

export function Segmented<Value extends string>({ label, value, options, onChange, className }: SegmentedProps<Value>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      orientation="horizontal"
      onValueChange={(next) => onChange(next as Value)}
      className={cx("inline-flex rounded-md border border-line bg-surface-2 p-0.5", className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="inline-flex h-7.5 items-center justify-center gap-1.5 rounded-sm px-3 text-sm font-medium text-ink-2 hover:text-ink data-[state=checked]:bg-surface data-[state=checked]:text-ink data-[state=checked]:shadow-1"
        >
          {option.icon}
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
