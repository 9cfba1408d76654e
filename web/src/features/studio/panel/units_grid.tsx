// The units as a grid that is walked by keys: the map's full equal. Only the lines in sight are drawn.
import { Lock } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/design/cx";
import { SearchInput, Select } from "@/design/input";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { useBubbleText } from "../layers/use_bubble_text";
import { isSelected, placesOf, toggled } from "../selection";
import { Swatch } from "./effect";
import { orderedPlaces, type UnitOrder, walked } from "./unit_order";

const ROW = 36;
const HEAD = 30;
const COLUMNS = "grid items-center gap-2 px-2 text-sm";
// With a column for what the map shows as bubbles, or without.
const WIDTHS = { plain: "grid-cols-[1.5rem_5.5rem_minmax(0,1fr)_auto_1.25rem]", wide: "max-sm:grid-cols-[1.5rem_3.25rem_minmax(0,1fr)_4.25rem_4.25rem_1rem] grid-cols-[1.5rem_4.5rem_minmax(0,1fr)_5.5rem_5.5rem_1.25rem]" };
const SPARE = 6;
const PAGE = 10;

interface RowProps {
  id: string;
  place: number;
  at: number;
  isActive: boolean;
  // The measure that is listed.
  shown: { values: ArrayLike<number> }[];
  onPress: (at: number, isShift: boolean) => void;
}

function UnitRow({ id, place, at, isActive, shown, onPress }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { units, board, selection, hover, bubbles } = useStudio();
  const bubbleText = useBubbleText();
  const look = bubbles.is === "shown" ? bubbles.look : null;
  const territory = board.territories[board.of[place] ?? -1];
  const isIn = isSelected(selection, place);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={at + 2}
      aria-selected={isIn}
      data-code={units.ids[place]}
      onPointerDown={(event) => event.button === 0 && onPress(at, event.shiftKey)}
      onPointerEnter={() => hover.set(place)}
      className={cx(
        COLUMNS,
        look ? WIDTHS.wide : WIDTHS.plain,
        "absolute inset-x-0 cursor-pointer select-none",
        isIn ? "bg-accent-soft text-ink" : "hover:bg-surface-2",
        isActive && "outline-2 -outline-offset-2 outline-focus",
      )}
      style={{ top: at * ROW, height: ROW }}
    >
      <span role="gridcell" className="flex">
        <span aria-hidden className={cx("grid size-4 place-items-center rounded-sm border", isIn ? "border-accent bg-accent text-[10px] leading-none text-accent-ink" : "border-line-strong bg-surface")}>
          {isIn ? "✓" : ""}
        </span>
      </span>
      <span role="gridcell" className="tabular truncate font-medium">
        {units.ids[place]}
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-1.5">
        <Swatch colour={territory?.colour ?? 0} />
        <span className="truncate">{territory?.name ?? ""}</span>
      </span>
      <span role="gridcell" className="tabular truncate text-right text-ink-2">
        {shown.map(({ values }) => format.number(values[place] ?? 0)).join(" · ")}
      </span>
      {look ? (
        <span role="gridcell" className="tabular truncate text-right text-ink-2">
          {bubbleText(look.measure, look.values[place])}
        </span>
      ) : null}
      <span role="gridcell">
        {board.locks[place] === 1 ? (
          <>
            <Lock aria-hidden className="size-3.5 text-ink-2" />
            <span className="sr-only">{t("studio.locked")}</span>
          </>
        ) : null}
      </span>
    </div>
  );
}

// Which lines are in sight, and a way to bring one there.
function useWindow(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(count - 1, Math.ceil((top + height) / ROW) + SPARE);
  function bring(at: number) {
    const element = box.current;
    if (!element) return;
    const from = at * ROW;
    if (from < element.scrollTop) element.scrollTop = from;
    else if (from + ROW + HEAD > element.scrollTop + element.clientHeight) element.scrollTop = from + ROW + HEAD - element.clientHeight;
  }
  return { box, first, last, bring, onScroll: () => setTop(box.current?.scrollTop ?? 0) };
}

function useWalk(places: number[], bring: (at: number) => void) {
  const { selection, setSelection, select, hover } = useStudio();
  const [active, setActive] = useState(0);
  // Where an extension by Shift began.
  const anchor = useRef(0);
  const go = (at: number, isShift: boolean) => {
    setActive(at);
    bring(at);
    hover.set(places[at] ?? null);
    if (!isShift) return void (anchor.current = at);
    const [from, to] = [Math.min(anchor.current, at), Math.max(anchor.current, at)];
    select(places.slice(from, to + 1), "add");
  };
  const press = (at: number, isShift: boolean) => {
    const place = places[at];
    if (place === undefined) return;
    if (!isShift) setSelection(toggled(selection, place));
    go(at, isShift);
  };
  function onKeyDown(event: KeyboardEvent) {
    const done = (action: () => void) => {
      event.preventDefault();
      action();
    };
    const next = walked(event.key, active, places.length, PAGE);
    if (next !== null) return done(() => go(next, event.shiftKey));
    if (event.key === " " || event.key === "Enter") return done(() => press(active, event.shiftKey));
    if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) return done(() => select(places, placesOf(selection).length === places.length ? "remove" : "add"));
  }
  return { active: Math.min(active, Math.max(0, places.length - 1)), press, onKeyDown, setActive };
}

function Head({ measure }: { measure: string | undefined }) {
  const { t } = useTranslation();
  const { bubbles } = useStudio();
  const isWide = bubbles.is === "shown";
  return (
    <div role="row" aria-rowindex={1} className={cx(COLUMNS, isWide ? WIDTHS.wide : WIDTHS.plain, "sticky top-0 z-10 border-b border-line bg-surface-2 text-xs font-medium text-ink-2")} style={{ height: HEAD }}>
      <span role="columnheader">
        <span className="sr-only">{t("studio.chosen")}</span>
      </span>
      <span role="columnheader">{t("studio.unit")}</span>
      <span role="columnheader">{t("plan.territory")}</span>
      <span role="columnheader" className="max-w-32 truncate text-right">
        {measure ?? t("studio.measure")}
      </span>
      {isWide ? (
        <span role="columnheader" className="truncate text-right">
          {t(`studioLayers.bubbles.${bubbles.look.measure}`)}
        </span>
      ) : null}
      <span role="columnheader">
        <span className="sr-only">{t("studio.locks")}</span>
      </span>
    </div>
  );
}

// Which units are listed, and how they can be ordered: by what the map shows as bubbles, too, while it does.
function useList() {
  const { t } = useTranslation();
  const { units, board, selection, bubbles } = useStudio();
  const [typed, setTyped] = useState("");
  const [chosen, setOrder] = useState<UnitOrder>("code");
  const look = bubbles.is === "shown" ? bubbles.look : null;
  const order = chosen === "bubbles" && !look ? "code" : chosen;
  const values = look?.values;
  const places = useMemo(() => orderedPlaces(typed, order, { units, board, selection: order === "selected" ? selection : null, bubbles: values }), [typed, order, units, board, selection, values]);
  const orders: UnitOrder[] = ["code", "territory", "selected", "locked", ...units.measures.map(({ name }) => `measure:${name}` as const), ...(look ? (["bubbles"] as const) : [])];
  const nameOf = (one: UnitOrder) =>
    one === "bubbles" ? t("studio.most1st", { measure: t(`studioLayers.bubbles.${look?.measure ?? "accounts"}`) }) : one.startsWith("measure:") ? t("studio.most1st", { measure: one.slice(8) }) : t(`studio.order.${one as "code"}`);
  return { typed, setTyped, order, setOrder, places, orders: orders.map((value) => ({ value, label: nameOf(value) })) };
}

export function UnitsGrid() {
  const { t } = useTranslation();
  const format = useFormat();
  const { units, selection, hover } = useStudio();
  const { typed, setTyped, order, setOrder, places, orders } = useList();
  const id = useId();
  const view = useWindow(places.length);
  const walk = useWalk(places, view.bring);
  const shown = units.measures.filter(({ name }) => (order.startsWith("measure:") ? name === order.slice(8) : name === units.measures[0]?.name));
  const rows = places.slice(view.first, view.last + 1);
  return (
    <div className="flex h-full min-h-0 flex-col gap-2.5">
      <div className="flex gap-2">
        <SearchInput
          label={t("studio.filterUnits")}
          value={typed}
          className="min-w-0 flex-1"
          onChange={(event) => {
            setTyped(event.target.value);
            walk.setActive(0);
          }}
        />
        <Select aria-label={t("studio.orderBy")} value={order} className="w-36" options={orders} onValueChange={(value) => setOrder(value as UnitOrder)} />
      </div>
      <p className="text-xs text-ink-2" id={`${id}-help`}>
        {t("studio.gridHelp")}
      </p>
      <p role="status" className="sr-only">
        {t("studio.selectedUnits", { count: selection.count, number: format.number(selection.count) })}
      </p>
      <div
        ref={view.box}
        role="grid"
        aria-label={t("plan.units")}
        aria-describedby={`${id}-help`}
        aria-multiselectable
        aria-rowcount={places.length + 1}
        aria-activedescendant={rows.length > 0 ? `${id}-${walk.active}` : undefined}
        tabIndex={0}
        data-testid="units-grid"
        onKeyDown={walk.onKeyDown}
        onScroll={view.onScroll}
        onPointerLeave={() => hover.set(null)}
        className="relative min-h-40 flex-1 overflow-y-auto rounded-md border border-line bg-surface focus-visible:outline-offset-0"
      >
        <Head measure={shown[0]?.name} />
        <div role="rowgroup" style={{ height: places.length * ROW }} className="relative">
          {rows.map((place, index) => (
            <UnitRow key={place} id={`${id}-${view.first + index}`} place={place} at={view.first + index} isActive={view.first + index === walk.active} shown={shown} onPress={walk.press} />
          ))}
        </div>
        {places.length === 0 ? <p className="p-4 text-center text-sm text-ink-2">{t("ui.nothingMatches")}</p> : null}
      </div>
    </div>
  );
}
