// Goal: the small rules behind maps of layers, their files and their measures. Method: worlds of a few units, and examples at the edges.
import { expect, test } from "vitest";
import { fileOf, headerOf, newOrder, propertiesOf, queryOf } from "../../src/features/market/layers/layer_file";
import { keyOf } from "../../src/features/market/layers/measure_key";
import { usualStyle } from "../../src/features/market/map/use_map_choice";
import { barsOf, breaksOf, classOf, colourIndex, densityOf, NO_CLASS, radiusOf, rangesOf, roundBelow } from "../../src/unit_map/classes";
import { SEQUENCE } from "../../src/unit_map/colours";
import { type LayerTopology, pointOf, shapeOf, shapesOf } from "../../src/unit_map/layer_shapes";
import { bordersOf, coloursOf } from "../../src/unit_map/shared_borders";

// Two squares side by side, A from (0,0) to (2,2) and B from (2,0) to (4,2), which share a border; C is a point.
const SHAPES = shapesOf({
  type: "Topology",
  arcs: [[[2, 0], [2, 2]], [[2, 2], [0, 2], [0, 0], [2, 0]], [[2, 0], [4, 0], [4, 2], [2, 2]]],
  objects: {
    units: {
      type: "GeometryCollection",
      geometries: [{ type: "Polygon", id: "A", arcs: [[0, 1]] }, { type: "Polygon", id: "B", arcs: [[2, -1]] }, { type: "Point", id: "C", coordinates: [9, 9] }],
    },
  },
} as unknown as LayerTopology);

test("areas are shown as bubbles while few of many have a value, and none is below nothing", () => {
  const list = (values: number, count: number, value = 3) => Array.from({ length: count }, (_, place) => (place < values ? value : null));
  expect(usualStyle(list(24, 500))).toBe("bubbles");
  expect(usualStyle(list(25, 500))).toBe("areas");
  expect(usualStyle(list(1, 499))).toBe("areas");
  expect(usualStyle(list(24, 500, -1))).toBe("areas");
  expect(usualStyle(undefined)).toBe("areas");
});

test("a topology becomes areas in the order of places", () => {
  expect(SHAPES.codes).toEqual(["A", "B", "C"]);
  expect(shapeOf(SHAPES, 0)).toEqual({ type: "Polygon", coordinates: [[[2, 0], [2, 2], [0, 2], [0, 0], [2, 0]]] });
  expect(shapeOf(SHAPES, 1)).toEqual({ type: "Polygon", coordinates: [[[2, 0], [4, 0], [4, 2], [2, 2], [2, 0]]] });
  expect(shapeOf(SHAPES, 2)).toEqual({ type: "Point", coordinates: [9, 9] });
});

test("a bubble stands in the middle of its unit, of several parts in the largest", () => {
  expect([0, 1, 2].map((unit) => pointOf(SHAPES, unit))).toEqual([[1, 1], [3, 1], [9, 9]]);
  const square = (x: number, size: number) => [[x, 0], [x + size, 0], [x + size, size], [x, size], [x, 0]];
  const parts = { type: "Topology", arcs: [square(0, 1), square(10, 4)], objects: { units: { type: "GeometryCollection", geometries: [{ type: "MultiPolygon", id: "A", arcs: [[[0]], [[1]]] }, { type: null, id: "B" }] } } } as unknown as LayerTopology;
  expect([0, 1].map((unit) => pointOf(shapesOf(parts), unit))).toEqual([[12, 2], null]);
});

test("territories that touch have different colours, and a line between them", () => {
  const [a, b] = coloursOf(SHAPES, [0, 1, -1], 2, 6);
  expect(a).not.toBe(b);
  expect(coloursOf(SHAPES, [0, 0, 1], 2, 6)).toEqual([0, 1]);
  expect(coloursOf(SHAPES, [0, 1, -1], 2, 1)).toEqual([0, 0]);
  expect(new Set(coloursOf(SHAPES, [0, 1, 2], 6, 6)).size).toBe(6);
  expect([...bordersOf(SHAPES, [0, 0, -1])]).toEqual([0, 1, 1]);
  expect([...bordersOf(SHAPES, [0, 1, -1])]).toEqual([1, 1, 1]);
});

test("classes have about as many units each, and equal values are never parted", () => {
  const values = Array.from({ length: 14 }, (_, index) => index);
  const breaks = breaksOf(values);
  expect(breaks).toEqual([2, 4, 6, 8, 10, 12]);
  expect(rangesOf(values, breaks).map(({ count }) => count)).toEqual([2, 2, 2, 2, 2, 2, 2]);
  expect([classOf(0, breaks), classOf(1.9, breaks), classOf(2, breaks), classOf(99, breaks), classOf(null, breaks)]).toEqual([0, 0, 1, 6, NO_CLASS]);
  expect(breaksOf([0, 0, 0, 0, 0, 0, 5])).toEqual([5]);
  expect(breaksOf([3, 3, 3])).toEqual([]);
  expect(breaksOf([])).toEqual([]);
  expect(rangesOf([null], [])).toEqual([]);
  expect(rangesOf([3, null], [])).toEqual([{ from: 3, to: 3, count: 1 }]);
});

test("fewer classes still go from one end of the colours to the other", () => {
  expect([colourIndex(0, 2), colourIndex(1, 2), colourIndex(0, 1), colourIndex(6, 7)]).toEqual([0, 6, 3, 6]);
});

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
}

test("each colour of a sequence differs from the next by a fifth in luminance, always the same way", () => {
  for (const [colours, sign] of [[SEQUENCE.light, -1], [SEQUENCE.dark, 1]] as const) {
    for (let index = 1; index < colours.length; index++) {
      const [before, after] = [luminance(colours[index - 1] ?? ""), luminance(colours[index] ?? "")];
      expect(Math.sign(after - before), colours[index]).toBe(sign);
      expect((Math.max(before, after) + 0.05) / (Math.min(before, after) + 0.05), colours[index]).toBeGreaterThan(1.2);
    }
  }
});

test("bars count every value once, and a few very large ones do not press the others together", () => {
  const even = barsOf([0, 1, 2, 3, null], 4);
  expect(even.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  const values = [...Array.from({ length: 200 }, (_, index) => index), 1_000_000];
  const bars = barsOf(values, 10);
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(201);
  expect(bars[0]?.count).toBeLessThan(40);
  expect(bars.at(-1)?.to).toBe(1_000_000);
  expect(barsOf([7, 7], 4)).toEqual([{ from: 7, to: 7, count: 2 }]);
  expect(barsOf([null], 4)).toEqual([]);
});

test("quantiles at even steps give back how values are spread", () => {
  const even = densityOf(Array.from({ length: 21 }, (_, index) => index), 4);
  expect(even.map((part) => Math.round(part * 100))).toEqual([25, 25, 25, 25]);
  const long = densityOf([...Array.from({ length: 20 }, (_, index) => index), 10_000], 4);
  expect(long.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1);
  expect(long[0]).toBeLessThan(0.3);
  expect(densityOf([3, 3, 3], 4)).toEqual([1]);
  expect(densityOf([], 4)).toEqual([]);
});

test("a bubble of four times the value is twice as wide", () => {
  expect([radiusOf(100, 100, 20), radiusOf(25, 100, 20), radiusOf(0, 100, 20), radiusOf(-5, 100, 20), radiusOf(null, 100, 20), radiusOf(5, 0, 20)]).toEqual([20, 10, 0, 0, 0, 0]);
});

test("a legend names round sizes", () => {
  expect([140_422, 35_105, 9.4, 0.037, 0].map((value) => roundBelow(value))).toEqual([140_000, 35_000, 9, 0.03, 0]);
});

test("a file tells what it is and which columns it names", () => {
  expect(headerOf('\uFEFFcode;"Naam";inwoners\r\n1;a;2')).toEqual(["code", "Naam", "inwoners"]);
  expect(headerOf("a,b\n1,2")).toEqual(["a", "b"]);
  const geojson = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"PC4":"1012","name":"Centrum"},"geometry":null}]}';
  expect(fileOf("areas.json", geojson)).toEqual({ format: "geojson", columns: ["PC4", "name"] });
  expect(fileOf("areas.json", '{"type": "Topology", "objects": {}}')).toEqual({ format: "topojson", columns: [] });
  expect(fileOf("points.csv", "code,lon,lat\n")).toEqual({ format: "csv", columns: ["code", "lon", "lat"] });
  expect(propertiesOf('{"properties": {"a": 1')).toEqual([]);
});

test("only what was chosen is asked of the server", () => {
  const order = { ...newOrder("Areas 2026.geojson", "geojson"), lon: "x", within: "layer_1" };
  expect(order.name).toBe("Areas 2026");
  expect(queryOf(order)).toEqual({ name: "Areas 2026", country: "", source: "", format: "geojson", code: "", label: "", part_of: "", repair: undefined });
  expect(queryOf({ ...order, format: "csv", cells: true })).toMatchObject({ lon: "x", lat: "", cells: true, within: "layer_1" });
});

test("a measure's key is made of its name", () => {
  expect([keyOf("Market potential"), keyOf("  Établissements (2026) "), keyOf("2026"), keyOf("x".repeat(60)).length]).toEqual(["market_potential", "etablissements_2026", "", 50]);
});
