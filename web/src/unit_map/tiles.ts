// Tiles of a layer's map, made when they are looked at: areas, points and borders, as simple as their zoom shows. Units side by side have the same corners,
// for each line that they share is simplified once: there are no gaps and no overlaps. Pure; runs in the map's worker.
import { eachCorner, type LayerShapes, pointOf, weightsOf, xOf, yOf } from "./layer_shapes";
import { EXTENT, Pen, TILE_PX, type TileFeature, writeTile } from "./vector_tile";

export interface TileAt {
  z: number;
  x: number;
  y: number;
}

// How far beyond a tile's edge its shapes reach, and by how much a line may be off, in pixels.
const EDGE_PX = 16;
const OFF_PX = 0.3;
const PX = EXTENT / TILE_PX;
const [LOW, HIGH] = [-EDGE_PX * PX, EXTENT + EDGE_PX * PX];

// Where on the tile something of the world map lies.
class Grid {
  readonly scale: number;
  readonly off: number;
  private readonly left: number;
  private readonly top: number;

  constructor({ z, x, y }: TileAt) {
    this.scale = EXTENT * 2 ** z;
    this.off = (OFF_PX * PX) / this.scale;
    [this.left, this.top] = [x * EXTENT, y * EXTENT];
  }

  atX = (x: number) => Math.round(x * this.scale - this.left);
  atY = (y: number) => Math.round(y * this.scale - this.top);

  // Whether a box is to be seen: not at all, in part, or as a whole.
  sees(west: number, north: number, east: number, south: number): "not" | "part" | "whole" {
    const [a, b, c, d] = [this.atX(west), this.atY(north), this.atX(east), this.atY(south)];
    if (!(a <= HIGH && c >= LOW && b <= HIGH && d >= LOW)) return "not";
    return a >= LOW && c <= HIGH && b >= LOW && d <= HIGH ? "whole" : "part";
  }
}

const boxOf = ({ boxes }: LayerShapes, unit: number) => [boxes[4 * unit] ?? NaN, boxes[4 * unit + 1] ?? NaN, boxes[4 * unit + 2] ?? NaN, boxes[4 * unit + 3] ?? NaN] as const;

// Adds a position, unless it is the last one again.
function put(line: number[], x: number, y: number) {
  const end = line.length;
  if (end === 0 || line[end - 2] !== x || line[end - 1] !== y) line.push(x, y);
}

// The part of a ring on one side of a line along an axis (0: x, 1: y) (Sutherland and Hodgman 1974). Positions x, y, x, y, …, the last not the first again.
function clipRing(ring: number[], axis: 0 | 1, limit: number, isBelow: boolean): number[] {
  const kept: number[] = [];
  const isIn = (value: number) => (isBelow ? value <= limit : value >= limit);
  for (let at = 0; at < ring.length; at += 2) {
    const before = at === 0 ? ring.length - 2 : at - 2;
    const [ax = 0, ay = 0, bx = 0, by = 0] = [ring[before], ring[before + 1], ring[at], ring[at + 1]];
    const [from, to] = axis === 0 ? [ax, bx] : [ay, by];
    if (isIn(from) !== isIn(to)) {
      const share = (limit - from) / (to - from);
      put(kept, axis === 0 ? limit : Math.round(ax + share * (bx - ax)), axis === 1 ? limit : Math.round(ay + share * (by - ay)));
    }
    if (isIn(to)) put(kept, bx, by);
  }
  return kept;
}

function doubleArea(ring: number[]): number {
  let sum = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const next = at + 2 === ring.length ? 0 : at + 2;
    sum += (ring[at] ?? 0) * (ring[next + 1] ?? 0) - (ring[next] ?? 0) * (ring[at + 1] ?? 0);
  }
  return sum;
}

function turned(ring: number[]): number[] {
  const back: number[] = [];
  for (let at = ring.length - 2; at >= 0; at -= 2) back.push(ring[at] ?? 0, ring[at + 1] ?? 0);
  return back;
}

// A ring as the tile shows it, areas clockwise and holes against it; null where nothing is left.
function ringOn(shapes: LayerShapes, weights: Float32Array, grid: Grid, ring: number, isClipped: boolean): number[] | null {
  let line: number[] = [];
  const { lon, y } = shapes;
  eachCorner(shapes, ring, (corner) => {
    if ((weights[corner] ?? 0) >= grid.off) put(line, grid.atX(xOf(lon[corner] ?? 0)), grid.atY(y[corner] ?? 0));
  });
  if (line.length > 2 && line[0] === line[line.length - 2] && line[1] === line[line.length - 1]) line.length -= 2;
  if (isClipped) for (const [axis, limit, isBelow] of [[0, LOW, false], [0, HIGH, true], [1, LOW, false], [1, HIGH, true]] as const) line = clipRing(line, axis, limit, isBelow);
  const area = line.length < 6 ? 0 : doubleArea(line);
  if (area === 0) return null;
  return area > 0 === (shapes.isHole[ring] === 0) ? line : turned(line);
}

type Geometry = Pick<TileFeature, "kind" | "geometry">;

function areaOn(shapes: LayerShapes, weights: Float32Array, grid: Grid, unit: number, isClipped: boolean): Geometry {
  const pen = new Pen();
  let isOuterGone = true;
  for (let ring = shapes.rings[unit] ?? 0; ring < (shapes.rings[unit + 1] ?? 0); ring++) {
    if (shapes.isHole[ring] && isOuterGone) continue;
    const line = ringOn(shapes, weights, grid, ring, isClipped);
    if (!shapes.isHole[ring]) isOuterGone = line === null;
    if (line) pen.draw(line, true);
  }
  return { kind: 3, geometry: pen.commands };
}

function pointOn(shapes: LayerShapes, grid: Grid, unit: number): Geometry {
  const pen = new Pen();
  const point = pointOf(shapes, unit);
  if (point) {
    const [x, y] = [xOf(point[0]), yOf(point[1])];
    if (grid.sees(x, y, x, y) !== "not") pen.point(grid.atX(x), grid.atY(y));
  }
  return { kind: 1, geometry: pen.commands };
}

// The units as areas, those that are none as points. `colours`: of each unit; below 0 none.
export function unitsTile(shapes: LayerShapes, at: TileAt, colours: ArrayLike<number> | null): Uint8Array {
  const grid = new Grid(at);
  const weights = weightsOf(shapes);
  const features: TileFeature[] = [];
  for (let unit = 0; unit < shapes.codes.length; unit++) {
    const seen = grid.sees(...boxOf(shapes, unit));
    if (seen === "not") continue;
    const hasAreas = (shapes.rings[unit] ?? 0) < (shapes.rings[unit + 1] ?? 0);
    const shape = hasAreas ? areaOn(shapes, weights, grid, unit, seen === "part") : pointOn(shapes, grid, unit);
    const colour = colours?.[unit] ?? -1;
    if (shape.geometry.length > 0) features.push({ ...shape, id: unit, colour: colour < 0 ? null : colour });
  }
  return writeTile(features);
}

// A point of each unit: its own, or the middle of its area.
export function middlesTile(shapes: LayerShapes, at: TileAt): Uint8Array {
  const grid = new Grid(at);
  const features: TileFeature[] = [];
  for (let unit = 0; unit < shapes.codes.length; unit++) {
    if (grid.sees(...boxOf(shapes, unit)) === "not") continue;
    const shape = pointOn(shapes, grid, unit);
    if (shape.geometry.length > 0) features.push({ ...shape, id: unit, colour: null });
  }
  return writeTile(features);
}

// The part of a straight line within the tile (Liang and Barsky 1984), as shares of its length; null: none.
function withinTile(ax: number, ay: number, bx: number, by: number): [number, number] | null {
  let [from, to] = [0, 1];
  for (const [start, step] of [[ax, bx - ax], [ay, by - ay]] as const) {
    if (step === 0) {
      if (start < LOW || start > HIGH) return null;
      continue;
    }
    const [one, other] = [(LOW - start) / step, (HIGH - start) / step];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from < to ? [from, to] : null;
}

// Draws those parts of a line that lie within the tile.
function drawWithin(pen: Pen, line: number[]) {
  let part: number[] = [];
  const end = () => {
    if (part.length > 2) pen.draw(part, false);
    part = [];
  };
  for (let at = 2; at < line.length; at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = [line[at - 2], line[at - 1], line[at], line[at + 1]];
    const shares = withinTile(ax, ay, bx, by);
    if (!shares) {
      end();
      continue;
    }
    const spot = (share: number) => [Math.round(ax + share * (bx - ax)), Math.round(ay + share * (by - ay))] as const;
    if (shares[0] > 0) end();
    put(part, ...spot(shares[0]));
    put(part, ...spot(shares[1]));
    if (shares[1] < 1) end();
  }
  end();
}

// The arcs that are wanted (1), as one feature.
export function linesTile(shapes: LayerShapes, at: TileAt, wanted: Uint8Array): Uint8Array {
  const grid = new Grid(at);
  const weights = weightsOf(shapes);
  const { starts, lon, y } = shapes;
  const pen = new Pen();
  for (let arc = 0; arc + 1 < starts.length; arc++) {
    if (wanted[arc] !== 1) continue;
    const line: number[] = [];
    for (let corner = starts[arc] ?? 0; corner < (starts[arc + 1] ?? 0); corner++) {
      if ((weights[corner] ?? 0) >= grid.off) put(line, grid.atX(xOf(lon[corner] ?? 0)), grid.atY(y[corner] ?? 0));
    }
    drawWithin(pen, line);
  }
  return writeTile(pen.commands.length > 0 ? [{ id: 0, kind: 2, colour: null, geometry: pen.commands }] : []);
}
