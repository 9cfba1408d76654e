// Goal: what the studio knows by itself is right before the server says so: boards, selections, shapes, attributes, colours, keys. Method: worlds of a few
// units, drawn as "AAB".
import { expect, test } from "vitest";
import type { Board, BoardChange, BoardTerritory, Totals } from "../../src/api/studio";
import type { ListedPlan } from "../../src/api/studio_queries";
import { rowsOf } from "../../src/features/plans/plan_rows";
import { found, isEmptyWish, NO_WISH } from "../../src/features/studio/attributes";
import { boardFrom, isOutside, placesOfTerritory, withChange, withLocks, withMoves, worstIn } from "../../src/features/studio/board";
import { coloursFor } from "../../src/features/studio/compare/compare_map";
import { boxOf, inBox, inRing, pointsOf } from "../../src/features/studio/geometry";
import { numberTyped, shareTyped } from "../../src/features/studio/numbers";
import { colouringFrom, colouringKey, deviationClass, lookOf } from "../../src/features/studio/paint";
import { requestOf } from "../../src/features/studio/panel/optimise_fields";
import { orderedPlaces, walked } from "../../src/features/studio/panel/unit_order";
import { beside, byTerritory, grown, noneOf, placesOf, selected, toggled } from "../../src/features/studio/selection";
import { unitsFrom } from "../../src/features/studio/units";
import { CHANGE_BASE, DIVERGING_BASE, TERRITORY_BASE } from "../../src/unit_map/colours";
import { type LayerTopology, shapesOf, xOf, yOf } from "../../src/unit_map/layer_shapes";
import { neighboursOf, outlineOf } from "../../src/unit_map/shared_borders";

const TOTALS: Totals = { rms_km: 10, fragments: 0, worst_deviation: { sales: 0 }, outside: { sales: 0 }, violations: 0 };
const territory = (index: number, more: Partial<BoardTerritory> = {}): BoardTerritory => ({ index, id: `territory_${index}`, name: "ABC"[index] ?? "", colour: index, units: 0, amounts: { sales: 0 }, deviations: { sales: 0 }, rms_km: 10, radius_km: 20, pieces: 1, ...more });

// A board drawn as a text, a letter a unit; in small letters the unit is locked.
function drawn(text: string): Board {
  const letters = [...text];
  const of = letters.map((letter) => letter.toUpperCase().charCodeAt(0) - 65);
  const territories = [0, 1, 2].map((index) => territory(index, { units: of.filter((one) => one === index).length, amounts: { sales: 10 * of.filter((one) => one === index).length } }));
  return { plan: "plan_1" as Board["plan"], revision: 4, state: "draft", territories, territory_of: of, locked: letters.flatMap((letter, place) => (letter === letter.toLowerCase() ? [place] : [])), demands: [], totals: TOTALS };
}
const readBack = ({ of, locks }: { of: Int32Array; locks: Uint8Array }) => [...of].map((index, place) => (locks[place] ? "abc" : "ABC")[index]).join("");
const UNITS = unitsFrom({ units: ["100", "101", "102", "200", "201", "202"], lon: [0, 1, 2, 0, 1, 2], lat: [0, 0, 0, 1, 1, 1], measures: [{ name: "sales", values: [10, 10, 10, 10, 10, 40] }] });
// Two rows of three units: 0 1 2 over 3 4 5.
const NEAR = { starts: Int32Array.from([0, 2, 5, 7, 9, 12, 14]), units: Int32Array.from([1, 3, 0, 2, 4, 1, 5, 0, 4, 1, 3, 5, 2, 4]) };

test("a board reads as it was drawn, and is not changed in place", () => {
  const board = boardFrom(drawn("AAbBCC"));
  expect(readBack(board)).toBe("AAbBCC");
  const moved = withMoves(board, 1, [0, 2], UNITS.measures);
  expect(readBack(moved)).toBe("BAbBCC");
  expect(readBack(board)).toBe("AAbBCC");
  expect(moved.territories.map(({ units }) => units)).toEqual([1, 3, 2]);
  expect(moved.territories[1]?.amounts["sales"]).toBe(30);
  expect([...moved.pending].sort()).toEqual([0, 1]);
  expect(board.territories[0]?.units).toBe(2);
});

test("a move that moves nothing leaves the very board, and locked units stay", () => {
  const board = boardFrom(drawn("AabBCC"));
  expect(withMoves(board, 0, [0], UNITS.measures)).toBe(board);
  expect(withMoves(board, 1, [1], UNITS.measures)).toBe(board);
  expect(readBack(withLocks(board, [0, 1], true))).toBe("aabBCC");
  expect(readBack(withLocks(board, [1], false))).toBe("AAbBCC");
});

test("the server's answer has the last word", () => {
  const guess = withMoves(boardFrom(drawn("AABBCC")), 1, [0, 1], UNITS.measures);
  const answer: BoardChange = { written: true, revision: 5, territory_count: 4, territory_of: [[0, 1], [1, 0]], locked: [0], unlocked: [], demanded: [], released: [], before: [], after: [territory(1, { units: 3, pieces: 2 }), territory(3, { name: "D" })], totals_before: TOTALS, totals: { ...TOTALS, fragments: 1 }, breaks: [], mends: [] };
  const board = withChange(guess, answer);
  expect(readBack(board)).toBe("bABBCC");
  expect([board.revision, board.totals.fragments, board.territories[1]?.pieces, board.territories[3]?.name, board.pending.size]).toEqual([5, 1, 2, "D", 0]);
  expect(placesOfTerritory(board, 1)).toEqual([0, 2, 3]);
  expect(withChange(board, { ...answer, territory_count: 3, after: [] }).territories).toHaveLength(3);
});

test("a tolerance holds its own edge, and the worst deviation is the farthest from 0", () => {
  expect([isOutside(0.05, 0.05), isOutside(-0.051, 0.05), isOutside(9, undefined)]).toEqual([false, true, false]);
  expect(worstIn({ a: 0.1, b: -0.3, c: 0.2 })).toEqual({ measure: "b", value: -0.3 });
  expect(worstIn({})).toBeNull();
});

test("a selection is replaced, added to and taken from, and counts each unit once", () => {
  let selection = selected(noneOf(6), [0, 1, 1, 9, -1], "replace");
  expect([placesOf(selection), selection.count]).toEqual([[0, 1], 2]);
  selection = selected(selection, [1, 2], "add");
  expect([placesOf(selection), selection.count]).toEqual([[0, 1, 2], 3]);
  selection = selected(selection, [0, 5], "remove");
  expect([placesOf(selection), selection.count]).toEqual([[1, 2], 2]);
  expect(placesOf(toggled(toggled(selection, 1), 4))).toEqual([2, 4]);
  expect(placesOf(grown(selected(noneOf(6), [0], "replace"), NEAR))).toEqual([0, 1, 3]);
});

test("the territories beside a selection come by how much border they share, its own last of all", () => {
  const of = boardFrom(drawn("AABCBB")).of;
  // Unit 1 of A borders on 0 (A), 2 (B) and 4 (B).
  expect(beside(selected(noneOf(6), [1], "replace"), of, NEAR)).toEqual([1]);
  expect(beside(selected(noneOf(6), [0, 1], "replace"), of, NEAR)).toEqual([1, 2]);
  expect(byTerritory(selected(noneOf(6), [0, 2, 4], "replace"), of)).toEqual([{ index: 1, units: 2 }, { index: 0, units: 1 }]);
});

test("boxes and rings find the units inside them, whatever way they are drawn", () => {
  expect(inBox(UNITS.points, { west: -0.5, south: -0.5, east: 1.5, north: 0.5 })).toEqual([0, 1]);
  const ring: [number, number][] = [[0.5, -0.5], [2.5, -0.5], [2.5, 1.5], [1.5, 1.5], [1.5, 0.5], [0.5, 0.5]];
  expect(inRing(UNITS.points, ring)).toEqual([1, 2, 5]);
  expect(inRing(UNITS.points, [...ring].reverse())).toEqual([1, 2, 5]);
  expect(inRing(UNITS.points, ring.slice(0, 2))).toEqual([]);
  expect(boxOf(UNITS.lon, UNITS.lat, [1, 5])).toEqual({ west: 1, south: 0, east: 2, north: 1 });
  expect(boxOf(UNITS.lon, UNITS.lat, [])).toBeNull();
  expect([xOf(-180), xOf(180), yOf(0)]).toEqual([0, 1, 0.5]);
  expect(yOf(90)).toBeCloseTo(0, 6);
});

test("a lasso around 32,640 units has those inside", () => {
  const count = 32_640;
  const points = pointsOf(Float64Array.from({ length: count }, (_, place) => (place % 204) / 204), Float64Array.from({ length: count }, (_, place) => Math.floor(place / 204) / 160));
  const ring = Array.from({ length: 200 }, (_, step): [number, number] => [0.5 + 0.4 * Math.cos(step / 31.83), 0.5 + 0.4 * Math.sin(step / 31.83)]);
  const inside = inRing(points, ring);
  expect(inside.length / count).toBeCloseTo(Math.PI * 0.16, 1);
});

test("units are found by codes, territory, amount and lock, all at once", () => {
  const board = boardFrom(drawn("AaBBCC"));
  expect(found(NO_WISH, board, UNITS)).toEqual([]);
  expect(isEmptyWish({ ...NO_WISH, codes: " " })).toBe(true);
  expect(found({ ...NO_WISH, codes: "100, 2*" }, board, UNITS)).toEqual([0, 3, 4, 5]);
  expect(found({ ...NO_WISH, codes: "2*", territory: 2 }, board, UNITS)).toEqual([4, 5]);
  expect(found({ ...NO_WISH, measure: "sales", least: 11 }, board, UNITS)).toEqual([5]);
  expect(found({ ...NO_WISH, measure: "sales", most: 10, locked: "free", territory: 0 }, board, UNITS)).toEqual([0]);
  expect(found({ ...NO_WISH, locked: "locked" }, board, UNITS)).toEqual([1]);
});

test("colours follow territory, deviation, measure and change", () => {
  const board = boardFrom(drawn("AABBCC"));
  const then = { first: Int32Array.from([0, 0, 0, 1, 2, 2]), base: null };
  const colours = (key: string) => [...lookOf(colouringFrom(key), board, UNITS, then).colours];
  expect(colours("territory")).toEqual([0, 0, 1, 1, 2, 2].map((index) => TERRITORY_BASE + index));
  expect(colours("change")).toEqual([0, 0, 1, 0, 0, 0].map((mark) => CHANGE_BASE + mark));
  expect(lookOf({ by: "change" }, board, UNITS, then).changed).toBe(1);
  expect(new Set(colours("measure:sales")).size).toBe(2);
  const uneven = { ...board, territories: [territory(0, { units: 2, deviations: { sales: -0.2 } }), territory(1, { units: 2 }), territory(2, { units: 2, deviations: { sales: 0.2 } })] };
  expect([...lookOf({ by: "deviation", measure: "*" }, uneven, UNITS, then).colours]).toEqual([0, 0, 3, 3, 6, 6].map((step) => DIVERGING_BASE + step));
  expect([deviationClass(0, 0.1), deviationClass(5, 0.1), deviationClass(-5, 0.1)]).toEqual([3, 6, 0]);
  for (const key of ["territory", "change", "base", "measure:a:b", "deviation:*"]) expect(colouringKey(colouringFrom(key))).toBe(key);
  expect(colouringFrom("nonsense")).toEqual({ by: "territory" });
  expect([...coloursFor(3, [0, 1], [1])]).toEqual([1, 2, 0].map((mark) => CHANGE_BASE + mark));
});

test("the grid lists what is typed, in the order asked for, and keys walk it to its ends", () => {
  const world = { units: UNITS, board: boardFrom(drawn("CAaBAB")), selection: selected(noneOf(6), [4], "replace") };
  expect(orderedPlaces("20", "code", world)).toEqual([3, 4, 5]);
  expect(orderedPlaces("b 20", "code", world)).toEqual([3, 5]);
  expect(orderedPlaces("", "territory", world)).toEqual([1, 2, 4, 3, 5, 0]);
  expect(orderedPlaces("", "locked", world)[0]).toBe(2);
  expect(orderedPlaces("", "selected", world)[0]).toBe(4);
  expect(orderedPlaces("", "measure:sales", world)[0]).toBe(5);
  expect([walked("ArrowDown", 0, 3, 10), walked("ArrowDown", 2, 3, 10), walked("PageDown", 0, 30, 10), walked("Home", 9, 30, 10), walked("End", 0, 30, 10), walked("x", 0, 3, 10), walked("End", 0, 0, 10)]).toEqual([1, 2, 10, 0, 29, null, null]);
});

test("numbers are read as people write them", () => {
  expect([numberTyped("1.250,5", "nl"), numberTyped("1,250.5", "en"), numberTyped("", "en"), numberTyped("x", "en")]).toEqual([1250.5, 1250.5, null, null]);
  expect(shareTyped("2,5", "nl")).toBeCloseTo(0.025, 12);
});

test("the optimiser is asked in shares, and told what it lacks", () => {
  const draft = { kind: "one" as const, scope: "all" as const, seconds: 15, cap: "", balance: { sales: "2.5" } };
  expect(requestOf(draft, [], "en").body).toEqual({ seconds: 15, balance: [{ measure: "sales", tolerance: 0.025 }] });
  expect(requestOf({ ...draft, scope: "selection", cap: "10" }, [3, 4], "en").body).toMatchObject({ territories: [3, 4], disruption_cap: 0.1 });
  expect(requestOf({ ...draft, scope: "selection" }, [], "en").mistake).toBe("scope");
  expect(requestOf({ ...draft, scope: "selection" }, [1], "en").mistake).toBe("two");
  expect(requestOf({ ...draft, cap: "101" }, [], "en").mistake).toBe("cap");
  expect(requestOf({ ...draft, balance: { sales: "many" } }, [], "en").mistake).toBe("tolerance");
});

// Two squares side by side which share a border, as in market_layers.test.ts.
const SHAPES = shapesOf({
  type: "Topology",
  arcs: [[[2, 0], [2, 2]], [[2, 2], [0, 2], [0, 0], [2, 0]], [[2, 0], [4, 0], [4, 2], [2, 2]]],
  objects: { units: { type: "GeometryCollection", geometries: [{ type: "Polygon", id: "A", arcs: [[0, 1]] }, { type: "Polygon", id: "B", arcs: [[2, -1]] }] } },
} as unknown as LayerTopology);

test("neighbours and the outline of units come from shared borders", () => {
  const { starts, units } = neighboursOf(SHAPES);
  expect([[...starts], [...units]]).toEqual([[0, 1, 2], [1, 0]]);
  const length = (places: number[]) => outlineOf(SHAPES, places).coordinates.reduce((sum, line) => sum + line.length - 1, 0);
  expect([length([0]), length([0, 1]), length([])]).toEqual([4, 6, 0]);
});

test("scenarios stand beneath their origin, however deep, and one whose origin is not shown stands by itself", () => {
  const plan = (id: string, state: ListedPlan["state"], base?: string) => ({ id, state, name: id, ...(base ? { parent: base } : {}) }) as unknown as ListedPlan;
  const plans = [plan("c", "draft", "b"), plan("b", "draft", "a"), plan("d", "draft"), plan("a", "active")];
  expect(rowsOf(plans).map(({ plan: { id }, depth }) => `${id}${depth}`)).toEqual(["d0", "a0", "b1", "c2"]);
  expect(rowsOf(plans, "draft").map(({ plan: { id }, depth }) => `${id}${depth}`)).toEqual(["b0", "c1", "d0"]);
});
