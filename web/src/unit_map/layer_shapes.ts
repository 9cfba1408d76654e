// A layer's TopoJSON as flat arrays: as lists of lists of numbers, a country's units keep the garbage collector busy for longer than all that is
// reckoned with them. Arcs are the lines that units share. Pure; runs in the map's worker.
import type * as GeoJSON from "geojson";
import type { Topology, GeometryCollection } from "topojson-specification";

export type LayerTopology = Topology<{ units: GeometryCollection }>;
export type Spot = [number, number];

// The units stand in the order of places.
export interface LayerShapes {
  codes: string[];
  // The corners of arc a: from starts[a] until before starts[a + 1]. Degrees; `y` is the latitude on the world map (yOf).
  starts: Int32Array;
  lon: Float64Array;
  lat: Float64Array;
  y: Float64Array;
  // How far a line may be off before a corner is needed, on the world map; Infinity at both ends of an arc. Found when it is first asked for.
  weights: Float32Array | null;
  // The rings of unit u: from rings[u]; the arcs of ring r: arcs[arcStarts[r]] and on, ~a for an arc that is walked backwards. A hole lies in the ring before.
  rings: Int32Array;
  arcStarts: Int32Array;
  arcs: Int32Array;
  isHole: Uint8Array;
  // Where a unit without rings is, in degrees; NaN elsewhere.
  pointLon: Float64Array;
  pointLat: Float64Array;
  // West, north, east and south of each unit on the world map.
  boxes: Float64Array;
}

// The world map: Web Mercator (EPSG:3857) from 0 to 1, the north-west first. What lies beyond its edge in the north and south is drawn at the edge.
const LATITUDE_MAX = 85.051129;
const RADIANS = Math.PI / 180;
export const xOf = (lon: number) => lon / 360 + 0.5;
export function yOf(lat: number): number {
  const sine = Math.sin(Math.max(-LATITUDE_MAX, Math.min(LATITUDE_MAX, lat)) * RADIANS);
  return 0.5 - Math.atanh(sine) / (2 * Math.PI);
}

const unitsOf = (topology: LayerTopology) => topology.objects.units.geometries;
type Unit = ReturnType<typeof unitsOf>[number];
const partsOf = (unit: Unit): number[][][] => (unit.type === "Polygon" ? [unit.arcs] : unit.type === "MultiPolygon" ? unit.arcs : []);

// The corners of all arcs one after another; on a grid each is told by how far it lies from the one before.
function cornersOf({ arcs, transform }: LayerTopology) {
  const starts = new Int32Array(arcs.length + 1);
  arcs.forEach((arc, index) => (starts[index + 1] = (starts[index] ?? 0) + arc.length));
  const count = starts[arcs.length] ?? 0;
  const [lon, lat, y] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const [scaleX = 1, scaleY = 1] = transform?.scale ?? [];
  const [moveX = 0, moveY = 0] = transform?.translate ?? [];
  let at = 0;
  for (const arc of arcs) {
    let [gridX, gridY] = [0, 0];
    for (const corner of arc) {
      gridX = transform ? gridX + (corner[0] ?? 0) : (corner[0] ?? 0);
      gridY = transform ? gridY + (corner[1] ?? 0) : (corner[1] ?? 0);
      lon[at] = moveX + gridX * scaleX;
      lat[at] = moveY + gridY * scaleY;
      y[at] = yOf(lat[at] ?? 0);
      at++;
    }
  }
  return { starts, lon, lat, y };
}

function ringsOf(units: Unit[]) {
  const rings = new Int32Array(units.length + 1);
  const [arcStarts, arcs, isHole]: [number[], number[], number[]] = [[0], [], []];
  units.forEach((unit, place) => {
    for (const part of partsOf(unit)) {
      part.forEach((ring, index) => {
        for (const arc of ring) arcs.push(arc);
        arcStarts.push(arcs.length);
        isHole.push(index > 0 ? 1 : 0);
      });
    }
    rings[place + 1] = isHole.length;
  });
  return { rings, arcStarts: Int32Array.from(arcStarts), arcs: Int32Array.from(arcs), isHole: Uint8Array.from(isHole) };
}

function pointsIn(units: Unit[], transform: LayerTopology["transform"]) {
  const [pointLon, pointLat] = [new Float64Array(units.length).fill(NaN), new Float64Array(units.length).fill(NaN)];
  const [scaleX = 1, scaleY = 1] = transform?.scale ?? [];
  const [moveX = 0, moveY = 0] = transform?.translate ?? [];
  units.forEach((unit, place) => {
    if (unit.type !== "Point") return;
    pointLon[place] = moveX + (unit.coordinates[0] ?? 0) * scaleX;
    pointLat[place] = moveY + (unit.coordinates[1] ?? 0) * scaleY;
  });
  return { pointLon, pointLat };
}

type Frames = Omit<LayerShapes, "boxes" | "codes" | "weights">;

function boxesOf({ rings, arcStarts, arcs, starts, lon, y, pointLon, pointLat }: Frames): Float64Array {
  const count = rings.length - 1;
  const boxes = new Float64Array(4 * count);
  for (let unit = 0; unit < count; unit++) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    const take = (atX: number, atY: number) => {
      if (atX < west) west = atX;
      if (atX > east) east = atX;
      if (atY < north) north = atY;
      if (atY > south) south = atY;
    };
    for (let at = arcStarts[rings[unit] ?? 0] ?? 0; at < (arcStarts[rings[unit + 1] ?? 0] ?? 0); at++) {
      const signed = arcs[at] ?? 0;
      const arc = signed < 0 ? ~signed : signed;
      for (let corner = starts[arc] ?? 0; corner < (starts[arc + 1] ?? 0); corner++) take(xOf(lon[corner] ?? 0), y[corner] ?? 0);
    }
    const point = pointLon[unit] ?? NaN;
    if (!Number.isNaN(point)) take(xOf(point), yOf(pointLat[unit] ?? 0));
    boxes.set([west, north, east, south], 4 * unit);
  }
  return boxes;
}

export function shapesOf(topology: LayerTopology): LayerShapes {
  const units = unitsOf(topology);
  const frames = { ...cornersOf(topology), ...ringsOf(units), ...pointsIn(units, topology.transform) };
  return { ...frames, codes: units.map(({ id }) => String(id)), weights: null, boxes: boxesOf(frames) };
}

// How far corner `at` lies from the line between two others, on the world map.
function distance({ lon, y }: LayerShapes, at: number, first: number, last: number): number {
  const [ax, ay] = [xOf(lon[first] ?? 0), y[first] ?? 0];
  const [dx, dy] = [xOf(lon[last] ?? 0) - ax, (y[last] ?? 0) - ay];
  const [px, py] = [xOf(lon[at] ?? 0) - ax, (y[at] ?? 0) - ay];
  const along = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy)));
  return Math.hypot(px - along * dx, py - along * dy);
}

// Of each corner the distance by which it was chosen (Ramer 1972; Douglas and Peucker 1973), never more than that of the corner it depends on, so that
// those above any limit are the line simplified to that limit. By arcs, so that units side by side stay side by side.
export function weightsOf(shapes: LayerShapes): Float32Array {
  if (shapes.weights) return shapes.weights;
  const { starts, lon } = shapes;
  const weights = new Float32Array(lon.length);
  const spans: [number, number, number][] = [];
  for (let arc = 0; arc + 1 < starts.length; arc++) {
    const [first, last] = [starts[arc] ?? 0, (starts[arc + 1] ?? 0) - 1];
    if (last < first) continue;
    weights[first] = Infinity;
    weights[last] = Infinity;
    if (last - first > 1) spans.push([first, last, Infinity]);
    for (let span = spans.pop(); span; span = spans.pop()) {
      const [from, to, most] = span;
      let [best, found] = [-1, from];
      for (let at = from + 1; at < to; at++) {
        const off = distance(shapes, at, from, to);
        if (off > best) [best, found] = [off, at];
      }
      const weight = Math.min(best, most);
      weights[found] = weight;
      if (found - from > 1) spans.push([from, found, weight]);
      if (to - found > 1) spans.push([found, to, weight]);
    }
  }
  shapes.weights = weights;
  return weights;
}

// The corners of a ring, in its order, the first of each arc but the first left out; the last is the first again.
export function eachCorner({ arcStarts, arcs, starts }: LayerShapes, ring: number, see: (corner: number) => void) {
  const begin = arcStarts[ring] ?? 0;
  for (let at = begin; at < (arcStarts[ring + 1] ?? 0); at++) {
    const signed = arcs[at] ?? 0;
    const arc = signed < 0 ? ~signed : signed;
    const [first, last] = [starts[arc] ?? 0, (starts[arc + 1] ?? 0) - 1];
    const skip = at === begin ? 0 : 1;
    if (signed < 0) for (let corner = last - skip; corner >= first; corner--) see(corner);
    else for (let corner = first + skip; corner <= last; corner++) see(corner);
  }
}

// A unit's own shape in degrees; null: it has none.
export function shapeOf(shapes: LayerShapes, unit: number): GeoJSON.Geometry | null {
  const { rings, isHole, lon, lat, pointLon, pointLat } = shapes;
  const parts: Spot[][][] = [];
  for (let ring = rings[unit] ?? 0; ring < (rings[unit + 1] ?? 0); ring++) {
    const corners: Spot[] = [];
    eachCorner(shapes, ring, (corner) => corners.push([lon[corner] ?? 0, lat[corner] ?? 0]));
    if (isHole[ring]) parts.at(-1)?.push(corners);
    else parts.push([corners]);
  }
  if (parts.length > 0) return parts.length === 1 ? { type: "Polygon", coordinates: parts[0] ?? [] } : { type: "MultiPolygon", coordinates: parts };
  const point = pointLon[unit] ?? NaN;
  return Number.isNaN(point) ? null : { type: "Point", coordinates: [point, pointLat[unit] ?? 0] };
}

// The middle of a ring by its area (the centroid of a polygon); of a ring without one, its first corner. Degrees.
function middleOf(shapes: LayerShapes, ring: number): { at: Spot; size: number } {
  const { lon, lat } = shapes;
  let [x0, y0, sum, x, y, ax, ay] = [NaN, NaN, 0, 0, 0, 0, 0];
  eachCorner(shapes, ring, (corner) => {
    if (Number.isNaN(x0)) [x0, y0] = [lon[corner] ?? 0, lat[corner] ?? 0];
    const [bx, by] = [(lon[corner] ?? 0) - x0, (lat[corner] ?? 0) - y0];
    const cross = ax * by - bx * ay;
    sum += cross;
    x += cross * (ax + bx);
    y += cross * (ay + by);
    [ax, ay] = [bx, by];
  });
  return { at: sum === 0 ? [x0, y0] : [x0 + x / (3 * sum), y0 + y / (3 * sum)], size: Math.abs(sum) };
}

// Where a unit's bubble stands: its point, or the middle of its largest part; null: it is nowhere.
export function pointOf(shapes: LayerShapes, unit: number): Spot | null {
  const point = shapes.pointLon[unit] ?? NaN;
  if (!Number.isNaN(point)) return [point, shapes.pointLat[unit] ?? 0];
  let largest: { at: Spot; size: number } | null = null;
  for (let ring = shapes.rings[unit] ?? 0; ring < (shapes.rings[unit + 1] ?? 0); ring++) {
    if (shapes.isHole[ring]) continue;
    const one = middleOf(shapes, ring);
    if (!largest || one.size > largest.size) largest = one;
  }
  return largest?.at ?? null;
}
