// The list of what can stand at the caret, hanging below it.
import { Braces, SquareFunction, Type } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/design/cx";
import type { Completion } from "./completion";

const ICONS = { field: Braces, function: SquareFunction, method: SquareFunction, word: Type };

interface ChoiceListProps {
  id: string;
  completion: Completion;
  active: number;
  left: number;
  top: number;
  onPoint: (index: number) => void;
  onChoose: (index: number) => void;
}

export function ChoiceList({ id, completion, active, left, top, onPoint, onChoose }: ChoiceListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active, completion]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t("formula.choices")} style={{ left, top }} className="absolute z-30 max-h-64 w-[min(26rem,100%)] overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-2">
      {completion.choices.map((choice, index) => {
        const Icon = ICONS[choice.kind];
        return (
          <div
            key={choice.kind + choice.name + choice.detail}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => onPoint(index)}
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(index);
            }}
            className={cx("flex cursor-pointer items-start gap-2.5 rounded-md px-2.5 py-1.5", index === active && "bg-surface-3")}
          >
            <Icon aria-hidden className="mt-1 size-3.5 shrink-0 text-ink-3" />
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate font-mono text-sm">{choice.name}</span>
                <span className="shrink-0 font-mono text-xs text-ink-2">{choice.kind === "field" ? choice.detail : ""}</span>
              </span>
              <span className="block truncate text-xs text-ink-2">{choice.kind === "function" || choice.kind === "method" ? choice.detail : choice.label}</span>
            </span>
          </div>
        );
      })}
    </div>
  );
}
