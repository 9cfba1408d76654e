// The drawing of one place: a mark, the territories around it, and lines of longitude and latitude, so that it is never a dot in the void.
import "@/unit_map/map_library";
import type * as GeoJSON from "geojson";
import { Map as MapLibre, NavigationControl, type StyleSpecification } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TerritoryMap } from "@/api/types";
import { styleFor } from "./map_style";
import { token } from "./palette";


const ZOOM = 7;
const STEP_DEGREES = 0.5;
const REACH_DEGREES = 12;

// Lines every half degree around the place.
export function linesAround(lon: number, lat: number): GeoJSON.FeatureCollection {
  const first = (value: number) => Math.floor(value / STEP_DEGREES) * STEP_DEGREES - REACH_DEGREES;
  const steps = Array.from({ length: Math.round((2 * REACH_DEGREES) / STEP_DEGREES) + 1 }, (_, index) => index * STEP_DEGREES);
  const [west, south] = [first(lon), Math.max(first(lat), -85)];
  const [east, north] = [west + 2 * REACH_DEGREES, Math.min(south + 2 * REACH_DEGREES, 85)];
  const line = (coordinates: [number, number][]): GeoJSON.Feature => ({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } });
  return {
    type: "FeatureCollection",
    features: steps.flatMap((step) => [line([[west + step, south], [west + step, north]]), line([[west, Math.min(south + step, north)], [east, Math.min(south + step, north)]])]),
  };
}

function styleOf(map: TerritoryMap, lon: number, lat: number): StyleSpecification {
  const style = styleFor(map, []);
  return {
    ...style,
    sources: {
      ...style.sources,
      lines: { type: "geojson", data: linesAround(lon, lat) },
      place: { type: "geojson", data: { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [lon, lat] } } },
    },
    layers: [
      ...style.layers.filter(({ id }) => id === "land"),
      { id: "lines", type: "line", source: "lines", paint: { "line-color": token("--line"), "line-width": 1 } },
      ...style.layers.filter(({ id }) => id === "areas" || id === "borders"),
      { id: "place", type: "circle", source: "place", paint: { "circle-radius": 8, "circle-color": token("--accent"), "circle-stroke-width": 3, "circle-stroke-color": token("--surface") } },
    ],
  };
}

interface PlaceCanvasProps {
  map: TerritoryMap;
  lon: number;
  lat: number;
  label: string;
}

export default function PlaceCanvas({ map, lon, lat, label }: PlaceCanvasProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const [isReady, setIsReady] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  useEffect(() => {
    if (!container.current) return;
    let made: MapLibre;
    try {
      made = new MapLibre({ container: container.current, style: styleOf(map, lon, lat), center: [lon, lat], zoom: ZOOM, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false });
    } catch {
      setIsBroken(true);
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.scrollZoom.disable();
    made.addControl(new NavigationControl({ showCompass: false }), "top-right");
    made.on("load", () => setIsReady(true));
    // Another theme means another style.
    const observer = new MutationObserver(() => made.setStyle(styleOf(map, lon, lat)));
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      observer.disconnect();
      made.remove();
    };
  }, [map, lon, lat]);
  if (isBroken) return <p className="p-6 text-ink-2">{t("plan.noWebgl")}</p>;
  return <div ref={container} role="application" aria-label={label} data-testid="place" data-ready={isReady ? "yes" : "no"} className="size-full" />;
}
