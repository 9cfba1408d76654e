// What lies over a map of units: one source a kind, hidden while there is nothing in it, for MapLibre clips the tiles of each visible source anew at
// each frame, which is most of what a frame costs where the processor draws.
import type * as GeoJSON from "geojson";
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from "maplibre-gl";
import { areasUrl } from "./layer_source";

type Layer = StyleSpecification["layers"][number];
const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };
// How far beyond a tile's edge its lines reach, in pixels. MapLibre's own 128 make each tile half as large again.
export const EDGE = 16;

// Areas side by side leave gaps where each is simplified for itself, and small ones fall out: only what nobody sees is left out (in pixels).
const SIMPLER = 0.05;
export const areasSource = (path: string) => ({ type: "geojson" as const, data: areasUrl(path), buffer: EDGE, tolerance: SIMPLER });

export const overlaySource = () => ({ type: "geojson" as const, data: NOTHING, buffer: EDGE });
export const overlayLayer = (layer: Layer): Layer => ({ ...layer, layout: { ...layer.layout, visibility: "none" } }) as Layer;

// The sources of a map in which there is something.
const filledOf = new WeakMap<MapLibre, Set<string>>();

export function putOver(map: MapLibre | null, source: string, features: GeoJSON.Feature[]) {
  const found = map?.getSource(source) as GeoJSONSource | undefined;
  if (!map || !found) return;
  const filled = filledOf.get(map) ?? new Set<string>();
  filledOf.set(map, filled);
  if (features.length === 0 && !filled.has(source)) return;
  found.setData({ type: "FeatureCollection", features });
  if (filled.has(source) === features.length > 0) return;
  if (features.length > 0) filled.add(source);
  else filled.delete(source);
  for (const id of map.getLayersOrder()) if (map.getLayer(id)?.source === source) map.setLayoutProperty(id, "visibility", features.length > 0 ? "visible" : "none");
}

export const shapes = (geometries: (GeoJSON.Geometry | null)[]): GeoJSON.Feature[] =>
  geometries.filter((one) => one !== null).map((geometry) => ({ type: "Feature", properties: {}, geometry }));
