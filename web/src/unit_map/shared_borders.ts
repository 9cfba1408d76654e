// The borders that two units of a layer share, by the arcs of its TopoJSON: drawn, and found where a line crosses them. Pure; runs in the map's worker.
import type * as GeoJSON from "geojson";
import { feature } from "topojson-client";
import type { GeometryObject } from "topojson-specification";
import type { LayerTopology } from "./topology";

export type UnitPair = [number, number];
type Spot = [number, number];

const NONE = -1;

interface Sides {
  first: Int32Array;
  second: Int32Array;
}
const known = new WeakMap<LayerTopology, Sides>();

// The two units on the sides of each arc, by place; -1: none. Found once for a topology, which nobody changes.
function sidesOf(topology: LayerTopology): Sides {
  const before = known.get(topology);
  if (before) return before;
  const first = new Int32Array(topology.arcs.length).fill(NONE);
  const second = new Int32Array(topology.arcs.length).fill(NONE);
  topology.objects.units.geometries.forEach((unit, place) => {
    const arcs = "arcs" in unit ? ((unit.arcs as unknown[]).flat(3) as number[]) : [];
    for (const signed of arcs) {
      const arc = signed < 0 ? ~signed : signed;
      if (first[arc] === NONE) first[arc] = place;
      else if (first[arc] !== place) second[arc] = place;
    }
  });
  known.set(topology, { first, second });
  return { first, second };
}

// The arcs between units that are wanted: by place, -1 where there is nothing on that side. Not joined into longer lines: that takes a second for a country of postal codes.
function linesWhere(topology: LayerTopology, isWanted: (a: number, b: number) => boolean): GeoJSON.MultiLineString {
  const { first, second } = sidesOf(topology);
  const arcs: number[][] = [];
  for (let arc = 0; arc < first.length; arc++) if (first[arc] !== NONE && isWanted(first[arc] ?? NONE, second[arc] ?? NONE)) arcs.push([arc]);
  return (feature(topology, { type: "MultiLineString", arcs } as GeometryObject) as GeoJSON.Feature).geometry as GeoJSON.MultiLineString;
}

const keyOf = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);

// What lies between the units of each pair; a pair that shares nothing has no line.
export function sharedOf(topology: LayerTopology, pairs: readonly UnitPair[]): GeoJSON.MultiLineString {
  const wanted = new Set(pairs.map(([a, b]) => keyOf(a, b)));
  return linesWhere(topology, (a, b) => b !== NONE && wanted.has(keyOf(a, b)));
}

// The line around some units, by their places: what only one of them has.
export function outlineOf(topology: LayerTopology, places: ArrayLike<number>): GeoJSON.MultiLineString {
  const inside = new Set(Array.from(places));
  return linesWhere(topology, (a, b) => inside.has(a) !== inside.has(b));
}

// The lines between units of different territories, and around all of them.
export function bordersOf(topology: LayerTopology, of: ArrayLike<number>): GeoJSON.MultiLineString {
  return linesWhere(topology, (a, b) => b === NONE || (of[a] ?? NONE) !== (of[b] ?? NONE));
}

// Web Mercator (EPSG:3857) scaled to the earth's radius, where a line that is drawn over the map is straight.
const RADIANS = Math.PI / 180;
const LATITUDE_MAX = 85.051129;
const projected = ([lon, lat]: readonly [number, number]): Spot => [lon * RADIANS, Math.atanh(Math.sin(Math.max(-LATITUDE_MAX, Math.min(LATITUDE_MAX, lat)) * RADIANS))];

// Positions of an arc, in lon and lat.
function positionsOf({ arcs, transform }: LayerTopology, arc: number): Spot[] {
  const [scaleX = 1, scaleY = 1] = transform?.scale ?? [];
  const [moveX = 0, moveY = 0] = transform?.translate ?? [];
  let [x, y] = [0, 0];
  return (arcs[arc] ?? []).map(([dx = 0, dy = 0]) => {
    [x, y] = transform ? [x + dx, y + dy] : [dx, dy];
    return [moveX + x * scaleX, moveY + y * scaleY];
  });
}

const sideOf = ([ax, ay]: Spot, [bx, by]: Spot, [px, py]: Spot) => (bx - ax) * (py - ay) - (by - ay) * (px - ax) > 0;
const isCrossing = (a: Spot, b: Spot, c: Spot, d: Spot) => sideOf(a, b, c) !== sideOf(a, b, d) && sideOf(c, d, a) !== sideOf(c, d, b);

type Frame = [west: number, south: number, east: number, north: number];
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

// The pairs of units whose shared border a line [lon, lat] crosses, in the order of places, each once. O(arcs + corners near the line * corners of the line).
export function crossedOf(topology: LayerTopology, line: readonly (readonly [number, number])[]): UnitPair[] {
  const drawn = line.map(projected);
  const frame = frameOf(drawn);
  const { first, second } = sidesOf(topology);
  const found = new Map<string, UnitPair>();
  for (let arc = 0; arc < first.length; arc++) {
    const [a = NONE, b = NONE] = [first[arc], second[arc]];
    if (b === NONE || found.has(keyOf(a, b))) continue;
    const own = positionsOf(topology, arc).map(projected);
    if (!isApart(frame, frameOf(own)) && crosses(drawn, own)) found.set(keyOf(a, b), a < b ? [a, b] : [b, a]);
  }
  return [...found.values()].sort((x, y) => x[0] - y[0] || x[1] - y[1]);
}

// West, south, east and north of all units; null: there is nothing.
export function boundsOf(topology: LayerTopology): Frame | null {
  const spots: Spot[] = [];
  for (let arc = 0; arc < topology.arcs.length; arc++) {
    const [west, south, east, north] = frameOf(positionsOf(topology, arc));
    spots.push([west, south], [east, north]);
  }
  for (const unit of topology.objects.units.geometries) {
    if (unit.type === "Point") spots.push((feature(topology, unit as GeometryObject) as GeoJSON.Feature<GeoJSON.Point>).geometry.coordinates as Spot);
  }
  return spots.length > 0 ? frameOf(spots) : null;
}
