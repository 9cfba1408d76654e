// Puts the demands of a board, and those that are being asked for, over the map.
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useEffect, useMemo } from "react";
import type { BoardTerritory, Demand } from "@/api/studio";
import { sharedAt } from "@/unit_map/layer_source";
import type { UnitPair } from "@/unit_map/shared_borders";
import { linksOf, signsOf } from "../demands/demands";
import type { Units } from "../units";
import { DEMAND_LAYERS } from "./demand_layers";

// Beyond so many signs, those that would cover others are left out until there is room.
const FEW = 400;

type Feature = GeoJSON.Feature<GeoJSON.Geometry, Record<string, string | number | boolean>>;
const put = (map: MapLibre | null, source: string, features: Feature[]) => (map?.getSource(source) as GeoJSONSource | undefined)?.setData({ type: "FeatureCollection", features });
const shape = (geometry: GeoJSON.Geometry, properties: Feature["properties"] = {}): Feature => ({ type: "Feature", properties, geometry });

function usePairs(map: MapLibre | null, path: string, source: "barriers" | "drafted", pairs: UnitPair[]) {
  useEffect(() => {
    if (!map) return;
    let isOver = false;
    if (pairs.length === 0) put(map, source, []);
    else void sharedAt(path, pairs).then((lines) => (isOver || !lines ? undefined : put(map, source, [shape(lines)])));
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
  const barriers = useMemo(() => demands.filter(({ kind }) => kind === "barrier").map(({ units: [a = -1, b = -1] }): UnitPair => [a, b]), [demands]);
  usePairs(map, path, "barriers", barriers);
  usePairs(map, path, "drafted", drafted);
  useEffect(() => {
    const signs = signsOf(demands, territories, units);
    put(map, "signs", signs.map(({ lon, lat, ...sign }) => shape({ type: "Point", coordinates: [lon, lat] }, { ...sign })));
    if (map?.getLayer("signs")) map.setLayoutProperty("signs", "icon-allow-overlap", signs.length <= FEW);
    const links = demands.filter(({ kind }) => kind === "together").flatMap(({ units: places }) => linksOf(places, units));
    put(map, "links", [shape({ type: "MultiLineString", coordinates: links })]);
  }, [map, demands, territories, units]);
  useEffect(() => {
    for (const id of DEMAND_LAYERS) if (map?.getLayer(id)) map.setLayoutProperty(id, "visibility", isShown ? "visible" : "none");
  }, [map, isShown]);
}
