// What the company knows of its own market, over the map of the studio: bubbles a unit, and where people's days begin.
import type { Map as MapLibre, StyleSpecification } from "maplibre-gl";
import { useEffect } from "react";
import { token } from "@/plan_map/palette";
import { radiusOf } from "@/unit_map/classes";
import { putOver } from "@/unit_map/overlay";
import { bubbleMax } from "../layers/bubble_sizes";
import type { PlacedHome } from "../layers/homes";
import type { UnitValues } from "../layers/match";
import type { Units } from "../units";

type Layer = StyleSpecification["layers"][number];
export const OWN_SOURCES = ["bubbles", "homes"];

// In ink, which is no territory's colour. Small bubbles stand before large ones.
export function bubbleLayer(): Layer {
  return {
    id: "bubbles",
    type: "circle",
    source: "bubbles",
    layout: { "circle-sort-key": ["-", ["get", "radius"]] },
    paint: { "circle-color": token("--map-text"), "circle-opacity": 0.62, "circle-radius": ["get", "radius"], "circle-stroke-color": token("--surface"), "circle-stroke-width": 1 },
  };
}

export function homeLayer(): Layer {
  return {
    id: "homes",
    type: "symbol",
    source: "homes",
    layout: {
      "icon-image": "home",
      "icon-allow-overlap": true,
      "text-field": ["get", "name"],
      "text-size": 12,
      "text-font": ["sans-serif"],
      "text-max-width": 10,
      "text-anchor": "top",
      "text-offset": [0, 0.95],
      "text-optional": true,
    },
    paint: { "text-color": token("--map-text"), "text-halo-color": token("--surface"), "text-halo-width": 1.6 },
  };
}

const pointAt = (lon: number, lat: number, properties: Record<string, string | number>) => ({ type: "Feature" as const, properties, geometry: { type: "Point" as const, coordinates: [lon, lat] } });

export function useBubbleShapes(map: MapLibre | null, { lon, lat }: Units, shown: UnitValues | null) {
  useEffect(() => {
    const features: ReturnType<typeof pointAt>[] = [];
    const radiusMax = bubbleMax(shown?.values ?? []);
    shown?.values.forEach((value, place) => {
      const radius = radiusOf(value, shown.most, radiusMax);
      if (radius > 0) features.push(pointAt(lon[place] ?? 0, lat[place] ?? 0, { radius: Math.round(radius * 10) / 10 }));
    });
    putOver(map, "bubbles", features);
  }, [map, lon, lat, shown]);
}

export function useHomeSigns(map: MapLibre | null, homes: PlacedHome[]) {
  useEffect(() => {
    putOver(map, "homes", homes.map(({ lon, lat, name }) => pointAt(lon, lat, { name })));
  }, [map, homes]);
}
