// Where a map begins: around all units, or, where a few lie so far off that the others would be small (Alaska beside the other states), around these. Pure.
import { type LayerShapes, xOf, yOf } from "./layer_shapes";
import type { Frame } from "./shared_borders";

const FEW = 0.02;
const ROOM = 0.1;

const lonAt = (x: number) => (x - 0.5) * 360;
const latAt = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

// Of units' frames on the world map (north above south is less), as west, south, east and north in degrees; null: there are none.
function focus(wests: Float64Array, norths: Float64Array, easts: Float64Array, souths: Float64Array): Frame | null {
  for (const values of [wests, norths, easts, souths]) values.sort();
  const count = wests.length;
  if (count === 0) return null;
  const few = Math.floor(FEW * count);
  const [low, high] = [(values: Float64Array, off: number) => values[off] ?? NaN, (values: Float64Array, off: number) => values[count - 1 - off] ?? NaN];
  const all: Frame = [low(wests, 0), low(norths, 0), high(easts, 0), high(souths, 0)];
  const most: Frame = [low(wests, few), low(norths, few), high(easts, few), high(souths, few)];
  const [roomX, roomY] = [ROOM * (most[2] - most[0]), ROOM * (most[3] - most[1])];
  const near: Frame = [Math.max(all[0], most[0] - roomX), Math.max(all[1], most[1] - roomY), Math.min(all[2], most[2] + roomX), Math.min(all[3], most[3] + roomY)];
  const size = ([a, b, c, d]: Frame) => (c - a) * (d - b);
  const [west, north, east, south] = size(near) < size(all) / 2 ? near : all;
  return [lonAt(west), latAt(south), lonAt(east), latAt(north)];
}

export function focusOf({ boxes, codes }: LayerShapes): Frame | null {
  const placed = codes.map((_, unit) => unit).filter((unit) => Number.isFinite(boxes[4 * unit]));
  const side = (index: number) => Float64Array.from(placed, (unit) => boxes[4 * unit + index] ?? NaN);
  return focus(side(0), side(1), side(2), side(3));
}

// By the middles of units, before their areas are there.
export function focusOfMiddles(lon: Float64Array, lat: Float64Array): Frame | null {
  const [x, y] = [lon.map(xOf), lat.map(yOf)];
  return focus(x, y, x.slice(), y.slice());
}
