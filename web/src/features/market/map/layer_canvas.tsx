// The drawing of a layer (MapLibre). Everything it shows, the table beside it says too.
import "maplibre-gl/dist/maplibre-gl.css";
import { LngLatBounds, Map as MapLibre, type MapLayerMouseEvent, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { codesAt, prepareWorkers } from "@/unit_map/layer_source";
import { styleOf } from "./layer_style";
import { type CanvasProps, useMarked, usePaint, useTheme } from "./use_layer_changes";

setWorkerUrl(workerUrl);

const PADDING = 24;

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
