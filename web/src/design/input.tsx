// Text and choice controls. All take their name, hint and error from the Field around them.
import { Eye, EyeOff, ChevronDown, Search } from "lucide-react";
import { type ComponentProps, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./cx";
import { useFieldProps } from "./field";

const CONTROL =
  "w-full min-w-0 rounded-md border border-line-strong/70 bg-surface text-base text-ink shadow-1 transition-colors " +
  "placeholder:text-ink-3 hover:border-line-strong focus-visible:outline-offset-0 aria-invalid:border-danger " +
  "disabled:bg-surface-2 disabled:text-ink-3 max-sm:text-[16px]";

type InputProps = ComponentProps<"input"> & { suffix?: ReactNode };

export function Input({ className, suffix, ...rest }: InputProps) {
  const field = useFieldProps(rest);
  const input = <input {...field} {...rest} className={cx(CONTROL, "h-9 px-3", suffix ? "pr-12" : "", className)} />;
  if (!suffix) return input;
  return (
    <div className="relative">
      {input}
      <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-ink-3">{suffix}</span>
    </div>
  );
}

export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  const field = useFieldProps(rest);
  return <textarea rows={3} {...field} {...rest} className={cx(CONTROL, "px-3 py-2", className)} />;
}

export function PasswordInput({ className, ...props }: ComponentProps<"input">) {
  const { t } = useTranslation();
  const [isShown, setIsShown] = useState(false);
  const label = isShown ? t("ui.hidePassword") : t("ui.showPassword");
  return (
    <div className="relative">
      <Input {...props} type={isShown ? "text" : "password"} className={cx("pr-11", className)} />
      <button
        type="button"
        aria-label={label}
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-0.5 right-0.5 grid w-9 place-items-center rounded-sm text-ink-3 hover:text-ink"
      >
        {isShown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
      </button>
    </div>
  );
}

type SearchInputProps = ComponentProps<"input"> & { label: string };

export function SearchInput({ label, className, ...rest }: SearchInputProps) {
  return (
    <div className={cx("relative", className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      <Input type="search" aria-label={label} placeholder={label} {...rest} className="pl-9" />
    </div>
  );
}

export interface Option {
  value: string;
  label: string;
}

type SelectProps = Omit<ComponentProps<"select">, "onChange"> & {
  options: Option[];
  placeholder?: string;
  onValueChange: (value: string) => void;
};

// The browser's own select: at home on a phone, complete on a keyboard.
export function Select({ options, placeholder, onValueChange, className, ...rest }: SelectProps) {
  const field = useFieldProps(rest);
  return (
    <div className={cx("relative", className)}>
      <select
        {...field}
        {...rest}
        onChange={(event) => onValueChange(event.target.value)}
        className={cx(CONTROL, "h-9 appearance-none pr-9 pl-3")}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-3" />
    </div>
  );
}
