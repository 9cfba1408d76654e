// A board as the page holds it: typed arrays that are never changed in place, so that what was drawn can be compared with what is to be. Pure.
import type { Board, BoardChange, BoardTerritory, ChangeName, Demand, Totals } from "@/api/studio";
import type { Plan } from "@/api/types";

export interface BoardState {
  revision: number;
  state: Plan["state"];
  // By index.
  territories: BoardTerritory[];
  // The territory's index of each unit, by place.
  of: Int32Array;
  // 1: the unit is locked.
  locks: Uint8Array;
  demands: Demand[];
  totals: Totals;
  undo?: ChangeName | undefined;
  redo?: ChangeName | undefined;
  base?: Board["base"];
  // Territories whose figures are not yet those of what is shown.
  pending: ReadonlySet<number>;
}

export const NONE_PENDING: ReadonlySet<number> = new Set();

export function boardFrom(board: Board): BoardState {
  const locks = new Uint8Array(board.territory_of.length);
  for (const place of board.locked) locks[place] = 1;
  const { revision, state, totals, undo, redo, base, demands } = board;
  const territories = [...board.territories].sort((a, b) => a.index - b.index);
  return { revision, state, demands, totals, undo, redo, base, territories, of: Int32Array.from(board.territory_of), locks, pending: NONE_PENDING };
}

// What is shown until the server has said what it makes of it: units and amounts are counted, the rest is waited for.
export function withMoves(board: BoardState, to: number, places: readonly number[], measures: { name: string; values: ArrayLike<number> }[]): BoardState {
  const moved = places.filter((place) => board.of[place] !== to && board.locks[place] !== 1);
  if (moved.length === 0) return board;
  const of = board.of.slice();
  const pending = new Set(board.pending).add(to);
  const territories = board.territories.map((one) => ({ ...one, amounts: { ...one.amounts } }));
  const into = territories[to];
  for (const place of moved) {
    const from = territories[of[place] ?? -1];
    if (from) pending.add(from.index);
    for (const [one, sign] of [[from, -1], [into, 1]] as const) {
      if (!one) continue;
      one.units += sign;
      for (const { name, values } of measures) if (name in one.amounts) one.amounts[name] = (one.amounts[name] ?? 0) + sign * (values[place] ?? 0);
    }
    of[place] = to;
  }
  return { ...board, of, territories, pending };
}

export function withLocks(board: BoardState, places: readonly number[], isLocked: boolean): BoardState {
  const locks = board.locks.slice();
  for (const place of places) locks[place] = isLocked ? 1 : 0;
  return { ...board, locks };
}

export const demandKey = ({ kind, units, territory }: Demand) => `${kind} ${territory ?? ""} ${[...units].sort((a, b) => a - b).join(" ")}`;

export function withDemands(board: BoardState, made: readonly Demand[], released: readonly Demand[]): BoardState {
  if (made.length + released.length === 0) return board;
  const gone = new Set([...made, ...released].map(demandKey));
  return { ...board, demands: [...board.demands.filter((one) => !gone.has(demandKey(one))), ...made] };
}

// What the server made of a change, which says all that is other than before.
export function withChange(board: BoardState, change: BoardChange): BoardState {
  const of = board.of.slice();
  for (const [place, index] of change.territory_of) of[place] = index;
  const locks = board.locks.slice();
  for (const place of change.locked) locks[place] = 1;
  for (const place of change.unlocked) locks[place] = 0;
  // What was added and is taken back is no more.
  const territories = board.territories.slice(0, change.territory_count);
  for (const one of change.after) territories[one.index] = one;
  const { demands } = withDemands(board, change.demanded, change.released);
  return { ...board, revision: change.revision, of, locks, demands, territories, totals: change.totals, undo: change.undo, redo: change.redo, pending: NONE_PENDING };
}

// The places of a territory's units.
export function placesOfTerritory(board: BoardState, index: number): number[] {
  const found: number[] = [];
  for (let place = 0; place < board.of.length; place++) if (board.of[place] === index) found.push(place);
  return found;
}

// The deviation farthest from 0 among measures.
export function worstIn(deviations: Record<string, number>): { measure: string; value: number } | null {
  let worst: { measure: string; value: number } | null = null;
  for (const [measure, value] of Object.entries(deviations)) if (!worst || Math.abs(value) > Math.abs(worst.value)) worst = { measure, value };
  return worst;
}

export type Tolerances = Record<string, number>;
const ROUNDING = 1e-9;
export const isOutside = (value: number, tolerance: number | undefined) => tolerance !== undefined && Math.abs(value) > tolerance + ROUNDING;
