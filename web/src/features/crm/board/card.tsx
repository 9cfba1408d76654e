// An opportunity on the board: dragged by the pointer, moved by its handle from the keyboard, or by its menu.
import { GripVertical, MoreHorizontal } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CrmRecord } from "@/api/crm";
import { IconButton } from "@/design/button";
import { cx } from "@/design/cx";
import { Menu, MenuItem, MenuLabel } from "@/design/menu";
import { useFormat } from "@/lib/format";
import { isMoney } from "../fields/values";

export interface StageName {
  id: string;
  name: string;
}

interface CardProps {
  record: CrmRecord;
  stages: StageName[];
  mayMove: boolean;
  isDragged: boolean;
  isMoving: boolean;
  isFocused: boolean;
  // Where the keyboard would put it; null: it is not taken up.
  target: string | null;
  onTarget: (stage: string | null, isDropped?: boolean) => void;
  onMove: (stage: string) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>, card: HTMLElement | null) => void;
}

function Handle({ record, stages, target, isFocused, onTarget, onMove, onPointerDown }: Omit<CardProps, "mayMove" | "isDragged" | "isMoving">) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFocused) button.current?.focus();
  }, [isFocused]);
  function step(by: number) {
    const at = stages.findIndex(({ id }) => id === target);
    const next = stages[Math.min(Math.max(at + by, 0), stages.length - 1)];
    if (next) onTarget(next.id);
  }
  function onKeyDown(event: KeyboardEvent) {
    const isChoice = event.key === " " || event.key === "Enter";
    if (target === null) {
      if (!isChoice) return;
      event.preventDefault();
      onTarget(String(record["stage"]));
      return;
    }
    if (event.key === "Tab") return onTarget(null);
    event.preventDefault();
    if (event.key === "ArrowRight" || event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") onTarget(null);
    else if (isChoice) {
      onTarget(null, true);
      onMove(target);
    }
  }
  return (
    <button
      ref={button}
      type="button"
      aria-label={t("board.grab", { name: record.title })}
      aria-pressed={target !== null}
      onKeyDown={onKeyDown}
      onBlur={() => target !== null && onTarget(null)}
      onPointerDown={(event) => event.pointerType === "touch" && onPointerDown(event, button.current?.closest("li") ?? null)}
      className="-ml-2 grid w-6 shrink-0 cursor-grab touch-none place-items-center self-stretch rounded-sm text-ink-3 hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
    >
      <GripVertical aria-hidden className="size-4" />
    </button>
  );
}

export function Card(props: CardProps) {
  const { record, stages, mayMove, isDragged, isMoving, target, onMove, onPointerDown } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const item = useRef<HTMLLIElement>(null);
  const amount = record["amount"];
  const close = record["close_date"];
  return (
    <li
      ref={item}
      data-card={record.title}
      onPointerDown={mayMove ? (event) => event.pointerType !== "touch" && !(event.target as HTMLElement).closest("button") && onPointerDown(event, item.current) : undefined}
      className={cx("flex gap-1.5 rounded-md border bg-surface p-3 pr-2 shadow-1", mayMove && "select-none", target === null ? "border-line" : "border-accent", isDragged && "opacity-40", isMoving && "opacity-70")}
    >
      {mayMove ? <Handle {...props} /> : null}
      <div className="min-w-0 flex-1">
        <Link to={`/opportunities/${record.id}`} draggable={false} className="font-medium break-words hover:underline">
          {record.title}
        </Link>
        <p className="truncate text-sm text-ink-2">{record.labels?.["account"] ?? t("crmValue.hidden")}</p>
        <p className="tabular mt-1 flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
          <span className={isMoney(amount) ? "font-medium" : "text-ink-3"}>{isMoney(amount) ? format.money(amount) : t("board.noAmount")}</span>
          {typeof close === "string" ? <span className="text-xs text-ink-3">{t("board.closes", { date: format.localDate(close) })}</span> : null}
        </p>
      </div>
      {mayMove ? (
        <Menu trigger={<IconButton size="small" label={t("board.move", { name: record.title })} icon={<MoreHorizontal aria-hidden className="size-4" />} className="-mt-1.5" />}>
          <MenuLabel>{t("board.moveTo")}</MenuLabel>
          {stages.map(({ id, name }) => (
            <MenuItem key={id} disabledReason={id === record["stage"] && t("board.here")} onSelect={() => onMove(id)}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
    </li>
  );
}
