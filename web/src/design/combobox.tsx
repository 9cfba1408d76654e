// A choice among many, found by typing (the ARIA combobox pattern with a list below). The list hangs over the page, so that no dialog cuts it off.
import { Popover } from "radix-ui";
import { Check, ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./cx";
import { useFieldProps } from "./field";
import { Input, type Option } from "./input";

const SHOWN_MAX = 60;

export function matching(options: Option[], typed: string): Option[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return options
    .filter((option) => words.every((word) => `${option.label} ${option.value}`.toLowerCase().includes(word)))
    .slice(0, SHOWN_MAX);
}

interface ComboboxProps {
  options: Option[];
  value: string;
  onChange: (value: string, option: Option) => void;
  placeholder?: string;
  // What the value is called where no option says it.
  valueLabel?: string;
  // Hears what is typed; then the options are taken as found already. null: nothing is being looked for.
  onSearch?: (typed: string | null) => void;
  isSearching?: boolean;
}

export function Combobox({ options, value, onChange, placeholder, valueLabel, onSearch, isSearching = false }: ComboboxProps) {
  const { t } = useTranslation();
  const field = useFieldProps();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const isOpen = typed !== null;
  const chosen = options.find((option) => option.value === value);
  const shown = onSearch ? options.slice(0, SHOWN_MAX) : matching(options, typed ?? "");

  function look(text: string | null) {
    setTyped(text);
    onSearch?.(text);
  }
  function open(text: string) {
    look(text);
    setActive(0);
  }
  function choose(option: Option | undefined) {
    if (option) onChange(option.value, option);
    look(null);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return open("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + shown.length) % Math.max(shown.length, 1));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      choose(shown[active]);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      look(null);
    }
  }
  return (
    <Popover.Root open={isOpen} onOpenChange={(next) => !next && look(null)}>
      <Popover.Anchor asChild>
        <div className="relative">
          <Input
            {...field}
            ref={input}
            role="combobox"
            autoComplete="off"
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={isOpen && shown[active] ? `${listId}-${active}` : undefined}
            placeholder={placeholder}
            value={typed ?? chosen?.label ?? valueLabel ?? value}
            onChange={(event) => open(event.target.value)}
            onClick={() => !isOpen && open("")}
            onBlur={() => look(null)}
            onKeyDown={onKeyDown}
            className="pr-9"
          />
          <ChevronsUpDown aria-hidden className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-3" />
        </div>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={placeholder ?? t("ui.choices")}
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => input.current?.contains(event.target as Node) && event.preventDefault()}
          className="z-50 w-(--radix-popover-trigger-width) rounded-lg border border-line bg-surface p-1 shadow-2"
        >
          <div id={listId} role="listbox" aria-label={placeholder ?? t("ui.choices")} className="max-h-64 overflow-y-auto">
            {shown.map((option, index) => (
              <div
                key={option.value}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={option.value === value}
                onPointerMove={() => setActive(index)}
                onPointerDown={(event) => {
                  event.preventDefault();
                  choose(option);
                }}
                className={cx("flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5", index === active && "bg-surface-3")}
              >
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                {option.value === value ? <Check aria-hidden className="size-4 text-accent-text" /> : null}
              </div>
            ))}
          </div>
          {shown.length === 0 ? (
            <p role="status" className="px-2.5 py-2 text-ink-3">
              {isSearching ? t("ui.loading") : t("ui.nothingMatches")}
            </p>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
