// Which layer of units a plan's units come from, and a layer's values in the order of the plan's units. Pure.
import type { LayerId, UnitLayer } from "@/api/market_layers";

// A layer with fewer of the plan's codes is another geography that happens to share some.
const LEAST_SHARE = 0.5;
const isEnough = (count: number, ids: readonly string[]) => count > 0 && count >= LEAST_SHARE * ids.length;

export interface LayerMatch {
  layer: LayerId;
  name: string;
  // The layer's place of each unit of the plan; -1: it has no such unit.
  places: Int32Array;
  // Units of the plan that it has.
  count: number;
}

// Those that can have enough codes, the likeliest first: a plan has mostly as many units as the layer that it was made from.
export function candidatesOf(layers: readonly UnitLayer[], ids: readonly string[]): UnitLayer[] {
  const off = ({ unit_count }: UnitLayer) => Math.abs(unit_count - ids.length);
  return layers.filter(({ state, unit_count }) => state === "ready" && isEnough(unit_count, ids)).sort((a, b) => off(a) - off(b));
}

export function matched({ id, name }: UnitLayer, codes: readonly string[], ids: readonly string[]): LayerMatch {
  const placeOf = new Map(codes.map((code, place) => [code, place]));
  const places = Int32Array.from(ids, (code) => placeOf.get(code) ?? -1);
  return { layer: id, name, places, count: places.reduce((all, place) => all + Number(place >= 0), 0) };
}

// The layer with most of the codes; asked for one after another, since each is large, until none can have more.
export async function bestMatch(layers: readonly UnitLayer[], ids: readonly string[], codesOf: (layer: UnitLayer) => Promise<string[]>): Promise<LayerMatch | null> {
  let best: LayerMatch | null = null;
  for (const layer of candidatesOf(layers, ids)) {
    const found = matched(layer, await codesOf(layer), ids);
    if (found.count > (best?.count ?? 0)) best = found;
    if (best?.count === ids.length) break;
  }
  return best && isEnough(best.count, ids) ? best : null;
}

export interface UnitValues {
  // By the plan's places; NaN: the layer knows no value.
  values: Float64Array;
  most: number;
  sum: number;
}

// null: not one unit of the layer has a value, so nothing was counted.
export function valuesOf(match: LayerMatch, list: readonly (number | null)[] | undefined): UnitValues | null {
  if (!list || list.every((value) => value === null)) return null;
  const values = Float64Array.from(match.places, (place) => list[place] ?? NaN);
  let [most, sum] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    most = Math.max(most, value);
    sum += value;
  }
  return { values, most, sum };
}
