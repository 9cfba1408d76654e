// Where a lift and its interval stand on the scale that they are drawn on. Pure.
import type { Lift } from "@/api/market";

// Half of the scale, as a ratio: so much more, or so much less.
const RATIO_LEAST = 2;
const RATIO_MAX = 20;

// The smallest scale that shows all intervals, within reason; what lies beyond ends at its edge.
export function scaleOf(lifts: (Lift | undefined)[]): number {
  const ends = lifts.flatMap((lift) => (lift ? [lift.least, lift.most ?? Infinity] : []));
  const ratios = ends.map((end) => (end <= 0 ? RATIO_MAX : Math.max(end, 1 / end)));
  return Math.min(RATIO_MAX, Math.max(RATIO_LEAST, ...ratios));
}

// From 0 to 100, by its logarithm: 1 stands in the middle, twice as far from it as half.
export function placeOf(value: number | undefined, ratio: number): number {
  if (value === undefined || value >= ratio) return 100;
  if (value <= 1 / ratio) return 0;
  return 50 + (50 * Math.log(value)) / Math.log(ratio);
}

// What the interval says: the lift lies above 1, below it, or it may be either.
export function sideOf({ least, most }: Lift): "more" | "less" | "either" {
  if (least > 1) return "more";
  return most !== undefined && most < 1 ? "less" : "either";
}
