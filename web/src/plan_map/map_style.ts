import type * as GeoJSON from "geojson";
// The map's style. No glyphs are named, so that labels are drawn with the machine's own font and nothing is fetched.
import type { ExpressionSpecification, StyleSpecification } from "maplibre-gl";
import type { PlanTerritory, TerritoryMap } from "@/api/types";
import { EDGE, overlayLayer, overlaySource, STILL } from "@/unit_map/overlay";
import { type Colouring, EVEN, isDark, NEIGHBOURS, TOO_LITTLE, TOO_MUCH, token } from "./palette";

export function fillColour(colouring: Colouring, scale: number): ExpressionSpecification {
  if (colouring === "neighbours") {
    const pairs = NEIGHBOURS.flatMap((colour, index) => [index, colour]);
    return ["match", ["get", "colour"], ...pairs, NEIGHBOURS[0]] as unknown as ExpressionSpecification;
  }
  const deviation: ExpressionSpecification = ["coalesce", ["feature-state", "deviation"], 0];
  return ["interpolate", ["linear"], deviation, -scale, TOO_LITTLE, 0, isDark() ? EVEN.dark : EVEN.light, scale, TOO_MUCH];
}

const isMarked: ExpressionSpecification = ["any", ["boolean", ["feature-state", "hovered"], false], ["boolean", ["feature-state", "chosen"], false]];

export function styleFor(map: TerritoryMap, territories: PlanTerritory[]): StyleSpecification {
  const labels: GeoJSON.FeatureCollection = {
    type: "FeatureCollection",
    features: territories.map(({ name, centre }) => ({ type: "Feature", geometry: { type: "Point", coordinates: [centre.lon, centre.lat] }, properties: { name } })),
  };
  return {
    version: 8,
    transition: STILL,
    sources: {
      territories: { type: "geojson", data: map as GeoJSON.FeatureCollection, promoteId: "index", buffer: EDGE },
      marked: overlaySource(),
      labels: { type: "geojson", data: labels },
    },
    layers: [
      { id: "land", type: "background", paint: { "background-color": token("--map-land") } },
      {
        id: "areas",
        type: "fill",
        source: "territories",
        paint: { "fill-color": fillColour("neighbours", 1), "fill-opacity": ["case", isMarked, 0.95, isDark() ? 0.72 : 0.68], "fill-antialias": false },
      },
      { id: "borders", type: "line", source: "territories", paint: { "line-color": token("--map-line"), "line-width": 0.9 } },
      overlayLayer({ id: "marked", type: "line", source: "marked", layout: { "line-join": "round" }, paint: { "line-color": token("--map-text"), "line-width": 2.5 } }),
      {
        id: "names",
        type: "symbol",
        source: "labels",
        minzoom: territories.length > 60 ? 5 : 2,
        layout: { "text-field": ["get", "name"], "text-size": 12, "text-font": ["sans-serif"], "text-max-width": 8 },
        paint: { "text-color": token("--map-text"), "text-halo-color": token("--surface"), "text-halo-width": 1.6 },
      },
    ],
  };
}
