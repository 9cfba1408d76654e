// Goal: demands are found, held, drawn and refused as the server would have it. Method: worlds of a few units; a layer of two rows of three squares, drawn here.
import { expect, test } from "vitest";
import { ApiProblem } from "../../src/api/problem";
import type { Board, Demand, Totals } from "../../src/api/studio";
import { boardFrom, withChange, withDemands } from "../../src/features/studio/board";
import { demandsAt, demandsOf, draftOf, frontier, groupNumbers, isBroken, joinedPairs, linksOf, named, refusedIn, replacedBy, signsOf } from "../../src/features/studio/demands/demands";
import { unitsFrom } from "../../src/features/studio/units";
import { focusOf, focusOfMiddles } from "../../src/unit_map/focus";
import { type LayerShapes, type LayerTopology, shapesOf } from "../../src/unit_map/layer_shapes";
import { crossedOf, neighboursOf, sharedOf, type UnitPair } from "../../src/unit_map/shared_borders";

// Columns by rows of squares of 1 degree from (0, 0): unit 0 stands lowest and leftmost, an arc a side.
function grid(columns: number, rows: number, scale = 1): LayerShapes {
  const arcs: number[][][] = [];
  const known = new Map<string, number>();
  const arc = (x: number, y: number, dx: number, dy: number) => {
    const key = `${x} ${y} ${dx} ${dy}`;
    if (!known.has(key)) known.set(key, arcs.push(scale === 1 ? [[x, y], [x + dx, y + dy]] : [[x / scale, y / scale], [dx / scale, dy / scale]]) - 1);
    return known.get(key) ?? 0;
  };
  const geometries = Array.from({ length: columns * rows }, (_, place) => {
    const [x, y] = [place % columns, Math.floor(place / columns)];
    return { type: "Polygon", id: String(100 + place), arcs: [[arc(x, y, 1, 0), arc(x + 1, y, 0, 1), ~arc(x, y + 1, 1, 0), ~arc(x, y, 0, 1)]] };
  });
  return shapesOf({ type: "Topology", arcs, ...(scale === 1 ? {} : { transform: { scale: [scale, scale], translate: [0, 0] } }), objects: { units: { type: "GeometryCollection", geometries } } } as unknown as LayerTopology);
}
const GRID = grid(3, 2);
const NEAR = neighboursOf(GRID);
const UNITS = unitsFrom({ units: ["100", "101", "102", "103", "104", "105"], lon: [0.5, 1.5, 2.5, 0.5, 1.5, 2.5], lat: [0.5, 0.5, 0.5, 1.5, 1.5, 1.5], measures: [] });
const of = (text: string) => Int32Array.from(text, (letter) => letter.charCodeAt(0) - 65);

test("a line finds every border that it crosses, once, and no other", () => {
  expect(crossedOf(GRID, [[0.5, 0.5], [2.5, 0.5]])).toEqual([[0, 1], [1, 2]]);
  expect(crossedOf(GRID, [[2.5, 0.5], [0.5, 0.5]])).toEqual([[0, 1], [1, 2]]);
  expect(crossedOf(GRID, [[0.5, 0.5], [0.5, 1.5]])).toEqual([[0, 3]]);
  // Inside one unit, along the outside, and there and back again.
  expect(crossedOf(GRID, [[0.2, 0.2], [0.8, 0.8]])).toEqual([]);
  expect(crossedOf(GRID, [[-1, 0.5], [0.5, 0.5], [-1, 0.6]])).toEqual([]);
  expect(crossedOf(GRID, [[0.5, 0.5], [1.5, 0.6], [0.5, 0.7]])).toEqual([[0, 1]]);
  expect([crossedOf(GRID, [[0.5, 0.5]]), crossedOf(GRID, [])]).toEqual([[], []]);
});

test("a line that goes up and down along a border crosses all of it, in steps of a quantised layer too", () => {
  const zigzag: [number, number][] = [[0.5, 0.9], [0.6, 1.1], [1.5, 0.9], [1.6, 1.1], [2.5, 0.9], [2.6, 1.1]];
  const pairs: UnitPair[] = [[0, 1], [0, 3], [1, 2], [1, 4], [2, 5], [3, 4], [4, 5]];
  expect(crossedOf(GRID, zigzag).filter(([a, b]) => b - a === 3)).toEqual([[0, 3], [1, 4], [2, 5]]);
  expect(crossedOf(grid(3, 2, 0.001), zigzag)).toEqual(crossedOf(GRID, zigzag));
  for (const pair of crossedOf(GRID, zigzag)) expect(pairs).toContainEqual(pair);
});

test("40,000 units are searched for a line at once", () => {
  const large = grid(200, 200, 0.5);
  const begin = performance.now();
  expect(crossedOf(large, [[0.5, 40.25], [199.5, 40.25]])).toHaveLength(199);
  expect(performance.now() - begin).toBeLessThan(2_000);
});

test("a shared border is drawn for those that have one, whichever is named first", () => {
  const length = (pairs: UnitPair[]) => sharedOf(GRID, pairs).coordinates.length;
  expect([length([[0, 1]]), length([[1, 0], [1, 4]]), length([[0, 5]]), length([])]).toEqual([1, 2, 0, 0]);
  expect(sharedOf(GRID, [[0, 1]]).coordinates).toEqual([[[1, 0], [1, 1]]]);
});

test("a map begins around all units, but for a few that lie far off", () => {
  const rounded = (frame: readonly number[] | null) => frame?.map((value) => Number(value.toFixed(6)) + 0);
  expect(rounded(focusOf(GRID))).toEqual([0, 0, 3, 2]);
  const points = (spots: number[][]) => shapesOf({ type: "Topology", arcs: [], objects: { units: { type: "GeometryCollection", geometries: spots.map((coordinates, place) => ({ type: "Point", id: String(place), coordinates })) } } } as unknown as LayerTopology);
  const near = Array.from({ length: 200 }, (_, place) => [place % 20, Math.floor(place / 20)]);
  expect(rounded(focusOf(points(near)))).toEqual([0, 0, 19, 9]);
  const far = [...near, [-170, 60], [-160, 20]];
  const [west = NaN, south = NaN, east = NaN, north = NaN] = focusOf(points(far)) ?? [];
  expect(Math.max(Math.abs(west), Math.abs(south), Math.abs(east - 19), Math.abs(north - 9))).toBeLessThan(2.5);
  expect(focusOfMiddles(Float64Array.from(far, ([lon = 0]) => lon), Float64Array.from(far, ([, lat = 0]) => lat))).toEqual([west, south, east, north]);
  // As many as this are not a few.
  expect(rounded(focusOf(points([...near, ...Array.from({ length: 20 }, (_, place) => [-170 + place, 60])])))).toEqual([-170, 0, 19, 60]);
  expect(rounded(focusOf(points([[4, 5]])))).toEqual([4, 5, 4, 5]);
  expect(focusOf(points([]))).toBeNull();
});

test("the border of two territories is every pair across it", () => {
  expect(frontier(of("AABAAB"), [0, 1], NEAR)).toEqual([[1, 2], [4, 5]]);
  expect(frontier(of("AABAAB"), [1, 0], NEAR)).toEqual([[1, 2], [4, 5]]);
  expect(frontier(of("ABCABC"), [0, 2], NEAR)).toEqual([]);
});

test("another line replaces, adds to and takes from the borders found", () => {
  const before: UnitPair[] = [[0, 1], [1, 2]];
  expect(joinedPairs(before, [[3, 4]], "replace")).toEqual([[3, 4]]);
  expect(joinedPairs(before, [[2, 1], [3, 4]], "add")).toEqual([[0, 1], [2, 1], [3, 4]]);
  expect(joinedPairs(before, [[2, 1]], "remove")).toEqual([[0, 1]]);
});

test("a draft asks for nothing until all of it is known, and names units by id", () => {
  expect(demandsOf(draftOf("pin", { places: [3] }))).toEqual([]);
  expect(demandsOf(draftOf("pin", { places: [3], territory: 1 }))).toEqual([{ kind: "pin", units: [3], territory: 1 }]);
  expect(demandsOf(draftOf("forbid", { places: [3, 4], territory: 0 }))).toHaveLength(2);
  expect(demandsOf(draftOf("together", { places: [3] }))).toEqual([]);
  expect(demandsOf(draftOf("together", { places: [3, 5] }))).toEqual([{ kind: "together", units: [3, 5] }]);
  expect(demandsOf(draftOf("barrier", { pairs: [[0, 1], [1, 2]] })).map((one) => named(one, UNITS))).toEqual([{ kind: "barrier", units: ["100", "101"] }, { kind: "barrier", units: ["101", "102"] }]);
});

test("a demand is broken by where its units are, a barrier never, and a pin elsewhere is replaced", () => {
  const board = of("AABBCC");
  const broken = (one: Demand) => isBroken(one, board);
  expect([broken({ kind: "pin", units: [0], territory: 0 }), broken({ kind: "pin", units: [0], territory: 1 })]).toEqual([false, true]);
  expect([broken({ kind: "forbid", units: [2], territory: 1 }), broken({ kind: "forbid", units: [2], territory: 0 })]).toEqual([true, false]);
  expect([broken({ kind: "together", units: [0, 1] }), broken({ kind: "together", units: [0, 1, 2] }), broken({ kind: "barrier", units: [0, 1] })]).toEqual([false, true, false]);
  const old: Demand = { kind: "pin", units: [0], territory: 0 };
  expect(replacedBy([{ kind: "pin", units: [1], territory: 0 }], [old])).toEqual([old]);
  expect(replacedBy([old, { kind: "forbid", units: [1], territory: 0 }], [old])).toEqual([]);
});

test("what the server refused by name is known by its place", () => {
  const problem = new ApiProblem(400, { errors: [{ pointer: "/demand/3", rule: "P101", message: "" }, { pointer: "/demand/0/units", rule: "P101", message: "" }, { pointer: "", rule: "P101", message: "" }] });
  expect(refusedIn(problem)).toEqual([3, 0]);
  expect(refusedIn(new Error("no problem"))).toEqual([]);
});

const TOTALS: Totals = { rms_km: 1, fragments: 0, worst_deviation: {}, outside: {}, violations: 0 };

test("a board takes and gives up demands, each once", () => {
  const group: Demand = { kind: "together", units: [0, 1] };
  const board = boardFrom({ plan: "plan_1" as Board["plan"], revision: 1, state: "draft", territories: [], territory_of: [0, 0, 1], locked: [], demands: [group], totals: TOTALS });
  expect(withDemands(board, [], [])).toBe(board);
  expect(withDemands(board, [{ kind: "together", units: [1, 0] }], []).demands).toHaveLength(1);
  expect(withDemands(board, [], [{ kind: "together", units: [1, 0] }]).demands).toEqual([]);
  const barrier: Demand = { kind: "barrier", units: [1, 2] };
  const answer = { written: true, revision: 2, territory_count: 0, territory_of: [], locked: [], unlocked: [], demanded: [barrier], released: [group], before: [], after: [], totals_before: TOTALS, totals: TOTALS, breaks: [], mends: [] };
  expect(withChange(board, answer).demands).toEqual([barrier]);
});

test("signs stand at units, side by side, and groups are joined by the shortest links", () => {
  const group: Demand = { kind: "together", units: [0, 2, 1] };
  const demands: Demand[] = [{ kind: "forbid", units: [0], territory: 0 }, group, { kind: "barrier", units: [0, 1] }, { kind: "together", units: [4, 5] }];
  expect([...groupNumbers(demands).values()]).toEqual([1, 2]);
  expect(demandsAt(demands, 1)).toEqual([group, demands[2]]);
  const signs = signsOf(demands, [], UNITS);
  expect(signs.map(({ image, slot, text }) => `${image} ${slot} ${text}`)).toEqual(["forbid-0 0 ", "together 1 1", "together 0 1", "together 0 1", "together 0 2", "together 0 2"]);
  expect(linksOf(group.units, UNITS)).toEqual([[[0.5, 0.5], [1.5, 0.5]], [[1.5, 0.5], [2.5, 0.5]]]);
  expect([linksOf([], UNITS), linksOf([1], UNITS)]).toEqual([[], []]);
});
