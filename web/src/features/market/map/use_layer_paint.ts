// What a measure, or the territories, make of a layer's map: the colour and the size of every unit, and the legend's ranges.
import { useEffect, useMemo, useState } from "react";
import type { LayerValues, UnitLayer } from "@/api/market_layers";
import { NEIGHBOURS } from "@/plan_map/palette";
import { BUBBLE_COLOUR, NO_COLOUR, TERRITORY_BASE } from "@/unit_map/colours";
import { breaksOf, type ClassRange, classOf, colourIndex, NO_CLASS, RADIUS_MAX, radiusOf, rangesOf } from "@/unit_map/classes";
import type { LayerPaint } from "./use_layer_changes";

export type MapStyle = "areas" | "bubbles";
export const BY_TERRITORY = "territory";
const RADIUS_PLAIN = 5;

export interface LayerLook {
  paint: LayerPaint | null;
  ranges: ClassRange[];
  breaks: number[];
  // The territories' colours, when they are what is looked at.
  territories: number[] | null;
}

// The territories' colours, which the map's worker knows how to find once it has the layer.
function useTerritoryColours(path: string, values: LayerValues | undefined, isWanted: boolean): number[] | null {
  const [found, setFound] = useState<{ values: LayerValues; colours: number[] } | null>(null);
  useEffect(() => {
    if (!isWanted || !values || found?.values === values) return;
    let isOver = false;
    const { ids, of } = values.territories;
    // MapLibre is loaded with the map, and not before.
    async function find(wanted: LayerValues) {
      const { territoryColours } = await import("@/unit_map/layer_source");
      const colours = await territoryColours(path, { of, territories: ids.length, count: NEIGHBOURS.length });
      if (!isOver && colours) setFound({ values: wanted, colours });
    }
    void find(values);
    return () => void (isOver = true);
  }, [path, values, isWanted, found]);
  return isWanted && found !== null && found.values === values ? found.colours : null;
}

function paintOf(values: LayerValues, list: (number | null)[], breaks: number[], style: MapStyle): LayerPaint {
  const colours = new Int8Array(list.length).fill(NO_COLOUR);
  if (style === "areas") {
    list.forEach((value, place) => {
      const one = classOf(value, breaks);
      if (one !== NO_CLASS) colours[place] = colourIndex(one, breaks.length + 1);
    });
    return { colours, radii: null };
  }
  const most = list.reduce<number>((all, value) => Math.max(all, value ?? 0), 0);
  const radii = Float32Array.from(list, (value) => radiusOf(value, most, RADIUS_MAX));
  return { colours: new Int8Array(values.count).fill(BUBBLE_COLOUR), radii };
}

interface LookWish {
  layer: UnitLayer;
  path: string;
  values: LayerValues | undefined;
  by: string;
  style: MapStyle;
  isReady: boolean;
}

export function useLayerLook({ layer, path, values, by, style, isReady }: LookWish): LayerLook {
  const isByTerritory = by === BY_TERRITORY;
  const list = values?.measures[by];
  const breaks = useMemo(() => breaksOf(list ?? []), [list]);
  const ranges = useMemo(() => rangesOf(list ?? [], breaks), [list, breaks]);
  const territories = useTerritoryColours(path, values, isReady && isByTerritory);
  const isPoints = layer.shape === "points";
  const paint = useMemo(() => {
    if (!values || (isByTerritory ? !territories : !list)) return null;
    if (!isByTerritory || !territories) return paintOf(values, list ?? [], breaks, isPoints ? "bubbles" : style);
    const colours = Int8Array.from(values.territories.of, (one) => (one < 0 ? NO_COLOUR : TERRITORY_BASE + (territories[one] ?? 0)));
    return { colours, radii: isPoints ? new Float32Array(values.count).fill(RADIUS_PLAIN) : null };
  }, [values, list, breaks, style, isByTerritory, territories, isPoints]);
  return { paint, ranges, breaks, territories };
}
