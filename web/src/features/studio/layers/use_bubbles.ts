// The live measure that the map shows as bubbles: of the layer of units that has most of the plan's codes.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { codesQuery, layersQuery, valuesQuery } from "@/api/layer_queries";
import type { LayerId } from "@/api/market_layers";
import { useMay } from "@/api/session";
import { isNotCounted } from "@/api/not_counted";
import { ApiProblem } from "@/api/problem";
import { idFrom } from "@/api/types";
import type { Units } from "../units";
import { bestMatch, type UnitValues, valuesOf } from "./match";
import type { Bubbles } from "./shown";

export interface BubbleLook extends UnitValues {
  measure: Bubbles;
  // When it was counted; absent where it was counted just now, as for whoever sees a part of the company.
  at?: string | undefined;
  layer: string;
}
export type BubbleState =
  | { is: "off" }
  | { is: "searching" }
  | { is: "no_layer" }
  | { is: "failed"; problem: unknown; again: () => void }
  // `layer`: where it is counted.
  | { is: "not_counted"; layer: string }
  | { is: "shown"; look: BubbleLook };

// A layer that was never counted may have no such measure at all.
const NO_MEASURE = "M085";
const isUncounted = (error: unknown) => isNotCounted(error) || (error instanceof ApiProblem && error.body.rule === NO_MEASURE);
const NO_LAYER = idFrom<LayerId>("");

function useMatch(dataset: string, ids: string[], isOn: boolean) {
  const client = useQueryClient();
  const layers = useQuery({ ...layersQuery, enabled: isOn });
  const ready = layers.data?.items.filter(({ state }) => state === "ready");
  const match = useQuery({
    queryKey: ["plans", "layer_of", dataset, ready?.map(({ id, version }) => `${id} ${version}`)],
    queryFn: () => bestMatch(ready ?? [], ids, (layer) => client.fetchQuery(codesQuery(layer))),
    enabled: isOn && ready !== undefined,
    staleTime: Infinity,
    structuralSharing: false,
  });
  return layers.error ? { ...match, error: layers.error, refetch: layers.refetch } : match;
}

export function useBubbles(dataset: string, units: Units, wanted: Bubbles | null): BubbleState {
  const may = useMay();
  const measure = may("market.read") ? wanted : null;
  const match = useMatch(dataset, units.ids, measure !== null);
  const found = match.data ?? null;
  const counted = useQuery({ ...valuesQuery(found?.layer ?? NO_LAYER, [measure ?? ""]), enabled: found !== null && measure !== null, placeholderData: undefined });
  const { data } = counted;
  return useMemo<BubbleState>(() => {
    if (measure === null) return { is: "off" };
    if (match.error) return { is: "failed", problem: match.error, again: () => void match.refetch() };
    if (match.data === null) return { is: "no_layer" };
    if (found && isUncounted(counted.error)) return { is: "not_counted", layer: found.layer };
    if (counted.error) return { is: "failed", problem: counted.error, again: () => void counted.refetch() };
    if (!found || !data) return { is: "searching" };
    const values = valuesOf(found, data.measures[measure]);
    return values ? { is: "shown", look: { ...values, measure, at: data.as_of?.[measure], layer: found.name } } : { is: "not_counted", layer: found.layer };
    // What asks again is the same as long as what was found is.
  }, [measure, match.data, match.error, found, data, counted.error]);
}
