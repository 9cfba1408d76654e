// Units found by what is known of them. All conditions that are set hold at once. Pure.
import type { BoardState } from "./board";
import type { Units } from "./units";

export interface Wish {
  // Codes, one a line or parted by commas; "*" at the end of one: all that begin so.
  codes: string;
  territory: number | null;
  measure: string;
  least: number | null;
  most: number | null;
  locked: "any" | "locked" | "free";
}

export const NO_WISH: Wish = { codes: "", territory: null, measure: "", least: null, most: null, locked: "any" };

export function isEmptyWish({ codes, territory, least, most, locked }: Wish): boolean {
  return codes.trim() === "" && territory === null && least === null && most === null && locked === "any";
}

function codeTest(text: string): ((code: string) => boolean) | null {
  const wanted = text.split(/[\s,;]+/).filter(Boolean);
  if (wanted.length === 0) return null;
  const whole = new Set(wanted.filter((one) => !one.endsWith("*")));
  const beginnings = wanted.filter((one) => one.endsWith("*")).map((one) => one.slice(0, -1));
  return (code) => whole.has(code) || beginnings.some((beginning) => code.startsWith(beginning));
}

export function found(wish: Wish, board: BoardState, units: Units): number[] {
  if (isEmptyWish(wish)) return [];
  const isCode = codeTest(wish.codes);
  const values = units.measures.find(({ name }) => name === wish.measure)?.values;
  const places: number[] = [];
  for (let place = 0; place < units.ids.length; place++) {
    if (isCode && !isCode(units.ids[place] ?? "")) continue;
    if (wish.territory !== null && board.of[place] !== wish.territory) continue;
    if (wish.locked !== "any" && (board.locks[place] === 1) !== (wish.locked === "locked")) continue;
    const value = values?.[place];
    if (value !== undefined && ((wish.least !== null && value < wish.least) || (wish.most !== null && value > wish.most))) continue;
    places.push(place);
  }
  return places;
}
