// How large bubbles are over the studio's map, where what lies below them is to be seen too, and which of them the legend names. Pure.
import { radiusOf, roundBelow } from "@/unit_map/classes";

export const BUBBLE_MAX = 18;
const PARTS = [1, 0.25, 0.0625];

// Values for a legend with the diameters of their bubbles, the largest first; each value once. Of things that are counted there is no half.
export function sizesOf(most: number): { value: number; diameter: number }[] {
  const values = PARTS.map((part) => roundBelow(most * part)).map((value) => (most >= 1 ? Math.round(value) : value));
  return [...new Set(values)].filter((value) => value > 0).map((value) => ({ value, diameter: 2 * radiusOf(value, most, BUBBLE_MAX) }));
}
