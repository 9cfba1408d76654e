// The style of the studio's map. Which colour a unit has, whether it is selected and whether it is locked is feature state; the rest stays as it is.
import type { ExpressionSpecification, StyleSpecification } from "maplibre-gl";
import { isDark, token } from "@/plan_map/palette";
import { unitColour } from "@/unit_map/colours";
import { type LayerMap, tileSource } from "@/unit_map/layer_source";
import { overlayLayer, overlaySource, STILL } from "@/unit_map/overlay";
import { TILE_LAYER } from "@/unit_map/vector_tile";
import { DEMAND_SOURCES, demandLayers } from "./demand_layers";
import { bubbleLayer, homeLayer, OWN_SOURCES } from "./own_layers";

// Above so many units, the lines between them are drawn only from this near.
const MANY = 5_000;
const LINES_ZOOM = 7;
// How far the colour of what is selected lies towards the ink.
const CHOSEN = 0.42;
type Layer = StyleSpecification["layers"][number];

const state = (name: string): ExpressionSpecification => ["boolean", ["feature-state", name], false];
const when = (name: string, yes: number, no: number): ExpressionSpecification => ["case", state(name), yes, no];
const IS_AREA: ExpressionSpecification = ["!=", ["geometry-type"], "Point"];
const IS_POINT: ExpressionSpecification = ["==", ["geometry-type"], "Point"];

function unitLayers(isLarge: boolean): Layer[] {
  const ink = token("--map-text");
  return [
    { id: "areas", type: "fill", source: "units", "source-layer": TILE_LAYER, filter: IS_AREA, paint: { "fill-color": ["case", state("chosen"), ["interpolate", ["linear"], CHOSEN, 0, unitColour(), 1, ink], unitColour()], "fill-opacity": isDark() ? 0.82 : 0.78, "fill-antialias": !isLarge } },
    { id: "lines", type: "line", source: "units", "source-layer": TILE_LAYER, filter: IS_AREA, minzoom: isLarge ? LINES_ZOOM : 0, paint: { "line-color": token("--map-line"), "line-width": 0.6, "line-opacity": 0.75 } },
    { id: "locks", type: "fill", source: "units", "source-layer": TILE_LAYER, filter: IS_AREA, layout: { visibility: "none" }, paint: { "fill-pattern": "lock", "fill-opacity": when("locked", 0.75, 0) } },
    {
      id: "points",
      type: "circle",
      source: "units",
      "source-layer": TILE_LAYER,
      filter: IS_POINT,
      paint: { "circle-color": unitColour(), "circle-radius": isLarge ? 3 : 6, "circle-stroke-color": ink, "circle-stroke-width": ["case", state("chosen"), 2.5, state("locked"), 1.2, 0] },
    },
  ];
}

const MARK_UP = -3;
// A number in a circle in the middle of a territory, whose name stands below it then.
function markLayers(): Layer[] {
  const [ground, ink] = [token("--info-text"), token("--surface")];
  return [
    { id: "marks", type: "circle", source: "marks", paint: { "circle-color": ground, "circle-radius": 9, "circle-stroke-color": ink, "circle-stroke-width": 1.6, "circle-translate": [0, MARK_UP] } },
    {
      id: "mark-counts",
      type: "symbol",
      source: "marks",
      layout: { "text-field": ["get", "count"], "text-size": 11, "text-font": ["sans-serif"], "text-allow-overlap": true, "text-ignore-placement": true },
      paint: { "text-color": ink, "text-translate": [0, MARK_UP] },
    },
  ];
}

const OVERLAYS = ["outline", "hovered", "drawn", "names", "proposed", "marks", ...OWN_SOURCES, ...DEMAND_SOURCES];

function overLayers(): Layer[] {
  const [ink, surface] = [token("--map-text"), token("--surface")];
  const line = (id: string, source: string, colour: string, width: number, opacity = 1): Layer => ({ id, type: "line", source, layout: { "line-join": "round" }, paint: { "line-color": colour, "line-width": width, "line-opacity": opacity } });
  return [
    bubbleLayer(),
    ...demandLayers(),
    line("outline-halo", "outline", surface, 5, 0.9),
    line("outline", "outline", ink, 2.4),
    line("proposed-halo", "proposed", surface, 5, 0.9),
    { id: "proposed", type: "line", source: "proposed", paint: { "line-color": ink, "line-width": 2.4, "line-dasharray": [1.6, 1.2] } },
    line("hovered-halo", "hovered", surface, 4.5, 0.8),
    line("hovered", "hovered", ink, 1.8),
    { id: "drawn-area", type: "fill", source: "drawn", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": token("--accent"), "fill-opacity": 0.18 } },
    line("drawn", "drawn", token("--accent-text"), 2),
    {
      id: "names",
      type: "symbol",
      source: "names",
      layout: { "text-field": ["get", "name"], "text-size": 12, "text-font": ["sans-serif"], "text-max-width": 8, "text-offset": ["case", ["get", "isLow"], ["literal", [0, 1.15]], ["literal", [0, 0]]] },
      paint: { "text-color": ink, "text-halo-color": surface, "text-halo-width": 1.6 },
    },
    ...markLayers(),
    homeLayer(),
  ];
}

export function studioStyle({ layer, count }: { layer: LayerMap; count: number }): StyleSpecification {
  return {
    version: 8,
    transition: STILL,
    sources: {
      units: tileSource("areas", layer),
      borders: tileSource("borders", layer),
      ...Object.fromEntries(OVERLAYS.map((source) => [source, overlaySource()])),
    },
    layers: [
      { id: "land", type: "background", paint: { "background-color": token("--map-land") } },
      ...unitLayers(count > MANY),
      { id: "borders", type: "line", source: "borders", "source-layer": TILE_LAYER, layout: { "line-join": "round" }, paint: { "line-color": token("--map-text"), "line-width": 1.4 } },
      ...overLayers().map(overlayLayer),
    ],
  };
}

const HATCH = 8;
// A hatch of the page's ink over what is locked.
export function lockImage(): { width: number; height: number; data: Uint8ClampedArray } {
  const data = new Uint8ClampedArray(HATCH * HATCH * 4);
  const shade = isDark() ? 255 : 15;
  for (let y = 0; y < HATCH; y++) {
    for (let x = 0; x < HATCH; x++) {
      const near = (x + y) % HATCH;
      const alpha = near === 0 ? 235 : near === 1 || near === HATCH - 1 ? 90 : 0;
      data.set([shade, shade, shade, alpha], (y * HATCH + x) * 4);
    }
  }
  return { width: HATCH, height: HATCH, data };
}
