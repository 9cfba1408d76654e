// The borders that two units of a layer share, by arcs: drawn, and found where a line crosses them; and what follows from them: who borders whom, and
// colours for territories of which no two neighbours share one. Pure; runs in the map's worker.
import type * as GeoJSON from "geojson";
import { type LayerShapes, type Spot, xOf, yOf } from "./layer_shapes";

export type UnitPair = [number, number];
const NONE = -1;

interface Sides {
  first: Int32Array;
  second: Int32Array;
}
const known = new WeakMap<LayerShapes, Sides>();

// The two units on the sides of each arc, by place; -1: none. Found once for a layer, which nobody changes.
function sidesOf(shapes: LayerShapes): Sides {
  const before = known.get(shapes);
  if (before) return before;
  const count = shapes.starts.length - 1;
  const [first, second] = [new Int32Array(count).fill(NONE), new Int32Array(count).fill(NONE)];
  const { rings, arcStarts, arcs } = shapes;
  for (let unit = 0; unit + 1 < rings.length; unit++) {
    for (let at = arcStarts[rings[unit] ?? 0] ?? 0; at < (arcStarts[rings[unit + 1] ?? 0] ?? 0); at++) {
      const signed = arcs[at] ?? 0;
      const arc = signed < 0 ? ~signed : signed;
      if (first[arc] === NONE) first[arc] = unit;
      else if (first[arc] !== unit) second[arc] = unit;
    }
  }
  known.set(shapes, { first, second });
  return { first, second };
}

// The arcs between units that are wanted: by place, -1 where there is nothing on that side. Not joined into longer lines.
function linesWhere(shapes: LayerShapes, isWanted: (a: number, b: number) => boolean): GeoJSON.MultiLineString {
  const { first, second } = sidesOf(shapes);
  const { starts, lon, lat } = shapes;
  const coordinates: Spot[][] = [];
  for (let arc = 0; arc < first.length; arc++) {
    if (first[arc] === NONE || !isWanted(first[arc] ?? NONE, second[arc] ?? NONE)) continue;
    const line: Spot[] = [];
    for (let corner = starts[arc] ?? 0; corner < (starts[arc + 1] ?? 0); corner++) line.push([lon[corner] ?? 0, lat[corner] ?? 0]);
    coordinates.push(line);
  }
  return { type: "MultiLineString", coordinates };
}

const keyOf = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);

// What lies between the units of each pair; a pair that shares nothing has no line.
export function sharedOf(shapes: LayerShapes, pairs: readonly UnitPair[]): GeoJSON.MultiLineString {
  const wanted = new Set(pairs.map(([a, b]) => keyOf(a, b)));
  return linesWhere(shapes, (a, b) => b !== NONE && wanted.has(keyOf(a, b)));
}

// The line around some units, by their places: what only one of them has.
export function outlineOf(shapes: LayerShapes, places: ArrayLike<number>): GeoJSON.MultiLineString {
  const inside = new Set(Array.from(places));
  return linesWhere(shapes, (a, b) => inside.has(a) !== inside.has(b));
}

// Which arcs lie between units of different territories, or around all of them: 1.
export function bordersOf(shapes: LayerShapes, of: ArrayLike<number>): Uint8Array {
  const { first, second } = sidesOf(shapes);
  return Uint8Array.from(first, (a, arc) => {
    const b = second[arc] ?? NONE;
    return a !== NONE && (b === NONE || (of[a] ?? NONE) !== (of[b] ?? NONE)) ? 1 : 0;
  });
}

const sideOf = ([ax, ay]: Spot, [bx, by]: Spot, [px, py]: Spot) => (bx - ax) * (py - ay) - (by - ay) * (px - ax) > 0;
const isCrossing = (a: Spot, b: Spot, c: Spot, d: Spot) => sideOf(a, b, c) !== sideOf(a, b, d) && sideOf(c, d, a) !== sideOf(c, d, b);

export type Frame = [west: number, south: number, east: number, north: number];
function frameOf(spots: readonly Spot[]): Frame {
  const frame: Frame = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of spots) {
    frame[0] = Math.min(frame[0], x);
    frame[1] = Math.min(frame[1], y);
    frame[2] = Math.max(frame[2], x);
    frame[3] = Math.max(frame[3], y);
  }
  return frame;
}
const isApart = (a: Frame, b: Frame) => a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3];

function crosses(line: readonly Spot[], arc: readonly Spot[]): boolean {
  for (let at = 1; at < line.length; at++) {
    const [a, b] = [line[at - 1] as Spot, line[at] as Spot];
    for (let corner = 1; corner < arc.length; corner++) if (isCrossing(a, b, arc[corner - 1] as Spot, arc[corner] as Spot)) return true;
  }
  return false;
}

// The pairs of units whose shared border a line [lon, lat] crosses, in the order of places, each once. Straight is what is straight on the map.
// O(arcs + corners near the line * corners of the line).
export function crossedOf(shapes: LayerShapes, line: readonly (readonly [number, number])[]): UnitPair[] {
  const drawn = line.map(([lon, lat]): Spot => [xOf(lon), yOf(lat)]);
  const frame = frameOf(drawn);
  const { first, second } = sidesOf(shapes);
  const { starts, lon, y } = shapes;
  const found = new Map<string, UnitPair>();
  for (let arc = 0; arc < first.length; arc++) {
    const [a = NONE, b = NONE] = [first[arc], second[arc]];
    if (b === NONE || found.has(keyOf(a, b))) continue;
    const own: Spot[] = [];
    for (let corner = starts[arc] ?? 0; corner < (starts[arc + 1] ?? 0); corner++) own.push([xOf(lon[corner] ?? 0), y[corner] ?? 0]);
    if (!isApart(frame, frameOf(own)) && crosses(drawn, own)) found.set(keyOf(a, b), a < b ? [a, b] : [b, a]);
  }
  return [...found.values()].sort((x, z) => x[0] - z[0] || x[1] - z[1]);
}

// Which units share a border: those of unit i are `units` from `starts[i]` until before `starts[i + 1]`, in the order of places.
export interface Neighbours {
  starts: Int32Array;
  units: Int32Array;
}
export function neighboursOf(shapes: LayerShapes): Neighbours {
  const { first, second } = sidesOf(shapes);
  const count = shapes.codes.length;
  // Each pair both ways round, as one number; sorted, those of a unit follow one another.
  const pairs = new Float64Array(2 * first.length);
  let end = 0;
  first.forEach((a, arc) => {
    const b = second[arc] ?? NONE;
    if (a === NONE || b === NONE) return;
    pairs[end++] = a * count + b;
    pairs[end++] = b * count + a;
  });
  const sorted = pairs.subarray(0, end).sort();
  const [starts, units] = [new Int32Array(count + 1), new Int32Array(end)];
  let found = 0;
  sorted.forEach((pair, at) => {
    if (at > 0 && sorted[at - 1] === pair) return;
    units[found++] = pair % count;
    starts[Math.floor(pair / count) + 1] = found;
  });
  for (let unit = 1; unit <= count; unit++) starts[unit] = Math.max(starts[unit] ?? 0, starts[unit - 1] ?? 0);
  return { starts, units: units.slice(0, found) };
}

// A colour from 0 to `count` - 1 for each territory, by the territory of each unit (-1: none), those with most neighbours first: one that no neighbour
// has (else one that fewest have), and of these one that fewest territories have, so that few territories all look different.
export function coloursOf(shapes: LayerShapes, of: ArrayLike<number>, territories: number, count: number): number[] {
  const { first, second } = sidesOf(shapes);
  const beside = Array.from({ length: territories }, () => new Set<number>());
  first.forEach((a, arc) => {
    const [own, theirs] = [of[a] ?? NONE, of[second[arc] ?? NONE] ?? NONE];
    if (own < 0 || theirs < 0 || own === theirs) return;
    beside[own]?.add(theirs);
    beside[theirs]?.add(own);
  });
  const colours = Array<number>(territories).fill(-1);
  const used = Array<number>(count).fill(0);
  const order = beside.map((_, index) => index).sort((a, b) => (beside[b]?.size ?? 0) - (beside[a]?.size ?? 0) || a - b);
  for (const one of order) {
    const near = Array<number>(count).fill(0);
    for (const other of beside[one] ?? []) {
      const colour = colours[other] ?? -1;
      if (colour >= 0) near[colour] = (near[colour] ?? 0) + 1;
    }
    let best = 0;
    for (let colour = 1; colour < count; colour++) {
      const [a, b] = [near[colour] ?? 0, near[best] ?? 0];
      if (a < b || (a === b && (used[colour] ?? 0) < (used[best] ?? 0))) best = colour;
    }
    colours[one] = best;
    used[best] = (used[best] ?? 0) + 1;
  }
  return colours;
}
