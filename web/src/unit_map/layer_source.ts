// The page's side of layer_worker.ts: puts it into MapLibre's worker, and asks it.
import type * as GeoJSON from "geojson";
import { getGlobalDispatcher, importScriptInWorkers, type Map as MapLibre, setWorkerCount, type VectorSourceSpecification } from "maplibre-gl";
import scriptUrl from "./layer_worker.ts?worker&url";
import type { Frame, Neighbours, UnitPair } from "./shared_borders";

// One map of a layer: its name, by which the worker knows what it is made with.
export interface LayerMap {
  name: string;
  path: string;
}
let count = 0;
export const newLayerMap = (path: string): LayerMap => ({ name: `map${++count}`, path });

// Units as areas (or points, where they are), a point for each, and the borders of territories. Nearer than the last zoom tiles are stretched.
export type TileKind = "areas" | "middles" | "borders";
const LAST_ZOOM = 14;
export const tileSource = (kind: TileKind, { name, path }: LayerMap): VectorSourceSpecification => ({ type: "vector", tiles: [`unit-${kind}://${name}/{z}/{x}/{y}${path}`], maxzoom: LAST_ZOOM });

// Before the first source of a map is added. A layer is decoded where its tiles are made, so one worker makes them. MapLibre imports as a module only what
// ends like one; else it would evaluate text, which the content security policy forbids.
export async function prepareWorkers(): Promise<void> {
  setWorkerCount(1);
  await importScriptInWorkers(new URL(`${scriptUrl}#.mjs`, location.href).href);
}

// What a map's tiles are made with from now on: units' colours as it begins (others are states of the map), and the territory of each. Lists, not typed
// arrays: those are handed over, and gone for the page.
export async function putLook({ name }: LayerMap, look: { colours?: ArrayLike<number>; of?: ArrayLike<number> }): Promise<void> {
  const { colours, of } = look;
  await getGlobalDispatcher().broadcast<object, null>("unit-look", { look: name, colours: colours && Array.from(colours), of: of && Array.from(of) });
}
export const endLook = ({ name }: LayerMap) => void getGlobalDispatcher().broadcast<object, null>("unit-look-ends", { look: name });

// The borders of other territories than before. The answer gives up, for a map that ends meanwhile has no sources.
export function putBorders(map: MapLibre, layer: LayerMap, of: ArrayLike<number>): () => void {
  let isOver = false;
  void putLook(layer, { of }).then(() => (isOver ? undefined : map.refreshTiles("borders")));
  return () => void (isOver = true);
}

// A layer that a map will show soon.
export async function prepareLayer(path: string): Promise<void> {
  await prepareWorkers();
  await ask("unit-prepare", { path });
}

async function ask<Answer>(type: string, asked: { path: string }): Promise<Answer | null> {
  const answers = await getGlobalDispatcher().broadcast<object, Answer | null>(type, asked);
  return answers.find((one) => one !== null && one !== undefined) ?? null;
}

// The units' codes in the order of their places. All of these: null until the layer's source is loaded.
export async function codesAt(path: string): Promise<string[] | null> {
  return (await ask<string>("unit-codes", { path }))?.split("\n") ?? null;
}

export const shapeAt = (path: string, place: number) => ask<GeoJSON.Geometry>("unit-shape", { path, place } as { path: string });

// A colour for each territory, below `count`, such that those side by side look different.
export const territoryColours = (path: string, asked: { of: number[]; territories: number; count: number }) => ask<number[]>("unit-colours", { path, ...asked });

export const outlineAt = (path: string, places: number[]) => ask<GeoJSON.MultiLineString>("unit-outline", { path, places } as { path: string });
// Where a map of the layer begins: west, south, east and north.
export const focusAt = (path: string) => ask<Frame>("unit-focus", { path });
export const neighboursAt = (path: string) => ask<Neighbours>("unit-neighbours", { path });
// The lines between the units of each pair; the pairs whose border a drawn line crosses.
export const sharedAt = (path: string, pairs: UnitPair[]) => ask<GeoJSON.MultiLineString>("unit-shared", { path, pairs } as { path: string });
export const crossedAt = (path: string, line: [number, number][]) => ask<UnitPair[]>("unit-crossed", { path, line } as { path: string });
