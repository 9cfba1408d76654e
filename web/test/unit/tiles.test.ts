// Goal: tiles show each unit where it is, leave no gaps and no overlaps at any zoom, and are read by another program. Method: meshes of random lines from a
// fixed seed; tiles are decoded by Mapbox's own reader, and areas and places are reckoned from the mesh by other means.
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { expect, test } from "vitest";
import { type LayerTopology, shapesOf, weightsOf, xOf, yOf } from "../../src/unit_map/layer_shapes";
import { bordersOf } from "../../src/unit_map/shared_borders";
import { linesTile, middlesTile, type TileAt, unitsTile } from "../../src/unit_map/tiles";
import { EXTENT, TILE_LAYER } from "../../src/unit_map/vector_tile";

function random(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Spot = [number, number];
const SIZE = 12;
const CORNERS = 9;
const [WEST, SOUTH, STEP] = [-20, -15, 3];

// A mesh of SIZE by SIZE units whose corners and sides are crooked; unit 0 has a hole in which another unit lies.
function mesh(seed: number): LayerTopology {
  const next = random(seed);
  const nodes = Array.from({ length: SIZE + 1 }, (_, row) => Array.from({ length: SIZE + 1 }, (_, column): Spot => [WEST + STEP * (column + 0.4 * next()), SOUTH + STEP * (row + 0.4 * next())]));
  const at = (column: number, row: number): Spot => nodes[row]?.[column] ?? [NaN, NaN];
  const arcs: Spot[][] = [];
  const known = new Map<string, number>();
  const side = (column: number, row: number, isAcross: boolean): number => {
    const key = `${column} ${row} ${isAcross}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const [a, b] = [at(column, row), isAcross ? at(column + 1, row) : at(column, row + 1)];
    const line = Array.from({ length: CORNERS }, (_, index): Spot => {
      const share = index / (CORNERS - 1);
      const off = index === 0 || index === CORNERS - 1 ? 0 : 0.2 * (next() - 0.5);
      return [a[0] + share * (b[0] - a[0]) + (isAcross ? 0 : off), a[1] + share * (b[1] - a[1]) + (isAcross ? off : 0)];
    });
    known.set(key, arcs.push(line) - 1);
    return arcs.length - 1;
  };
  const units: object[] = [];
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      units.push({ type: "Polygon", id: `${column}-${row}`, arcs: [[side(column, row, true), side(column + 1, row, false), ~side(column, row + 1, true), ~side(column, row, false)]] });
    }
  }
  const middle: Spot = [WEST + 0.5 * STEP + 0.2 * STEP, SOUTH + 0.7 * STEP];
  const island = Array.from({ length: 25 }, (_, index): Spot => {
    const angle = (index % 24) * (Math.PI / 12);
    return [middle[0] + 0.4 * Math.cos(angle), middle[1] + 0.4 * Math.sin(angle)];
  });
  arcs.push(island);
  (units[0] as { arcs: number[][] }).arcs.push([~(arcs.length - 1)]);
  units.push({ type: "Polygon", id: "island", arcs: [[arcs.length - 1]] });
  return { type: "Topology", arcs, objects: { units: { type: "GeometryCollection", geometries: units } } } as unknown as LayerTopology;
}

interface Read {
  id: number;
  type: number;
  rings: Spot[][];
  colour: unknown;
}
function read(tile: Uint8Array): Read[] {
  const layer = new VectorTile(new PbfReader(tile)).layers[TILE_LAYER];
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => {
    const feature = layer?.feature(index);
    return { id: feature?.id ?? NaN, type: feature?.type ?? 0, rings: (feature?.loadGeometry() ?? []).map((ring) => ring.map(({ x, y }): Spot => [x, y])), colour: feature?.properties["colour"] };
  });
}

function doubleArea(ring: Spot[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [px, py] = ring[(index + ring.length - 1) % ring.length] ?? [0, 0];
    return sum + (px * y - x * py);
  }, 0);
}

function isInside([x, y]: Spot, rings: Spot[][]): boolean {
  let isIn = false;
  for (const ring of rings) {
    ring.forEach(([ax, ay], index) => {
      const [bx, by] = ring[(index + ring.length - 1) % ring.length] ?? [0, 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn;
    });
  }
  return isIn;
}

// A unit's rings on the world map, from the mesh itself.
function worldRings(topology: LayerTopology, unit: number): Spot[][] {
  const { arcs } = topology.objects.units.geometries[unit] as unknown as { arcs: number[][] };
  return arcs.map((ring) => ring.flatMap((arc) => (arc < 0 ? [...(topology.arcs[~arc] ?? [])].reverse() : (topology.arcs[arc] ?? [])).map((corner): Spot => [xOf(corner[0] ?? 0), yOf(corner[1] ?? 0)])));
}

test("simplified, all units together are as large as what their outline goes around: there are no gaps and no overlaps", () => {
  for (let seed = 1; seed <= 5; seed++) {
    const topology = mesh(seed);
    const shapes = shapesOf(topology);
    const world = { z: 0, x: 0, y: 0 };
    const features = read(unitsTile(shapes, world, null));
    const sum = features.reduce((all, { rings }) => all + rings.reduce((own, ring) => own + doubleArea(ring), 0), 0);
    const outside = read(linesTile(shapes, world, bordersOf(shapes, shapes.codes.map(() => 0))))[0]?.rings ?? [];
    // The outline's segments follow one another, each arc by itself: the area by Green's theorem over arcs, walked so that all go the same way round.
    const ends = new Map(outside.map((line) => [String(line[0]), line]));
    const backs = new Map(outside.map((line) => [String(line.at(-1)), line]));
    const first = outside[0] ?? [];
    const walked: Spot[] = [...first];
    const used = new Set([first]);
    for (let tip = first.at(-1); tip; ) {
      const [ahead, behind] = [ends.get(String(tip)), backs.get(String(tip))];
      const nextLine = ahead && !used.has(ahead) ? ahead : behind && !used.has(behind) ? behind : null;
      if (!nextLine) break;
      used.add(nextLine);
      walked.push(...(nextLine === ahead ? nextLine : [...nextLine].reverse()).slice(1));
      tip = walked.at(-1);
    }
    expect(used.size).toBe(outside.length);
    expect(sum).toBe(Math.abs(doubleArea(walked)));
  }
});

test("a place is in the unit that the mesh says, in every tile that shows it", () => {
  const topology = mesh(7);
  const shapes = shapesOf(topology);
  const next = random(99);
  const all = shapes.codes.map((_, unit) => worldRings(topology, unit));
  let checked = 0;
  for (let round = 0; round < 400; round++) {
    const z = 3 + Math.floor(next() * 9);
    const [lon, lat] = [WEST + next() * SIZE * STEP, SOUTH + next() * SIZE * STEP];
    const [wx, wy] = [xOf(lon), yOf(lat)];
    const at: TileAt = { z, x: Math.floor(wx * 2 ** z), y: Math.floor(wy * 2 ** z) };
    const scale = EXTENT * 2 ** z;
    const spot: Spot = [wx * scale - at.x * EXTENT, wy * scale - at.y * EXTENT];
    // Not where simplifying may decide: the four spots around it are in one unit.
    const near = 6 / scale;
    const owners = new Set([[0, 0], [near, 0], [-near, 0], [0, near], [0, -near]].map(([dx = 0, dy = 0]) => all.findIndex((rings) => isInside([wx + dx, wy + dy], rings))));
    if (owners.size > 1) continue;
    const [owner = -1] = owners;
    const found = read(unitsTile(shapes, at, null)).filter(({ rings }) => isInside(spot, rings)).map(({ id }) => id);
    expect(found, `zoom ${z}, ${lon} ${lat}`).toEqual(owner < 0 ? [] : [owner]);
    checked++;
  }
  expect(checked).toBeGreaterThan(200);
});

test("a small unit inside another is there from near, and its hole falls out with it from afar", () => {
  const shapes = shapesOf(mesh(3));
  const island = shapes.codes.length - 1;
  const ringsIn = (z: number) => {
    const [x, y] = [Math.floor(xOf(WEST + 0.7 * STEP) * 2 ** z), Math.floor(yOf(SOUTH + 0.7 * STEP) * 2 ** z)];
    const features = read(unitsTile(shapes, { z, x, y }, null));
    return [0, island].map((unit) => features.find(({ id }) => id === unit)?.rings.length ?? 0);
  };
  expect(ringsIn(6)).toEqual([2, 1]);
  const far = ringsIn(0);
  expect(far[1]).toBe((far[0] ?? 0) - 1);
  const [outer = [], hole = []] = read(unitsTile(shapes, { z: 6, x: Math.floor(xOf(WEST + 0.7 * STEP) * 64), y: Math.floor(yOf(SOUTH + 0.7 * STEP) * 64) }, null)).find(({ id }) => id === 0)?.rings ?? [];
  expect([Math.sign(doubleArea(outer)), Math.sign(doubleArea(hole))]).toEqual([1, -1]);
});

test("borders lie between territories, are cut at the tile's edge, and a tile without any is empty", () => {
  const shapes = shapesOf(mesh(5));
  const of = shapes.codes.map((code) => (Number(code.split("-")[0]) < SIZE / 2 ? 0 : 1));
  of[of.length - 1] = 0;
  const wanted = bordersOf(shapes, of);
  for (const at of [{ z: 5, x: 15, y: 15 }, { z: 7, x: 62, y: 63 }, { z: 9, x: 255, y: 255 }]) {
    for (const { type, rings } of read(linesTile(shapes, at, wanted))) {
      expect(type).toBe(2);
      for (const [x, y] of rings.flat()) expect(Math.max(-x, -y, x - EXTENT, y - EXTENT)).toBeLessThanOrEqual((EXTENT * 16) / 512);
    }
  }
  expect(read(linesTile(shapes, { z: 9, x: 0, y: 0 }, wanted))).toEqual([]);
  const west = read(linesTile(shapes, { z: 0, x: 0, y: 0 }, wanted))[0]?.rings.length ?? 0;
  expect(west).toBe(5 * SIZE);
});

test("colours that a map begins with are in its tiles, and none where a unit has none", () => {
  const shapes = shapesOf(mesh(2));
  const colours = shapes.codes.map((_, unit) => (unit % 3 === 0 ? -1 : 10 + (unit % 4)));
  const tile = read(unitsTile(shapes, { z: 0, x: 0, y: 0 }, colours));
  expect(tile.length).toBeGreaterThan(SIZE * SIZE - 1);
  for (const { id, colour } of tile) expect(colour).toBe(colours[id] === -1 ? undefined : colours[id]);
});

test("units that are points, and the middles of areas, are points of a tile; what has no place is in none", () => {
  const shapes = shapesOf({ type: "Topology", transform: { scale: [0.5, 0.5], translate: [-10, -10] }, arcs: [], objects: { units: { type: "GeometryCollection", geometries: [{ type: "Point", id: "a", coordinates: [28, 20] }, { type: null, id: "b" }] } } } as unknown as LayerTopology);
  const tile = read(unitsTile(shapes, { z: 1, x: 1, y: 0 }, [3, 4]));
  expect(tile).toEqual([{ id: 0, type: 1, colour: 3, rings: [[[Math.round((xOf(4) * 2 - 1) * EXTENT), Math.round(yOf(0) * 2 * EXTENT)]]] }]);
  const middles = read(middlesTile(shapesOf(mesh(4)), { z: 0, x: 0, y: 0 }));
  expect(middles).toHaveLength(SIZE * SIZE + 1);
  expect(new Set(middles.map(({ type }) => type))).toEqual(new Set([1]));
});

test("weights say by how much a line may be off before a corner is needed, and never more than the corner that it hangs on", () => {
  const line: Spot[] = [[0, 0], [1, 0.001], [2, 1], [3, 0.001], [4, 0]];
  const shapes = shapesOf({ type: "Topology", arcs: [line], objects: { units: { type: "GeometryCollection", geometries: [] } } } as unknown as LayerTopology);
  const [first = 0, a = 0, top = 0, b = 0, last = 0] = weightsOf(shapes);
  expect([first, last]).toEqual([Infinity, Infinity]);
  expect(top).toBeCloseTo(1 / 360, 6);
  expect(Math.max(a, b)).toBeLessThanOrEqual(top);
  expect(a).toBeGreaterThan(0);
});
