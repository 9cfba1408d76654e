// Which units lie in a shape drawn over the map, by their points in Web Mercator (EPSG:3857, scaled to 0..1). Pure.
import { xOf, yOf } from "@/unit_map/layer_shapes";

export interface Points {
  x: Float64Array;
  y: Float64Array;
}
export const pointsOf = (lon: ArrayLike<number>, lat: ArrayLike<number>): Points => ({ x: Float64Array.from(lon, xOf), y: Float64Array.from(lat, yOf) });

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function inBox({ x, y }: Points, { west, south, east, north }: Box): number[] {
  const [left, right, top, bottom] = [xOf(west), xOf(east), yOf(north), yOf(south)];
  const found: number[] = [];
  for (let place = 0; place < x.length; place++) {
    const [px, py] = [x[place] ?? NaN, y[place] ?? NaN];
    if (px >= left && px <= right && py >= top && py <= bottom) found.push(place);
  }
  return found;
}

// Inside a ring of [lon, lat] by the even-odd rule; the ring need not be closed.
export function inRing(points: Points, ring: readonly (readonly [number, number])[]): number[] {
  if (ring.length < 3) return [];
  const corners = ring.map(([lon, lat]) => [xOf(lon), yOf(lat)] as const);
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  const box = { west: Math.min(...lons), east: Math.max(...lons), south: Math.min(...lats), north: Math.max(...lats) };
  return inBox(points, box).filter((place) => {
    const [px, py] = [points.x[place] ?? 0, points.y[place] ?? 0];
    let isIn = false;
    for (let index = 0, last = corners.length - 1; index < corners.length; last = index++) {
      const [ax = 0, ay = 0] = corners[index] ?? [];
      const [bx = 0, by = 0] = corners[last] ?? [];
      if (ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax) isIn = !isIn;
    }
    return isIn;
  });
}

// The box around units, with room around a single one; null where there is none.
export function boxOf(lon: ArrayLike<number>, lat: ArrayLike<number>, places: readonly number[]): Box | null {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const place of places) {
    const [x, y] = [lon[place] ?? NaN, lat[place] ?? NaN];
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box.west <= box.east ? box : null;
}
