// A layer's TopoJSON made into what is drawn: areas or points in the order of places, colours for territories of which no two neighbours share one,
// and the lines between territories. Pure; runs in the map's worker.
import type * as GeoJSON from "geojson";
import { feature, neighbors } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";

export type LayerTopology = Topology<{ units: GeometryCollection }>;
export type Shapes = GeoJSON.FeatureCollection<GeoJSON.Geometry, { code: string }>;

const unitsOf = (topology: LayerTopology) => topology.objects.units.geometries;
export const codesOf = (topology: LayerTopology) => unitsOf(topology).map(({ id }) => String(id));

// The same with arcs of plain positions: differences on a grid would be reckoned anew for each unit that an arc belongs to.
export function plainOf({ transform, ...topology }: LayerTopology): LayerTopology {
  if (!transform) return topology;
  const { scale, translate } = transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const geometries = unitsOf(topology).map((unit) => (unit.type === "Point" ? { ...unit, coordinates: [(unit.coordinates[0] ?? 0) * scale[0] + translate[0], (unit.coordinates[1] ?? 0) * scale[1] + translate[1]] } : unit));
  return { ...topology, arcs, objects: { units: { type: "GeometryCollection", geometries } } };
}

// `id` of a feature is the unit's place, its code stands among its properties.
export function shapesOf(topology: LayerTopology): Shapes {
  const features = unitsOf(topology).map((unit, place) => ({ type: "Feature" as const, id: place, properties: { code: String(unit.id) }, geometry: (feature(topology, unit) as GeoJSON.Feature).geometry }));
  return { type: "FeatureCollection", features };
}

// The middle of a ring by its area (the centroid of a polygon); of a ring without one, its first corner.
function middleOf(ring: GeoJSON.Position[]): { at: [number, number]; size: number } {
  const [first = [0, 0]] = ring;
  const [x0 = 0, y0 = 0] = first;
  let [sum, x, y] = [0, 0, 0];
  for (let index = 1; index < ring.length; index++) {
    const [ax = 0, ay = 0] = ring[index - 1] ?? [];
    const [bx = 0, by = 0] = ring[index] ?? [];
    const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    sum += cross;
    x += cross * (ax + bx - 2 * x0);
    y += cross * (ay + by - 2 * y0);
  }
  return { at: sum === 0 ? [x0, y0] : [x0 + x / (3 * sum), y0 + y / (3 * sum)], size: Math.abs(sum) };
}

// Where a unit's bubble stands: its point, or the middle of its largest part.
function pointOf(shape: GeoJSON.Geometry): [number, number] | null {
  if (shape.type === "Point") return shape.coordinates as [number, number];
  const rings = shape.type === "Polygon" ? shape.coordinates.slice(0, 1) : shape.type === "MultiPolygon" ? shape.coordinates.flatMap((part) => part.slice(0, 1)) : [];
  const middles = rings.map(middleOf).sort((a, b) => b.size - a.size);
  return middles[0]?.at ?? null;
}

export function pointsOf(shapes: Shapes): Shapes {
  const features = shapes.features.flatMap((one) => {
    const at = one.geometry && pointOf(one.geometry);
    return at ? [{ ...one, geometry: { type: "Point" as const, coordinates: at } }] : [];
  });
  return { type: "FeatureCollection", features };
}

// A colour from 0 to `count` - 1 for each territory, by the territory of each unit (-1: none), those with most neighbours first: one that no neighbour
// has (else one that fewest have), and of these one that fewest territories have, so that few territories all look different.
export function coloursOf(topology: LayerTopology, of: number[], territories: number, count: number): number[] {
  const beside = Array.from({ length: territories }, () => new Set<number>());
  neighbors(unitsOf(topology) as GeometryObject[]).forEach((others, place) => {
    const own = of[place] ?? -1;
    for (const other of others) {
      const theirs = of[other] ?? -1;
      if (own >= 0 && theirs >= 0 && own !== theirs) beside[own]?.add(theirs);
    }
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

// Which units share a border: those of unit i are `units` from `starts[i]` until before `starts[i + 1]`.
export interface Neighbours {
  starts: Int32Array;
  units: Int32Array;
}
export function neighboursOf(topology: LayerTopology): Neighbours {
  const lists = neighbors(unitsOf(topology) as GeometryObject[]);
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, place) => (starts[place + 1] = (starts[place] ?? 0) + list.length));
  return { starts, units: Int32Array.from(lists.flat()) };
}
