// The drawing of a layer (MapLibre). Everything it shows, the table beside it says too.
import "maplibre-gl/dist/maplibre-gl.css";
import type * as GeoJSON from "geojson";
import { type GeoJSONSource, LngLatBounds, Map as MapLibre, type MapLayerMouseEvent, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { UnitLayer } from "@/api/market_layers";
import { Button } from "@/design/button";
import { boundsOf } from "@/plan_map/map_bounds";
import { codesAt, prepareWorkers, shapeAt } from "./layer_source";
import { bubbleLayer, pointsSource, styleOf } from "./layer_style";

setWorkerUrl(workerUrl);

export interface LayerPaint {
  // A unit's colour (layer_style.ts) by its place.
  colours: Int8Array;
  // Radii of bubbles in pixels; null: areas.
  radii: Float32Array | null;
}

interface CanvasProps {
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

const PADDING = 24;
const ZOOM_MAX = 8;
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function make(container: HTMLElement, { layer, path }: CanvasProps): MapLibre {
  const [west, south, east, north] = layer.bounds ?? [-180, -60, 180, 75];
  const map = new MapLibre({
    container,
    style: styleOf({ path, count: layer.unit_count, isPoints: layer.shape === "points" }),
    bounds: new LngLatBounds([west, south], [east, north]),
    fitBoundsOptions: { padding: PADDING },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.disable();
  map.on("click", () => map.scrollZoom.enable());
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  return map;
}

// Puts into the map's states what is other than it was.
function usePaint(map: MapLibre | null, { layer, path, paint }: CanvasProps) {
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
function useMarked(map: MapLibre | null, { path, hovered, chosen, borders }: CanvasProps, clicked: { current: number | null }) {
  useEffect(() => {
    if (!map) return;
    let isOver = false;
    const places = [...new Set([hovered, chosen])].filter((place) => place !== null);
    void Promise.all(places.map((place) => shapeAt(path, place))).then((shapes) => {
      if (isOver) return;
      const features = shapes.filter((shape) => shape !== null).map((geometry) => ({ type: "Feature" as const, properties: {}, geometry }));
      (map.getSource("marked") as GeoJSONSource | undefined)?.setData({ type: "FeatureCollection", features });
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
    (map?.getSource("borders") as GeoJSONSource | undefined)?.setData({ type: "FeatureCollection", features: borders ? [{ type: "Feature", properties: {}, geometry: borders }] : [] });
  }, [map, borders]);
}

// The style is made of tokens, so another theme means other colours.
function useTheme(map: MapLibre | null, current: { current: CanvasProps }) {
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

function listen(made: MapLibre, current: { current: CanvasProps }, clicked: { current: number | null }) {
  const placeOf = (event: MapLayerMouseEvent) => Number(event.features?.[0]?.id ?? NaN);
  for (const id of ["areas", "bubbles"]) {
    made.on("mousemove", id, (event) => {
      made.getCanvas().style.cursor = "pointer";
      current.current.onHover(placeOf(event));
    });
    made.on("mouseleave", id, () => {
      made.getCanvas().style.cursor = "";
      current.current.onHover(null);
    });
    made.on("click", id, (event) => {
      const place = placeOf(event);
      clicked.current = place;
      current.current.onChoose(place === current.current.chosen ? null : place);
    });
  }
}

type State = "drawing" | "ready" | "failed" | "broken";

export default function LayerCanvas(props: CanvasProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [state, setState] = useState<State>("drawing");
  const [attempt, setAttempt] = useState(0);
  const current = useRef(props);
  current.current = props;
  const clicked = useRef<number | null>(null);
  const { path } = props;

  useEffect(() => {
    let made: MapLibre | undefined;
    let isOver = false;
    async function begin() {
      await prepareWorkers();
      if (isOver || !container.current) return;
      try {
        made = make(container.current, current.current);
      } catch {
        return setState("broken");
      }
      made.on("error", () => setState("failed"));
      listen(made, current, clicked);
      await made.once("load");
      setMap(made);
      const codes = isOver ? null : await codesAt(path);
      if (isOver || !codes) return;
      setState("ready");
      current.current.onReady(codes);
    }
    setState("drawing");
    void begin();
    return () => {
      isOver = true;
      setMap(null);
      made?.remove();
    };
  }, [path, attempt]);
  usePaint(map, props);
  useMarked(map, props, clicked);
  useTheme(map, current);

  if (state === "broken") return <p className="p-6 text-ink-2">{t("plan.noWebgl")}</p>;
  return (
    <>
      {state === "drawing" ? (
        <p role="status" className="pointer-events-none absolute inset-0 z-10 grid place-items-center text-sm text-ink-2">
          {t("plan.drawing")}
        </p>
      ) : null}
      {state === "failed" ? (
        <div role="alert" className="absolute inset-0 z-10 grid place-content-center justify-items-center gap-3 bg-surface/80 p-6 text-center">
          <p className="font-medium">{t("layerMap.failed")}</p>
          <Button onClick={() => setAttempt(attempt + 1)}>{t("ui.tryAgain")}</Button>
        </div>
      ) : null}
      <div ref={container} role="application" aria-label={props.label} data-testid="layer-map" data-ready={state === "ready" ? "yes" : "no"} className="size-full" />
    </>
  );
}
