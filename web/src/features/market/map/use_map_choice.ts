// What the map shows, kept in the address so that it can be shown to somebody: the layer, what colours it, how, and the unit chosen.
import { useSearchParams } from "react-router";
import type { Measure, UnitLayer } from "@/api/market_layers";
import { BY_TERRITORY, type MapStyle } from "./use_layer_paint";

const FIRST_CHOICES = ["market_potential", "potential", "population"];

export const firstMeasure = (measures: Measure[]) => FIRST_CHOICES.map((key) => measures.find((one) => one.key === key)).find(Boolean) ?? measures[0];

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
  const style: MapStyle = params.get("style") === "bubbles" ? "bubbles" : "areas";
  return {
    layer: layers.find(({ id }) => id === params.get("layer")) ?? layers[0],
    // A measure's key or "territory"; null: nothing was chosen.
    by: params.get("by"),
    style,
    unit: params.get("unit"),
    setLayer: (id: string) => set({ layer: id, by: null, unit: null }),
    setBy: (by: string) => set({ by, ...(by === BY_TERRITORY ? { style: null } : {}) }),
    setStyle: (next: MapStyle) => set({ style: next === "bubbles" ? next : null }),
    setUnit: (code: string | null) => set({ unit: code }),
  };
}

export type MapChoice = ReturnType<typeof useMapChoice>;
