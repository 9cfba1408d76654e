// Which units the grid lists, in which order, and where a key leads in it. Pure.
import type { BoardState } from "../board";
import { isSelected, type Selection } from "../selection";
import type { Units } from "../units";

export type UnitOrder = "code" | "territory" | "selected" | "locked" | "bubbles" | `measure:${string}`;

interface World {
  units: Units;
  board: BoardState;
  // Only where the selected come first.
  selection: Selection | null;
  // Of what the map shows as bubbles; NaN: not known.
  bubbles?: ArrayLike<number> | undefined;
}

// Those whose code or territory holds every word typed.
export function orderedPlaces(typed: string, order: UnitOrder, { units, board, selection, bubbles }: World): number[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const names = board.territories.map(({ name }) => name.toLowerCase());
  const places: number[] = [];
  for (let place = 0; place < units.ids.length; place++) {
    const holds = words.length === 0 || words.every((word) => (units.ids[place] ?? "").toLowerCase().includes(word) || (names[board.of[place] ?? -1] ?? "").includes(word));
    if (holds) places.push(place);
  }
  const values = order === "bubbles" ? bubbles : order.startsWith("measure:") ? units.measures.find(({ name }) => name === order.slice(8))?.values : undefined;
  const worth = (place: number) => values?.[place] || 0;
  if (values) return places.sort((a, b) => worth(b) - worth(a) || a - b);
  if (order === "territory") return places.sort((a, b) => (board.of[a] ?? 0) - (board.of[b] ?? 0) || a - b);
  if (order === "locked") return places.sort((a, b) => (board.locks[b] ?? 0) - (board.locks[a] ?? 0) || a - b);
  if (order === "selected" && selection) return places.sort((a, b) => Number(isSelected(selection, b)) - Number(isSelected(selection, a)) || a - b);
  return places;
}

// The line that a key leads to; null where the key leads nowhere.
export function walked(key: string, at: number, count: number, page: number): number | null {
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: count - 1 };
  const next = steps[key];
  return next === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, next));
}
