// The box around features, walking their coordinates whatever their geometry.
import type { TerritoryMap } from "@/api/types";

type Corner = [number, number];

export function boundsOf(features: TerritoryMap["features"]): [Corner, Corner] | null {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  const pending: unknown[] = features.map((feature) => (feature.geometry as { coordinates?: unknown } | null)?.coordinates);
  while (pending.length > 0) {
    const next = pending.pop();
    if (!Array.isArray(next)) continue;
    if (typeof next[0] === "number" && typeof next[1] === "number") {
      west = Math.min(west, next[0]);
      east = Math.max(east, next[0]);
      south = Math.min(south, next[1]);
      north = Math.max(north, next[1]);
    } else {
      for (const inner of next) pending.push(inner);
    }
  }
  return west <= east ? [[west, south], [east, north]] : null;
}
