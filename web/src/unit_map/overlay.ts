// What lies over a map of units: one source a kind, hidden while there is nothing in it, for MapLibre clips the tiles of each visible source anew at
// each frame, which is most of what a frame costs where the processor draws.
import type * as GeoJSON from "geojson";
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from "maplibre-gl";

type Layer = StyleSpecification["layers"][number];
const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };
// How far beyond a tile's edge its lines reach, in pixels. MapLibre's own 128 make each tile half as large again.
export const EDGE = 16;

export const overlaySource = () => ({ type: "geojson" as const, data: NOTHING, buffer: EDGE });
export const overlayLayer = (layer: Layer): Layer => ({ ...layer, layout: { ...layer.layout, visibility: "none" } }) as Layer;

// What changes is another picture, not a dozen on the way to it.
export const STILL = { duration: 0, delay: 0 };

// A map that shows nothing until its tiles are there: a picture of each step would be waited for before the whole is seen, where the processor draws.
// Of layers whose opacity is one number: where it depends on the unit, another one would have the tiles made anew.
function opacityOf(layer: Layer): { name: "fill-opacity"; value: number } | null {
  const name = ({ fill: "fill-opacity", line: "line-opacity", circle: "circle-opacity" } as Record<string, string>)[layer.type];
  const value = (layer.paint as Record<string, unknown> | undefined)?.[name ?? ""] ?? 1;
  return name && typeof value === "number" ? { name: name as "fill-opacity", value } : null;
}
export function veiled(style: StyleSpecification): StyleSpecification {
  const layers = style.layers.map((layer) => {
    const opacity = opacityOf(layer);
    return opacity ? ({ ...layer, paint: { ...layer.paint, [opacity.name]: 0 } } as Layer) : layer;
  });
  return { ...style, layers };
}
export function unveil(map: MapLibre, { layers }: StyleSpecification) {
  for (const layer of layers) {
    const opacity = opacityOf(layer);
    if (opacity) map.setPaintProperty(layer.id, opacity.name, opacity.value);
  }
}

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
