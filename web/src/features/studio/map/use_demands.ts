// Puts the demands of a board, and those that are being asked for, over the map.
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useMemo } from "react";
import type { BoardTerritory, Demand } from "@/api/studio";
import { sharedAt } from "@/unit_map/layer_source";
import { putOver } from "@/unit_map/overlay";
import type { UnitPair } from "@/unit_map/shared_borders";
import { linksOf, signsOf } from "../demands/demands";
import type { Units } from "../units";

// Beyond so many signs, those that would cover others are left out until there is room.
const FEW = 400;
const NONE: Demand[] = [];

type Feature = GeoJSON.Feature<GeoJSON.Geometry, Record<string, string | number | boolean>>;
const shape = (geometry: GeoJSON.Geometry, properties: Feature["properties"] = {}): Feature => ({ type: "Feature", properties, geometry });

function usePairs(map: MapLibre | null, path: string, source: "barriers" | "drafted", pairs: UnitPair[]) {
  useEffect(() => {
    if (!map) return;
    let isOver = false;
    if (pairs.length === 0) putOver(map, source, []);
    else void sharedAt(path, pairs).then((lines) => (isOver || !lines ? undefined : putOver(map, source, [shape(lines)])));
    return () => void (isOver = true);
  }, [map, path, source, pairs]);
}

interface Shown {
  demands: Demand[];
  drafted: UnitPair[];
  isShown: boolean;
  territories: BoardTerritory[];
  units: Units;
}

export function useDemands(map: MapLibre | null, path: string, { demands, drafted, isShown, territories, units }: Shown) {
  const shown = isShown ? demands : NONE;
  const barriers = useMemo(() => shown.filter(({ kind }) => kind === "barrier").map(({ units: [a = -1, b = -1] }): UnitPair => [a, b]), [shown]);
  usePairs(map, path, "barriers", barriers);
  usePairs(map, path, "drafted", drafted);
  useEffect(() => {
    const signs = signsOf(shown, territories, units);
    putOver(map, "signs", signs.map(({ lon, lat, ...sign }) => shape({ type: "Point", coordinates: [lon, lat] }, { ...sign })));
    if (map?.getLayer("signs")) map.setLayoutProperty("signs", "icon-allow-overlap", signs.length <= FEW);
    const links = shown.filter(({ kind }) => kind === "together").flatMap(({ units: places }) => linksOf(places, units));
    putOver(map, "links", links.length > 0 ? [shape({ type: "MultiLineString", coordinates: links })] : []);
  }, [map, shown, territories, units]);
}
