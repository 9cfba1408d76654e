// What a proposal or an offer would move. Pure.
import type { ProposalMove } from "@/api/discussion";
import type { OfferDetail } from "@/api/studio";
import { type BoardState, placesOfTerritory } from "../board";
import type { Units } from "../units";

export interface Flow {
  from: number;
  to: number;
  units: string[];
}

// By pair of territories, the largest first.
export function flowsOf(moves: readonly ProposalMove[]): Flow[] {
  const flows = new Map<string, Flow>();
  for (const { unit, from, to } of moves) {
    const key = `${from} ${to}`;
    const flow = flows.get(key) ?? { from, to, units: [] };
    flow.units.push(unit);
    flows.set(key, flow);
  }
  return [...flows.values()].sort((a, b) => b.units.length - a.units.length || a.from - b.from || a.to - b.to);
}

export const movesOfOffer = (detail: OfferDetail, board: BoardState, units: Units): ProposalMove[] =>
  detail.territory_of.map(([place, to]) => ({ unit: units.ids[place] ?? "", from: board.of[place] ?? to, to }));

export const placesOfMoves = (moves: readonly ProposalMove[], units: Units) => moves.map(({ unit }) => units.placeOf.get(unit) ?? -1).filter((place) => place >= 0);

const TERRITORIES_AROUND_MAX = 6;

// What is shown of the map with it: the territories between which units move, or where those are many the units.
export function placesAround(moves: readonly ProposalMove[], board: BoardState, units: Units): number[] {
  const touched = new Set(moves.flatMap(({ from, to }) => [from, to]));
  const own = touched.size > TERRITORIES_AROUND_MAX ? [] : [...touched].flatMap((index) => placesOfTerritory(board, index));
  return [...own, ...placesOfMoves(moves, units)];
}

// The board as it would be, for the map: only where units are.
export function withProposed(board: BoardState, moves: readonly ProposalMove[], units: Units): BoardState {
  const of = board.of.slice();
  for (const { unit, to } of moves) {
    const place = units.placeOf.get(unit);
    if (place !== undefined) of[place] = to;
  }
  return { ...board, of };
}

// Of a unit, where it would go.
export const proposedFor = (moves: readonly ProposalMove[], unit: string | undefined) => moves.find((move) => move.unit === unit)?.to;
