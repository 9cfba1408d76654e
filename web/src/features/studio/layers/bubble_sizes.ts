// How large bubbles are over the studio's map, where what lies below them is to be seen too, and which of them the legend names. Pure.
import { radiusOf, roundBelow } from "@/unit_map/classes";

// The largest bubble's radius in pixels: where so many units have a value, and where there are many more.
const LARGE = 18;
const SMALL = 5;
const FEW = 40;
const PARTS = [1, 0.25, 0.0625];

// The more bubbles there are, the smaller all of them, so that territories are still seen between them.
export function bubbleMax(values: ArrayLike<number>): number {
  let count = 0;
  for (let place = 0; place < values.length; place++) if ((values[place] ?? 0) > 0) count++;
  return Math.max(SMALL, Math.min(LARGE, LARGE * Math.sqrt(FEW / Math.max(1, count))));
}

// Values for a legend with the diameters of their bubbles, the largest first; each value once. Of things that are counted there is no half.
export function sizesOf(most: number, radiusMax: number): { value: number; diameter: number }[] {
  const values = PARTS.map((part) => roundBelow(most * part)).map((value) => (most >= 1 ? Math.round(value) : value));
  return [...new Set(values)].filter((value) => value > 0).map((value) => ({ value, diameter: 2 * radiusOf(value, most, radiusMax) }));
}
