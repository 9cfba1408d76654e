// The drawing of a layer (MapLibre). Everything it shows, the table beside it says too.
import "@/unit_map/map_library";
import { LngLatBounds, Map as MapLibre, type MapLayerMouseEvent, NavigationControl, type StyleSpecification } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { codesAt, endLook, focusAt, newLayerMap, prepareLayer, putLook } from "@/unit_map/layer_source";
import { unveil, veiled } from "@/unit_map/overlay";
import { styleOf } from "./layer_style";
import { areasOf, type Begun, type CanvasProps, useMarked, usePaint, useTheme } from "./use_layer_changes";


const PADDING = 24;
const EVERYWHERE = [-180, -60, 180, 75] as const;

function make(container: HTMLElement, style: StyleSpecification, [west, south, east, north]: readonly [number, number, number, number]): MapLibre {
  const map = new MapLibre({
    container,
    style: veiled(style),
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

function useMap(props: CanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [state, setState] = useState<State>("drawing");
  const [attempt, setAttempt] = useState(0);
  const current = useRef(props);
  current.current = props;
  const clicked = useRef<number | null>(null);
  const { path } = props;

  useEffect(() => {
    let made: MapLibre | undefined;
    let isOver = false;
    const layer = newLayerMap(path);
    async function begin() {
      await prepareLayer(path);
      const focus = await focusAt(path);
      const { paint, of } = current.current;
      const areas = paint ? areasOf(paint) : undefined;
      await putLook(layer, { ...(areas ? { colours: areas } : {}), ...(of ? { of } : {}) });
      if (isOver || !container.current) return;
      const { unit_count: count, shape, bounds } = current.current.layer;
      const style = styleOf({ layer, count, isPoints: shape === "points" });
      try {
        made = make(container.current, style, focus ?? bounds ?? EVERYWHERE);
      } catch {
        return setState("broken");
      }
      made.on("error", () => setState("failed"));
      listen(made, current, clicked);
      await made.once("load");
      if (isOver) return;
      unveil(made, style);
      setBegun({ map: made, layer, areas });
      const codes = isOver ? null : await codesAt(path);
      if (isOver || !codes) return;
      setState("ready");
      current.current.onReady(codes);
    }
    setState("drawing");
    void begin();
    return () => {
      isOver = true;
      setBegun(null);
      made?.remove();
      endLook(layer);
    };
  }, [path, attempt]);
  return { container, begun, state, current, clicked, again: () => setAttempt(attempt + 1) };
}

export default function LayerCanvas(props: CanvasProps) {
  const { t } = useTranslation();
  const { container, begun, state, current, clicked, again } = useMap(props);
  usePaint(begun, props);
  useMarked(begun, props, clicked);
  useTheme(begun, current);

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
          <Button onClick={again}>{t("ui.tryAgain")}</Button>
        </div>
      ) : null}
      {/* Not seen before all of it is there: a page waits for each picture of a map that is seen. */}
      <div ref={container} role="application" aria-label={props.label} data-testid="layer-map" data-ready={state === "ready" ? "yes" : "no"} className={cx("size-full", state === "drawing" && "invisible")} />
    </>
  );
}
