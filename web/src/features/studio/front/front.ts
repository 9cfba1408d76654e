// Plans to choose from, as a plot has them: what its axes show, where points stand, which of them a line joins, and how keys walk them. Pure.
import type { FrontPoint, Tradeoff } from "@/api/studio";

export type Gain = keyof Tradeoff;
export const GAINS: readonly Gain[] = ["deviation", "travel_km", "moved"];

// Two of the three as axes; the third is the size of points.
export interface View {
  x: Gain;
  y: Gain;
  size: Gain;
}
export const VIEWS = {
  travel: { x: "travel_km", y: "deviation", size: "moved" },
  moved: { x: "moved", y: "deviation", size: "travel_km" },
  travelMoved: { x: "moved", y: "travel_km", size: "deviation" },
} as const satisfies Record<string, View>;
export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

// As exact as people are told: what is the same to them is one choice.
const STEP_OF: Record<Gain, number> = { deviation: 1e-4, travel_km: 0.1, moved: 1e-4 };

// Those that move something, each once; on the front where one of its likes is.
export function distinct(points: readonly FrontPoint[]): FrontPoint[] {
  const found = new Map<string, FrontPoint>();
  for (const point of points) {
    if (point.offer.units_moved === 0) continue;
    const key = GAINS.map((gain) => Math.round(point.gives[gain] / STEP_OF[gain])).join(" ");
    const like = found.get(key);
    found.set(key, like ? { ...like, is_on_front: like.is_on_front || point.is_on_front } : point);
  }
  return [...found.values()];
}

export interface Scale {
  least: number;
  most: number;
  ticks: number[];
}

const TICKS = 4;
const STEPS = [1, 2, 2.5, 5, 10];

// Round values around all of `values`, no closer to each other than people are told them.
export function scaleOf(values: readonly number[], gain: Gain): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(high - low, TICKS * STEP_OF[gain]);
  const power = 10 ** Math.floor(Math.log10(span / TICKS));
  const step = power * (STEPS.find((one) => one * power >= span / TICKS) ?? 10);
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  return { least: ticks[0] ?? low, most: ticks.at(-1) ?? high, ticks };
}

// From 0 to 1.
export const placeOn = ({ least, most }: Scale, value: number) => (value - least) / (most - least);

// Those that, of what the two axes show, no other beats: from left to right, each lower than the last.
export function lineOf(all: readonly Tradeoff[], { x, y }: View): Tradeoff[] {
  const line: Tradeoff[] = [];
  for (const one of [...all].sort((a, b) => a[x] - b[x] || a[y] - b[y])) if (one[y] < (line.at(-1)?.[y] ?? Infinity)) line.push(one);
  return line;
}

// The point that a key leads to from the one at `at`: left and right along the one axis, up and down along the other. null: it is no such key.
export function walkedTo(points: readonly FrontPoint[], at: number, { x, y }: View, key: string): number | null {
  const isAcross = key === "ArrowLeft" || key === "ArrowRight" || key === "Home" || key === "End";
  if (!isAcross && key !== "ArrowUp" && key !== "ArrowDown") return null;
  const [first, second] = isAcross ? [x, y] : [y, x];
  const order = points.map((_, index) => index).sort((a, b) => {
    const [one, other] = [points[a]?.gives, points[b]?.gives];
    return one && other ? one[first] - other[first] || one[second] - other[second] || a - b : 0;
  });
  const here = order.indexOf(at);
  const next = key === "Home" ? 0 : key === "End" ? order.length - 1 : here + (key === "ArrowRight" || key === "ArrowUp" ? 1 : -1);
  return order[Math.min(order.length - 1, Math.max(0, next))] ?? null;
}
