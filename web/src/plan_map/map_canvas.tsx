// The drawing of the map (MapLibre). Everything it shows the table below says too.
import type * as GeoJSON from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTerritory, TerritoryMap } from "@/api/types";
import { cx } from "@/design/cx";
import { putOver, unveil } from "@/unit_map/overlay";
import { useMap } from "@/unit_map/use_map";
import { boundsOf } from "./map_bounds";
import { fillColour, styleFor } from "./map_style";
import type { Colouring } from "./palette";
import { worstOf } from "./palette";

interface MapCanvasProps {
  map: TerritoryMap;
  territories: PlanTerritory[];
  colouring: Colouring;
  scale: number;
  hovered: number | null;
  chosen: number | null;
  onHover: (index: number | null) => void;
  onChoose: (index: number | null) => void;
}

const PADDING = 28;

function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function listen(made: MapLibre, current: { current: MapCanvasProps }) {
  made.on("mousemove", "areas", (event) => {
    made.getCanvas().style.cursor = "pointer";
    current.current.onHover(Number(event.features?.[0]?.id ?? NaN));
  });
  made.on("mouseleave", "areas", () => {
    made.getCanvas().style.cursor = "";
    current.current.onHover(null);
  });
  made.on("click", "areas", (event) => {
    const index = Number(event.features?.[0]?.id ?? NaN);
    current.current.onChoose(index === current.current.chosen ? null : index);
  });
}

// Marks the territory under the pointer and the one chosen, and colours by balance, all by feature state.
function useMarks(map: MapLibre | null, props: MapCanvasProps) {
  const { hovered, chosen, territories, colouring, scale } = props;
  useEffect(() => {
    if (!map) return;
    for (const territory of territories) {
      map.setFeatureState({ source: "territories", id: territory.index }, { deviation: worstOf(territory.deviations) });
    }
  }, [map, territories]);
  useEffect(() => {
    putOver(map, "marked", props.map.features.filter(({ properties: { index } }) => index === hovered || index === chosen) as GeoJSON.Feature[]);
  }, [map, props.map, hovered, chosen]);
  useEffect(() => {
    map?.setPaintProperty("areas", "fill-color", fillColour(colouring, scale));
  }, [map, colouring, scale]);
  useEffect(() => {
    if (!map || hovered === null) return;
    map.setFeatureState({ source: "territories", id: hovered }, { hovered: true });
    return () => void map.setFeatureState({ source: "territories", id: hovered }, { hovered: false });
  }, [map, hovered]);
  useEffect(() => {
    if (!map || chosen === null) return;
    map.setFeatureState({ source: "territories", id: chosen }, { chosen: true });
    const feature = props.map.features.filter((one) => one.properties.index === chosen);
    const bounds = boundsOf(feature);
    if (bounds) map.fitBounds(bounds, { padding: 80, maxZoom: 9, animate: !isStill() });
    return () => void map.setFeatureState({ source: "territories", id: chosen }, { chosen: false });
  }, [map, chosen, props.map]);
}

// The style is made of tokens, so another theme means another style.
function useTheme(map: MapLibre | null, props: MapCanvasProps) {
  const current = useRef(props);
  current.current = props;
  useEffect(() => {
    if (!map) return;
    const observer = new MutationObserver(() => {
      const { map: data, territories, colouring, scale } = current.current;
      const style = styleFor(data, territories);
      for (const layer of style.layers) {
        for (const [name, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, name as "fill-color", value as never);
      }
      map.setPaintProperty("areas", "fill-color", fillColour(colouring, scale));
    });
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, [map]);
}

export default function MapCanvas(props: MapCanvasProps) {
  const { t } = useTranslation();
  const current = useRef(props);
  current.current = props;
  const drawn = useRef(props.map);
  const { container, begun: map, state } = useMap<MapLibre>("", async (life) => {
    const { map: shown, territories } = current.current;
    drawn.current = shown;
    const look = { style: styleFor(shown, territories), bounds: boundsOf(shown.features) ?? undefined, padding: PADDING, fadeMs: isStill() ? 0 : 200 };
    const made = await life.make(look, (one) => listen(one, current));
    if (!made) return;
    unveil(made, styleFor(current.current.map, current.current.territories));
    life.show(made);
    life.ready();
  });
  useEffect(() => {
    if (!map || drawn.current === props.map) return;
    drawn.current = props.map;
    (map.getSource("territories") as GeoJSONSource | undefined)?.setData(props.map as GeoJSON.FeatureCollection);
  }, [map, props.map]);
  useMarks(map, props);
  useTheme(map, props);

  if (state === "broken") return <p className="p-6 text-ink-2">{t("plan.noWebgl")}</p>;
  return (
    <>
      {map ? null : (
        <p role="status" className="pointer-events-none absolute inset-0 z-10 grid place-items-center text-sm text-ink-2">
          {t("plan.drawing")}
        </p>
      )}
      {/* Not seen before all of it is there: a page waits for each picture of a map that is seen. */}
      <div ref={container} role="application" aria-label={t("plan.mapLabel", { count: props.territories.length })} data-testid="map" data-ready={map ? "yes" : "no"} data-territories={props.map.features.length} className={cx("size-full", !map && "invisible")} />
    </>
  );
}
