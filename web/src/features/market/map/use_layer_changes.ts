// What changes on a layer's map after it is drawn: units' colours and sizes, the marks around some of them, borders, and the theme.
import type * as GeoJSON from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "react";
import type { UnitLayer } from "@/api/market_layers";
import { boundsOf } from "@/plan_map/map_bounds";
import { shapeAt } from "@/unit_map/layer_source";
import { putOver, shapes } from "@/unit_map/overlay";
import { bubbleLayer, pointsSource, styleOf } from "./layer_style";

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
  borders: GeoJSON.MultiLineString | null;
  hovered: number | null;
  chosen: number | null;
  label: string;
  onReady: (codes: string[]) => void;
  onHover: (place: number | null) => void;
  onChoose: (place: number | null) => void;
}

const ZOOM_MAX = 8;
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Puts into the map's states what is other than it was.
export function usePaint(map: MapLibre | null, { layer, path, paint }: CanvasProps) {
  const drawn = useRef<{ map: MapLibre; areas?: Int8Array; colours?: Int8Array; radii?: Float32Array } | null>(null);
  useEffect(() => {
    if (!map || !paint) return;
    if (drawn.current?.map !== map) drawn.current = { map };
    const before = drawn.current;
    const begin = performance.now();
    const { colours, radii } = paint;
    if (layer.shape !== "points") {
      const areas = radii ? new Int8Array(colours.length).fill(-1) : colours;
      for (let place = 0; place < areas.length; place++) if (before.areas?.[place] !== areas[place]) map.setFeatureState({ source: "units", id: place }, { colour: areas[place] });
      before.areas = areas;
    }
    if (radii && !map.getSource("points")) {
      map.addSource("points", pointsSource(path));
      map.addLayer(bubbleLayer(), "marked-halo");
    }
    if (map.getSource("points")) {
      const sizes = radii ?? new Float32Array(colours.length);
      for (let place = 0; place < colours.length; place++) {
        if (before.colours?.[place] !== colours[place] || before.radii?.[place] !== sizes[place]) map.setFeatureState({ source: "points", id: place }, { colour: colours[place], radius: sizes[place] });
      }
      Object.assign(before, { colours, radii: sizes });
    }
    map.once("idle", () => {
      map.getContainer().dataset["colouredMs"] = String(Math.round(performance.now() - begin));
    });
  }, [map, path, paint, layer.shape]);
}

// Draws a line around the unit under the pointer and the one chosen, and goes to a unit that was chosen elsewhere.
export function useMarked(map: MapLibre | null, { path, hovered, chosen, borders }: CanvasProps, clicked: { current: number | null }) {
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
    putOver(map, "borders", shapes([borders]));
  }, [map, borders]);
}

// The style is made of tokens, so another theme means other colours.
export function useTheme(map: MapLibre | null, current: { current: CanvasProps }) {
  useEffect(() => {
    if (!map) return;
    const observer = new MutationObserver(() => {
      const { layer, path } = current.current;
      const { layers } = styleOf({ path, count: layer.unit_count, isPoints: layer.shape === "points" });
      for (const { id, paint } of [...layers, bubbleLayer()]) {
        for (const [name, value] of Object.entries(paint ?? {})) if (map.getLayer(id)) map.setPaintProperty(id, name as "fill-color", value as never);
      }
    });
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, [map, current]);
}
