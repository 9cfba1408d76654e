// What the map shows, kept in the address so that it can be shown to somebody: the layer, what colours it, how, and the unit chosen.
import { useSearchParams } from "react-router";
import type { Measure, UnitLayer } from "@/api/market_layers";
import { BY_TERRITORY, type MapStyle } from "./use_layer_paint";

const STYLES: MapStyle[] = ["areas", "bubbles"];
const FIRST_CHOICES = ["market_potential", "potential", "population"];

export const firstMeasure = (measures: Measure[]) => FIRST_CHOICES.map((key) => measures.find((one) => one.key === key)).find(Boolean) ?? measures[0];

// Coloured areas of few units among thousands cannot be seen on the map of a country; bubbles can.
const SPARSE_UNITS_MIN = 500;
const SPARSE_SHARE = 0.05;
export function usualStyle(list: (number | null)[] | undefined): MapStyle {
  if (!list || list.length < SPARSE_UNITS_MIN) return "areas";
  const valued = list.filter((value) => value !== null);
  return valued.length < SPARSE_SHARE * list.length && valued.every((value) => value >= 0) ? "bubbles" : "areas";
}

export function useMapChoice(layers: UnitLayer[]) {
  const [params, setParams] = useSearchParams();
  function set(changes: Record<string, string | null>) {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    setParams(next, { replace: true });
  }
  const style: MapStyle | null = STYLES.find((one) => one === params.get("style")) ?? null;
  return {
    layer: layers.find(({ id }) => id === params.get("layer")) ?? layers[0],
    // A measure's key or "territory"; null: nothing was chosen.
    by: params.get("by"),
    // null: not chosen, as it suits the measure.
    style,
    unit: params.get("unit"),
    setLayer: (id: string) => set({ layer: id, by: null, unit: null }),
    setBy: (by: string) => set({ by, ...(by === BY_TERRITORY ? { style: null } : {}) }),
    setStyle: (next: MapStyle) => set({ style: next }),
    setUnit: (code: string | null) => set({ unit: code }),
  };
}

export type MapChoice = ReturnType<typeof useMapChoice>;
