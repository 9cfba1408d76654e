// Goal: the studio's map shows values of the right layer at the right units, in sizes that the legend names; homes stand at the nearest unit; what people type
// of a place is read as they mean it. Method: layers and plans of a few units.
import { expect, test } from "vitest";
import type { LayerId, UnitLayer } from "../../src/api/market_layers";
import { coordinateText, coordinateTyped, LAT_MOST, LON_MOST } from "../../src/features/profile/coordinates";
import { bubbleMax, sizesOf } from "../../src/features/studio/layers/bubble_sizes";
import { nearestPlace } from "../../src/features/studio/layers/homes";
import { bestMatch, candidatesOf, matched, valuesOf } from "../../src/features/studio/layers/match";
import { shownFrom } from "../../src/features/studio/layers/shown";
import { firstColumn } from "../../src/lib/csv";

const IDS = ["100", "101", "102", "103"];
const layer = (name: string, unit_count: number, state: UnitLayer["state"] = "ready"): UnitLayer => ({ id: `layer_${name}` as LayerId, name, unit_count, state, shape: "areas", match: { by: "place" }, source: "", created_at: "", version: 1 });

test("the first column of a CSV is read, whatever stands in quotes", () => {
  expect(firstColumn('code,name\n100,"A, B"\n"1""01","two\nlines"\r\n102,\n')).toEqual(["100", '1"01', "102"]);
  expect(firstColumn("\ufeffcode\r\n100\r\n101")).toEqual(["100", "101"]);
  expect(firstColumn("code,name\n")).toEqual([]);
});

test("only layers that can have half of a plan's units are looked at, the likeliest first", () => {
  expect(candidatesOf([layer("large", 90), layer("same", 4), layer("one", 1), layer("two", 2), layer("failed", 4, "failed")], IDS).map(({ name }) => name)).toEqual(["same", "two", "large"]);
});

test("the layer with most of the codes is taken, and none with fewer than half", async () => {
  const codes: Record<string, string[]> = { same: ["100", "7", "8", "9"], large: ["0", "103", "102", "101", "100"], two: ["100", "101"] };
  const asked: string[] = [];
  const codesOf = (one: UnitLayer) => Promise.resolve(codes[(asked.push(one.name), one.name)] ?? []);
  const best = await bestMatch([layer("large", 5), layer("same", 4), layer("two", 2)], IDS, codesOf);
  expect([best?.name, best?.count, [...(best?.places ?? [])]]).toEqual(["large", 4, [4, 3, 2, 1]]);
  expect(asked).toEqual(["same", "large"]);
  expect((await bestMatch([layer("two", 2)], IDS, codesOf))?.count).toBe(2);
  expect(await bestMatch([layer("same", 4)], IDS, codesOf)).toBeNull();
  expect(await bestMatch([], IDS, codesOf)).toBeNull();
});

test("values come in the order of the plan's units; where no unit has one, nothing was counted", () => {
  const match = matched(layer("large", 5), ["0", "103", "102", "100"], IDS);
  const found = valuesOf(match, [50, 3, null, 7]);
  expect([...(found?.values ?? [])]).toEqual([7, NaN, NaN, 3]);
  expect([found?.most, found?.sum]).toEqual([7, 10]);
  expect(valuesOf(match, [0, 0, 0, 0])?.most).toBe(0);
  expect(valuesOf(match, [null, null, null, null])).toBeNull();
  expect(valuesOf(match, undefined)).toBeNull();
});

test("bubbles become smaller where there are many, and the legend names round values once", () => {
  expect(bubbleMax([1, 0, NaN])).toBe(18);
  expect(bubbleMax(new Float64Array(160).fill(1))).toBe(9);
  expect(bubbleMax(new Float64Array(40_000).fill(1))).toBe(5);
  expect(sizesOf(8, 18).map(({ value }) => value)).toEqual([8, 2, 1]);
  expect(sizesOf(1, 18).map(({ value }) => value)).toEqual([1]);
  expect(sizesOf(0, 18)).toEqual([]);
  expect(sizesOf(100, 10).map(({ value, diameter }) => [value, Math.round(diameter)])).toEqual([[100, 20], [20, 9], [6, 5]]);
});

test("a home stands at the unit whose middle is nearest, also over the line of dates", () => {
  const units = { lon: Float64Array.from([0, 179, 10]), lat: Float64Array.from([60, 0, 62]) };
  expect(nearestPlace({ lon: 2, lat: 60 }, units)).toBe(0);
  expect(nearestPlace({ lon: -179, lat: 1 }, units)).toBe(1);
  expect(nearestPlace({ lon: 6, lat: 61.5 }, units)).toBe(2);
  expect(nearestPlace({ lon: 0, lat: 0 }, { lon: new Float64Array(), lat: new Float64Array() })).toBe(-1);
});

test("what a browser remembers of the layers is taken as far as it is good", () => {
  expect(shownFrom(undefined)).toEqual({ names: true, demands: true, homes: false, bubbles: null });
  expect(shownFrom({ names: false, homes: true, bubbles: "white_space" })).toEqual({ names: false, demands: true, homes: true, bubbles: "white_space" });
  expect(shownFrom({ names: "no", bubbles: "moons" })).toEqual({ names: true, demands: true, homes: false, bubbles: null });
});

test("coordinates are read with a comma or a point, at their limits and not beyond", () => {
  expect(["52.3702", "52,370", " −4.5 ", "90", "90.1", "1.234,5", "", "x", "1e1"].map((text) => coordinateTyped(text, LAT_MOST))).toEqual([52.3702, 52.37, -4.5, 90, null, null, null, null, null]);
  expect(["-180", "180,0", "-180.000001"].map((text) => coordinateTyped(text, LON_MOST))).toEqual([-180, 180, null]);
  expect(coordinateText(4.90000012, ",")).toBe("4,9");
  expect(coordinateText(-87.65, ".")).toBe("-87.65");
});
