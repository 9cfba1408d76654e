// The drawing of a layer (MapLibre). Everything it shows, the table beside it says too.
import type { Map as MapLibre, MapLayerMouseEvent } from "maplibre-gl";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { codesAt, endLook, focusAt, newLayerMap, prepareLayer, putLook } from "@/unit_map/layer_source";
import { unveil } from "@/unit_map/overlay";
import { EVERYWHERE, useMap } from "@/unit_map/use_map";
import { styleOf } from "./layer_style";
import { areasOf, type Begun, type CanvasProps, useMarked, usePaint, useTheme } from "./use_layer_changes";

const PADDING = 24;

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

function useLayerMap(props: CanvasProps) {
  const current = useRef(props);
  current.current = props;
  const clicked = useRef<number | null>(null);
  const { path } = props;
  const map = useMap<Begun>(path, async (life) => {
    const layer = newLayerMap(path);
    life.atEnd(() => endLook(layer));
    await prepareLayer(path);
    const focus = await focusAt(path);
    const { paint, of } = current.current;
    const areas = paint ? areasOf(paint) : undefined;
    await putLook(layer, { ...(areas ? { colours: areas } : {}), ...(of ? { of } : {}) });
    const { unit_count: count, shape, bounds } = current.current.layer;
    const style = styleOf({ layer, count, isPoints: shape === "points" });
    const made = await life.make({ style, bounds: focus ?? bounds ?? EVERYWHERE, padding: PADDING }, (one) => listen(one, current, clicked));
    if (!made) return;
    unveil(made, style);
    life.show({ map: made, layer, areas });
    const codes = await codesAt(path);
    if (life.isOver() || !codes) return;
    life.ready();
    current.current.onReady(codes);
  });
  return { ...map, current, clicked };
}

export default function LayerCanvas(props: CanvasProps) {
  const { t } = useTranslation();
  const { container, begun, state, current, clicked, again } = useLayerMap(props);
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
