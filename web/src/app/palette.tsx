// The command palette: go anywhere, start anything, find a plan or a person, without a pointer.
import { Dialog as Radix } from "radix-ui";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "@/design/badge";
import { cx } from "@/design/cx";
import { type Command, useCommands } from "./commands";

interface PaletteProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onShortcuts: () => void;
}

function Row({ command, isActive, id, onChoose, onPoint }: { command: Command; isActive: boolean; id: string; onChoose: () => void; onPoint: () => void }) {
  const Icon = command.icon;
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={cx("flex cursor-pointer items-center gap-3 rounded-md px-3 py-2", isActive && "bg-surface-3")}
    >
      <Icon aria-hidden className="size-4.5 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">{command.label}</span>
      <span className={cx("shrink-0 text-xs", isActive ? "text-ink-2" : "text-ink-3")}>{command.kind}</span>
      {command.keys?.map((key, index) => (
        <Kbd key={index}>{key}</Kbd>
      ))}
    </div>
  );
}

function PaletteBody({ onDone, onShortcuts }: { onDone: () => void; onShortcuts: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { commands, isSearching } = useCommands(typed, onShortcuts);
  const index = Math.min(active, Math.max(commands.length - 1, 0));
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [index, commands.length]);

  function choose(command: Command | undefined) {
    if (!command) return;
    onDone();
    command.run();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((index + step + commands.length) % Math.max(commands.length, 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(commands[index]);
    }
  }
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4.5 text-ink-3" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={commands[index] ? `palette-${index}` : undefined}
          aria-label={t("palette.label")}
          placeholder={t("palette.placeholder")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-3"
        />
        <Kbd>Esc</Kbd>
      </div>
      <div ref={list} id="palette-list" role="listbox" aria-label={t("palette.results")} className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
        {commands.map((command, place) => (
          <Row key={command.id} id={`palette-${place}`} command={command} isActive={place === index} onPoint={() => setActive(place)} onChoose={() => choose(command)} />
        ))}
      </div>
      <p role="status" className={cx("px-5 text-ink-3", commands.length === 0 ? "pb-5 pt-2" : "sr-only")}>
        {commands.length > 0 ? t("palette.count", { count: commands.length }) : isSearching ? t("ui.loading") : t("palette.nothing", { typed })}
      </p>
    </>
  );
}

export function Palette({ isOpen, onOpenChange, onShortcuts }: PaletteProps) {
  const { t } = useTranslation();
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div data-modal aria-hidden className="fixed inset-0 z-40 bg-backdrop animate-fade" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[10dvh] z-40 mx-auto flex max-w-[38rem] flex-col overflow-hidden rounded-xl bg-surface shadow-3 animate-fade"
        >
          <Radix.Title className="sr-only">{t("palette.label")}</Radix.Title>
          <PaletteBody onDone={() => onOpenChange(false)} onShortcuts={onShortcuts} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
