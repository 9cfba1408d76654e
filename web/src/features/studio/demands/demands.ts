// Demands as the studio holds and draws them, and those that are being asked for. Pure.
import { ApiProblem } from "@/api/problem";
import type { BoardTerritory, Demand, DemandKind, NewDemand } from "@/api/studio";
import type { UnitPair } from "@/unit_map/shared_borders";
import type { Neighbours } from "@/unit_map/shared_borders";
import type { Units } from "../units";

export const TOGETHER_MAX = 1_000;
export const DEMANDS_MAX = 10_000;

// What is being asked for: units to be pinned, forbidden or kept together; or borders, found by a line, by two units or along two territories.
export interface DemandDraft {
  kind: DemandKind;
  places: number[];
  territory: number | null;
  pairs: UnitPair[];
  // The two territories along whose border the barrier is to run; null: it was found otherwise.
  along: [number | null, number | null] | null;
}
export const draftOf = (kind: DemandKind, more: Partial<DemandDraft> = {}): DemandDraft => ({ kind, places: [], territory: null, pairs: [], along: null, ...more });

// Every two neighbours of which one is of the one territory and one of the other, in the order of places.
export function frontier(of: Int32Array, [a, b]: [number, number], { starts, units }: Neighbours): UnitPair[] {
  const pairs: UnitPair[] = [];
  for (let place = 0; place < of.length; place++) {
    if (of[place] !== a && of[place] !== b) continue;
    for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
      const other = units[at] ?? -1;
      if (other > place && of[other] !== of[place] && (of[other] === a || of[other] === b)) pairs.push([place, other]);
    }
  }
  return pairs;
}

const pairKey = ([a, b]: UnitPair) => (a < b ? `${a} ${b}` : `${b} ${a}`);
// Borders that a new line found: in place of those before, beside them, or taken from them.
export function joinedPairs(before: readonly UnitPair[], found: readonly UnitPair[], mode: "replace" | "add" | "remove"): UnitPair[] {
  if (mode === "replace") return [...found];
  const keys = new Set(found.map(pairKey));
  const rest = before.filter((pair) => !keys.has(pairKey(pair)));
  return mode === "remove" ? rest : [...rest, ...found];
}

// Those that a draft asks for; empty as long as something is missing.
export function demandsOf({ kind, places, territory, pairs }: DemandDraft): Demand[] {
  if (kind === "barrier") return pairs.map((units) => ({ kind, units }));
  if (kind === "together") return places.length < 2 ? [] : [{ kind, units: places }];
  return territory === null ? [] : places.map((place) => ({ kind, units: [place], territory }));
}

export const named = ({ kind, units: places, territory }: Demand, units: Units): NewDemand => ({ kind, units: places.map((place) => units.ids[place] ?? ""), ...(territory === undefined ? {} : { territory }) });

// A territory has one centre: a pin of it elsewhere is given up by the change that pins it anew.
export const replacedBy = (demands: readonly Demand[], standing: readonly Demand[]) =>
  standing.filter((one) => one.kind === "pin" && demands.some((other) => other.kind === "pin" && other.territory === one.territory && other.units[0] !== one.units[0]));

// Whether the territories of units are against it.
export function isBroken({ kind, units, territory }: Demand, of: Int32Array): boolean {
  const own = of[units[0] ?? -1];
  if (kind === "pin") return own !== territory;
  if (kind === "forbid") return own === territory;
  return kind === "together" && units.some((place) => of[place] !== own);
}

// Which of the demands asked for the server refused by name (/demand/3).
export function refusedIn(problem: unknown): number[] {
  if (!(problem instanceof ApiProblem)) return [];
  const places = (problem.body.errors ?? []).map(({ pointer }) => /^\/demand\/(\d+)/.exec(pointer ?? "")?.[1]);
  return [...new Set(places.filter((one) => one !== undefined).map(Number))];
}

// The numbers of groups that go together, as the map and the list show them: in the order in which they were asked for.
export function groupNumbers(demands: readonly Demand[]): Map<Demand, number> {
  return new Map(demands.filter(({ kind }) => kind === "together").map((one, index) => [one, index + 1]));
}

export function demandsAt(demands: readonly Demand[], place: number): Demand[] {
  return demands.filter(({ units }) => units.includes(place));
}

// Lines that join units by their middles, each to the nearest that is joined already (Prim 1957). O(units²).
export function linksOf(places: readonly number[], { points, lon, lat }: Units): [number, number][][] {
  const [first] = places;
  if (first === undefined) return [];
  const near = new Map(places.slice(1).map((place) => [place, first]));
  const apart = (a: number, b: number) => ((points.x[a] ?? 0) - (points.x[b] ?? 0)) ** 2 + ((points.y[a] ?? 0) - (points.y[b] ?? 0)) ** 2;
  const spot = (place: number): [number, number] => [lon[place] ?? 0, lat[place] ?? 0];
  const links: [number, number][][] = [];
  while (near.size > 0) {
    let best: [number, number] | null = null;
    for (const [place, other] of near) if (!best || apart(place, other) < apart(...best)) best = [place, other];
    if (!best) break;
    const [place, other] = best;
    near.delete(place);
    links.push([spot(other), spot(place)]);
    for (const [rest, joined] of near) if (apart(rest, place) < apart(rest, joined)) near.set(rest, place);
  }
  return links;
}

// A sign at a unit's middle; those of one unit stand side by side.
export interface DemandSign {
  lon: number;
  lat: number;
  image: string;
  text: string;
  slot: number;
}
const SLOTS = 4;

export function signsOf(demands: readonly Demand[], territories: readonly BoardTerritory[], { lon, lat }: Units): DemandSign[] {
  const taken = new Map<number, number>();
  const groups = groupNumbers(demands);
  return demands.flatMap((demand) => {
    const { kind, units, territory } = demand;
    if (kind === "barrier") return [];
    const own = territories.find(({ index }) => index === territory);
    return units.map((place) => {
      const slot = taken.get(place) ?? 0;
      taken.set(place, slot + 1);
      const at = { lon: lon[place] ?? 0, lat: lat[place] ?? 0, slot: Math.min(slot, SLOTS - 1) };
      return kind === "together" ? { ...at, image: "together", text: String(groups.get(demand) ?? "") } : { ...at, image: `${kind}-${own?.colour ?? 0}`, text: own?.name ?? "" };
    });
  });
}
