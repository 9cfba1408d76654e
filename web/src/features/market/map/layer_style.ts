// The style of a layer's map. All that changes with a measure is feature state; the expressions that read it stay, and change with the theme alone:
// another expression would have every tile made anew.
import type { ExpressionSpecification, StyleSpecification } from "maplibre-gl";
import { token } from "@/plan_map/palette";
import { unitColour } from "@/unit_map/colours";
import { type LayerMap, tileSource } from "@/unit_map/layer_source";
import { overlayLayer, overlaySource, STILL } from "@/unit_map/overlay";
import { TILE_LAYER } from "@/unit_map/vector_tile";

// Above so many units, the lines between them are drawn only from this near.
const MANY = 5_000;
const LINES_ZOOM = 6;

type Layer = StyleSpecification["layers"][number];

function areaLayers(isLarge: boolean): Layer[] {
  return [
    { id: "areas", type: "fill", source: "units", "source-layer": TILE_LAYER, paint: { "fill-color": unitColour(), "fill-antialias": !isLarge } },
    { id: "lines", type: "line", source: "units", "source-layer": TILE_LAYER, minzoom: isLarge ? LINES_ZOOM : 0, paint: { "line-color": token("--map-line"), "line-width": 0.6 } },
  ];
}

export function bubbleLayer(): Layer {
  const radius: ExpressionSpecification = ["coalesce", ["feature-state", "radius"], 0];
  return {
    id: "bubbles",
    type: "circle",
    source: "points",
    "source-layer": TILE_LAYER,
    paint: { "circle-color": unitColour(), "circle-opacity": 0.72, "circle-radius": radius, "circle-stroke-color": token("--map-line"), "circle-stroke-width": ["case", [">", radius, 0], 0.8, 0] },
  };
}

// Bubbles over areas are added when they are first asked for.
export function styleOf({ layer, count, isPoints }: { layer: LayerMap; count: number; isPoints: boolean }): StyleSpecification {
  const ink = token("--map-text");
  return {
    version: 8,
    transition: STILL,
    sources: {
      ...(isPoints ? { points: tileSource("middles", layer) } : { units: tileSource("areas", layer) }),
      borders: tileSource("borders", layer),
      marked: overlaySource(),
    },
    layers: [
      { id: "land", type: "background", paint: { "background-color": token("--map-land") } },
      ...(isPoints ? [] : areaLayers(count > MANY)),
      overlayLayer({ id: "borders", type: "line", source: "borders", "source-layer": TILE_LAYER, paint: { "line-color": ink, "line-width": 1.5 } }),
      ...(isPoints ? [bubbleLayer()] : []),
      overlayLayer({ id: "marked-halo", type: "line", source: "marked", paint: { "line-color": token("--surface"), "line-width": 5.5, "line-opacity": 0.85 }, layout: { "line-join": "round" } }),
      overlayLayer({ id: "marked", type: "line", source: "marked", paint: { "line-color": ink, "line-width": 2.5 }, layout: { "line-join": "round" } }),
      overlayLayer({ id: "marked-point", type: "circle", source: "marked", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": "transparent", "circle-radius": 10, "circle-stroke-color": ink, "circle-stroke-width": 2.5 } }),
    ],
  };
}
