// What changes on a layer's map after it is drawn: units' colours and sizes, the marks around some of them, borders, and the theme.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "react";
import type { UnitLayer } from "@/api/market_layers";
import { boundsOf } from "@/plan_map/map_bounds";
import { NO_COLOUR } from "@/unit_map/colours";
import { type LayerMap, putBorders, shapeAt, tileSource } from "@/unit_map/layer_source";
import { putOver, shapes } from "@/unit_map/overlay";
import { TILE_LAYER } from "@/unit_map/vector_tile";
import { bubbleLayer, styleOf } from "./layer_style";

export interface LayerPaint {
  // A unit's colour (layer_style.ts) by its place.
  colours: Int8Array;
  // Radii of bubbles in pixels; null: areas.
  radii: Float32Array | null;
}

export interface CanvasProps {
  layer: UnitLayer;
  // Where the map is read, with what tells its versions apart after a "#".
  path: string;
  paint: LayerPaint | null;
  // Which territory each unit is of, where their borders are to be seen.
  of: number[] | null;
  hovered: number | null;
  chosen: number | null;
  label: string;
  onReady: (codes: string[]) => void;
  onHover: (place: number | null) => void;
  onChoose: (place: number | null) => void;
}

const ZOOM_MAX = 8;
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// What was drawn when the map began, with its tiles.
export interface Begun {
  map: MapLibre;
  layer: LayerMap;
  areas: Int8Array | undefined;
}

export const areasOf = ({ colours, radii }: LayerPaint) => (radii ? new Int8Array(colours.length).fill(NO_COLOUR) : colours);

// Puts into the map's states what is other than it was.
export function usePaint(begun: Begun | null, { layer, paint }: CanvasProps) {
  const drawn = useRef<{ map: MapLibre; areas?: Int8Array | undefined; colours?: Int8Array; radii?: Float32Array } | null>(null);
  useEffect(() => {
    if (!begun || !paint) return;
    const { map } = begun;
    if (drawn.current?.map !== map) drawn.current = { map, areas: begun.areas };
    const before = drawn.current;
    const begin = performance.now();
    const { colours, radii } = paint;
    if (layer.shape !== "points") {
      const areas = areasOf(paint);
      for (let place = 0; place < areas.length; place++) if (before.areas?.[place] !== areas[place]) map.setFeatureState({ source: "units", sourceLayer: TILE_LAYER, id: place }, { colour: areas[place] });
      before.areas = areas;
    }
    if (radii && !map.getSource("points")) {
      map.addSource("points", tileSource("middles", begun.layer));
      map.addLayer(bubbleLayer(), "marked-halo");
    }
    if (map.getSource("points")) {
      const sizes = radii ?? new Float32Array(colours.length);
      for (let place = 0; place < colours.length; place++) {
        if (before.colours?.[place] !== colours[place] || before.radii?.[place] !== sizes[place]) map.setFeatureState({ source: "points", sourceLayer: TILE_LAYER, id: place }, { colour: colours[place], radius: sizes[place] });
      }
      Object.assign(before, { colours, radii: sizes });
    }
    map.once("idle", () => {
      map.getContainer().dataset["colouredMs"] = String(Math.round(performance.now() - begin));
    });
  }, [begun, paint, layer.shape]);
}

// Draws a line around the unit under the pointer and the one chosen, and goes to a unit that was chosen elsewhere.
export function useMarked(begun: Begun | null, { path, hovered, chosen, of }: CanvasProps, clicked: { current: number | null }) {
  const map = begun?.map ?? null;
  useEffect(() => {
    if (!map) return;
    let isOver = false;
    const places = [...new Set([hovered, chosen])].filter((place) => place !== null);
    void Promise.all(places.map((place) => shapeAt(path, place))).then((found) => {
      if (isOver) return;
      putOver(map, "marked", shapes(found));
    });
    return () => void (isOver = true);
  }, [map, path, hovered, chosen]);
  useEffect(() => {
    if (!map || chosen === null || chosen === clicked.current) return;
    let isOver = false;
    void shapeAt(path, chosen).then((geometry) => {
      const bounds = boundsOf(geometry ? [{ type: "Feature", geometry, properties: { index: 0, name: "", colour: 0 } }] : []);
      if (!isOver && bounds) map.fitBounds(bounds, { padding: 90, maxZoom: ZOOM_MAX, animate: !isStill() });
    });
    return () => void (isOver = true);
  }, [map, path, chosen, clicked]);
  useEffect(() => {
    if (!begun) return;
    begun.map.setLayoutProperty("borders", "visibility", of ? "visible" : "none");
    return of ? putBorders(begun.map, begun.layer, of) : undefined;
  }, [begun, of]);
}

// The style is made of tokens, so another theme means other colours.
export function useTheme(begun: Begun | null, current: { current: CanvasProps }) {
  useEffect(() => {
    if (!begun) return;
    const { map } = begun;
    const observer = new MutationObserver(() => {
      const { layer } = current.current;
      const { layers } = styleOf({ layer: begun.layer, count: layer.unit_count, isPoints: layer.shape === "points" });
      for (const { id, paint } of [...layers, bubbleLayer()]) {
        for (const [name, value] of Object.entries(paint ?? {})) if (map.getLayer(id)) map.setPaintProperty(id, name as "fill-color", value as never);
      }
    });
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, [begun, current]);
}
