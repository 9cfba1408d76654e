// The page's side of layer_worker.ts: puts it into MapLibre's workers, and asks it.
import type * as GeoJSON from "geojson";
import { getGlobalDispatcher, importScriptInWorkers } from "maplibre-gl";
import scriptUrl from "./layer_worker.ts?worker&url";
import type { UnitPair } from "./shared_borders";
import type { Neighbours } from "./topology";

export const areasUrl = (path: string) => `unit-areas://layer${path}`;
export const pointsUrl = (path: string) => `unit-points://layer${path}`;

// Before the first source of a map is added. MapLibre imports as a module only what ends like one; else it would evaluate text, which the content
// security policy forbids.
export async function prepareWorkers(): Promise<void> {
  await importScriptInWorkers(new URL(`${scriptUrl}#.mjs`, location.href).href);
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

export interface TerritoryLook {
  colours: number[];
  borders: GeoJSON.MultiLineString;
}
export const territoryLook = (path: string, asked: { of: number[]; territories: number; count: number }) => ask<TerritoryLook>("unit-territories", { path, ...asked });

// Lists, not typed arrays: those are handed over to the first worker asked, and gone for the page and the next.
export const bordersAt = (path: string, of: number[]) => ask<GeoJSON.MultiLineString>("unit-borders", { path, of } as { path: string });
export const outlineAt = (path: string, places: number[]) => ask<GeoJSON.MultiLineString>("unit-outline", { path, places } as { path: string });
export const neighboursAt = (path: string) => ask<Neighbours>("unit-neighbours", { path });
// The lines between the units of each pair; the pairs whose border a drawn line crosses; west, south, east and north of the layer.
export const sharedAt = (path: string, pairs: UnitPair[]) => ask<GeoJSON.MultiLineString>("unit-shared", { path, pairs } as { path: string });
export const crossedAt = (path: string, line: [number, number][]) => ask<UnitPair[]>("unit-crossed", { path, line } as { path: string });
export const boundsAt = (path: string) => ask<[number, number, number, number]>("unit-bounds", { path });
