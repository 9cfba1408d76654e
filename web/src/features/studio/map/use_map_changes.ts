// What changes on the studio's map after it is drawn. Colours, selection and locks go into feature state, only where they are other than drawn.
import type * as GeoJSON from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useMemo, useRef } from "react";
import { type LayerMap, outlineAt, putBorders, shapeAt } from "@/unit_map/layer_source";
import { putOver, shapes } from "@/unit_map/overlay";
import { TILE_LAYER } from "@/unit_map/vector_tile";
import type { BoardTerritory } from "@/api/studio";
import { boxOf } from "../geometry";
import type { Hover } from "../hover";
import { placesOf, type Selection } from "../selection";
import type { Sight } from "../context";
import type { Units } from "../units";
import { putSigns } from "./demand_layers";
import { lockImage, studioStyle } from "./studio_style";

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const ZOOM_MAX = 10;
const BORDERS_MS = 40;

const show = (map: MapLibre | null, source: string, geometries: (GeoJSON.Geometry | null)[]) => putOver(map, source, shapes(geometries));

// What was drawn when the map began, with its tiles.
export interface Begun {
  map: MapLibre;
  layer: LayerMap;
  colours: Int8Array;
  of: Int32Array;
}

// Puts one state of all units into the map; how long that takes until the map has drawn it stands on its container, for those who measure.
export function useUnitState(begun: Begun | null, name: "colour" | "chosen" | "locked", values: Int8Array | Uint8Array | null) {
  const map = begun?.map;
  const drawn = useRef<{ map: MapLibre; values: Int8Array | Uint8Array | null } | null>(null);
  useEffect(() => {
    if (!map || !values) return;
    const begin = performance.now();
    const before = drawn.current?.map === map ? drawn.current.values : name === "colour" ? begun.colours : null;
    let count = 0;
    for (let place = 0; place < values.length; place++) {
      const value = values[place];
      if ((before?.[place] ?? 0) === value) continue;
      map.setFeatureState({ source: "units", sourceLayer: TILE_LAYER, id: place }, { [name]: name === "colour" ? value : value === 1 });
      count++;
    }
    drawn.current = { map, values };
    if (name === "locked" && map.getLayer("locks")) map.setLayoutProperty("locks", "visibility", values.includes(1) ? "visible" : "none");
    if (count === 0) return;
    const { dataset } = map.getContainer();
    map.once("render", () => (dataset[`${name}Ms`] = String(Math.round(performance.now() - begin))));
    map.once("idle", () => Object.assign(dataset, { [`${name}IdleMs`]: String(Math.round(performance.now() - begin)), [`${name}Count`]: String(count) }));
  }, [map, begun, name, values]);
}

export function useBorders(begun: Begun | null, of: Int32Array) {
  const drawn = useRef<{ begun: Begun; of: Int32Array } | null>(null);
  useEffect(() => {
    if (!begun || of === (drawn.current?.begun === begun ? drawn.current.of : begun.of)) return;
    let giveUp: (() => void) | undefined;
    const timer = setTimeout(() => {
      drawn.current = { begun, of };
      giveUp = putBorders(begun.map, begun.layer, of);
    }, BORDERS_MS);
    return () => {
      clearTimeout(timer);
      giveUp?.();
    };
  }, [begun, of]);
}

export function useOutlineOf(map: MapLibre | null, path: string, source: "outline" | "proposed", places: number[]) {
  useEffect(() => {
    if (!map) return;
    let isOver = false;
    if (places.length === 0) show(map, source, []);
    else void outlineAt(path, places).then((outline) => !isOver && show(map, source, [outline]));
    return () => void (isOver = true);
  }, [map, path, source, places]);
}

export function useOutline(map: MapLibre | null, path: string, selection: Selection) {
  useOutlineOf(map, path, "outline", useMemo(() => placesOf(selection), [selection]));
}

export function useHoveredShape(map: MapLibre | null, path: string, hover: Hover) {
  useEffect(() => {
    if (!map) return;
    const draw = () => {
      const place = hover.get();
      if (place === null) show(map, "hovered", []);
      else void shapeAt(path, place).then((shape) => map.getSource("hovered") && hover.get() === place && show(map, "hovered", [shape]));
    };
    draw();
    return hover.subscribe(draw);
  }, [map, path, hover]);
}

export function useNames(map: MapLibre | null, territories: BoardTerritory[], isShown: boolean, marks: Mark[]) {
  useEffect(() => {
    const marked = new Set(marks.map(({ index }) => index));
    const features = (isShown ? territories : []).flatMap(({ index, name, centre }) =>
      centre ? [{ type: "Feature" as const, properties: { name, isLow: marked.has(index) }, geometry: { type: "Point" as const, coordinates: [centre.lon, centre.lat] } }] : [],
    );
    putOver(map, "names", features);
  }, [map, territories, isShown, marks]);
}

// How many open threads there are in a territory.
export interface Mark {
  index: number;
  lon: number;
  lat: number;
  count: number;
}

export function useMarks(map: MapLibre | null, marks: Mark[]) {
  useEffect(() => {
    const features = marks.map(({ lon, lat, count }) => ({ type: "Feature" as const, properties: { count: String(count) }, geometry: { type: "Point" as const, coordinates: [lon, lat] } }));
    putOver(map, "marks", features);
  }, [map, marks]);
}

// Goes where it is asked to.
export function useSight(map: MapLibre | null, { lon, lat }: Units, sight: Sight | null) {
  const gone = useRef(0);
  useEffect(() => {
    if (!map || !sight || sight.wish === gone.current) return;
    gone.current = sight.wish;
    const box = boxOf(lon, lat, sight.places);
    if (box) map.fitBounds([box.west, box.south, box.east, box.north], { padding: 70, maxZoom: ZOOM_MAX, animate: !isStill() });
  }, [map, lon, lat, sight]);
}

// The style is made of tokens, so another theme means other colours.
export function useTheme(begun: Begun | null, count: number) {
  useEffect(() => {
    if (!begun) return;
    const { map, layer } = begun;
    const observer = new MutationObserver(() => {
      map.updateImage("lock", lockImage());
      putSigns(map);
      for (const { id, paint } of studioStyle({ layer, count }).layers) {
        for (const [name, value] of Object.entries(paint ?? {})) if (map.getLayer(id)) map.setPaintProperty(id, name as "fill-color", value as never);
      }
    });
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, [begun, count]);
}
