// A layer of units to plan on: one that is ready, or one that Bailiwick brings, which is added and read first; and which of its measures.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, loose } from "@/api/client";
import { layerQuery, layersQuery } from "@/api/layer_queries";
import type { BuiltInLayer, LayerId, Measure, UnitLayer } from "@/api/market_layers";
import { useMay } from "@/api/session";
import type { Dataset } from "@/api/types";
import { useMeasures } from "@/api/use_measures";

const LOOK_MS = 1_000;
const BUILT_IN = "built_in:";

// What is copied unless somebody says otherwise: what was joined to the units and adds up.
export const usualMeasures = (measures: Measure[]): string[] => measures.filter(({ kind, adds, count }) => kind === "joined" && adds === "sum" && count > 0).map(({ key }) => key);

export const builtInValue = ({ key }: BuiltInLayer) => BUILT_IN + key;

export function useLayerChoice() {
  const client = useQueryClient();
  const may = useMay();
  const [value, setValue] = useState("");
  const [typed, setTyped] = useState<string | null>(null);
  const [ticked, setTicked] = useState<string[] | null>(null);
  const list = useQuery({ ...layersQuery, enabled: may("market.read") });
  const builtIn = list.data?.built_in.find((one) => builtInValue(one) === value);
  const layer = useQuery({ ...layerQuery((builtIn ? "" : value) as LayerId), refetchInterval: ({ state }) => (state.data?.state === "loading" ? LOOK_MS : false) });
  const isReady = layer.data?.state === "ready";
  const measures = useMeasures((isReady ? value : "") as LayerId);
  const there = new Set(list.data?.items.filter(({ state }) => state !== "failed").map(({ built_in }) => built_in));
  const keys = ticked ?? usualMeasures(measures.data ?? []);
  const name = typed ?? builtIn?.name ?? layer.data?.name ?? "";
  return {
    list,
    layers: list.data?.items.filter(({ state }) => state === "ready" || state === "loading") ?? [],
    builtIns: may("market.manage") ? (list.data?.built_in.filter(({ key, is_available }) => is_available && !there.has(key)) ?? []) : [],
    value,
    builtIn,
    layer: layer.data,
    measures: measures.data ?? [],
    keys,
    name,
    isReady,
    problem: list.error ?? layer.error ?? measures.error,
    choose: (next: string) => {
      setValue(next);
      setTyped(null);
      setTicked(null);
    },
    call: setTyped,
    tick: (key: string, isOn: boolean) => setTicked(isOn ? [...keys, key] : keys.filter((one) => one !== key)),
    // The layer that comes with Bailiwick begins to be read, and is chosen.
    add: async () => {
      const added = await loose.post<UnitLayer>("/unit-layers", { body: { built_in: builtIn?.key } });
      await client.invalidateQueries({ queryKey: ["market", "layers"] });
      setValue(added.id);
    },
    make: async (): Promise<Dataset> => {
      const dataset = await api.post("/datasets/from-layer", { body: { layer: value as LayerId, name: name.trim(), measures: keys } });
      await client.invalidateQueries({ queryKey: ["datasets"] });
      return dataset;
    },
  };
}
