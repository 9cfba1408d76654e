// What the pages of unit layers ask the server for, each with the key under which the answer is kept.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { loose, urlOf } from "./client";
import type { LayerId, LayerList, LayerValues, Measure, Unit, UnitDetail, UnitLayer } from "./market_layers";
import { firstColumn } from "@/lib/csv";
import type { Page } from "./types";

const PAGE = 25;
const LAYERS = "/unit-layers";
export const layerPath = `${LAYERS}/{layer}`;

export const layersQuery = queryOptions({
  queryKey: ["market", "layers", "list"],
  queryFn: ({ signal }) => loose.get<LayerList>(LAYERS, { signal }),
});
export const layerQuery = (layer: LayerId) =>
  queryOptions({
    queryKey: ["market", "layers", "one", layer],
    queryFn: ({ signal }) => loose.get<UnitLayer>(layerPath, { path: { layer }, signal }),
    enabled: layer !== "",
  });
export const measuresQuery = (layer: LayerId) =>
  queryOptions({
    queryKey: ["market", "layers", "measures", layer],
    queryFn: async ({ signal }) => (await loose.get<{ items: Measure[] }>(`${layerPath}/measures`, { path: { layer }, signal })).items,
    enabled: layer !== "",
  });
export const valuesQuery = (layer: LayerId, measures: string[]) =>
  queryOptions({
    queryKey: ["market", "layers", "values", layer, measures],
    queryFn: ({ signal }) => loose.get<LayerValues>(`${layerPath}/values`, { path: { layer }, query: { measures: measures.join(",") }, signal }),
    enabled: layer !== "",
    placeholderData: (before, query) => (query?.queryKey[3] === layer ? before : undefined),
  });
// The codes of a layer's units in the order of their places: of the routes that tell them, the table as CSV is the one that tells all at once without shapes.
export const codesQuery = ({ id, version }: UnitLayer) =>
  queryOptions({
    queryKey: ["market", "layers", "codes", id, version],
    queryFn: async ({ signal }) => firstColumn(await loose.get<string>(`${layerPath}/units.csv`, { path: { layer: id }, signal })),
    staleTime: Infinity,
  });
// `sort`: a measure's key or "code"; with "-" before it, the most first.
// `measure`: whose values are shown, and counted if they must be.
export const unitsQuery = (layer: LayerId, q: string, sort: string, measure = "") =>
  infiniteQueryOptions({
    queryKey: ["market", "layers", "units", layer, q, sort, measure],
    queryFn: ({ signal, pageParam }) => loose.get<Page<Unit>>(`${layerPath}/units`, { path: { layer }, query: { q, sort, measure, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: (before, query) => (query?.queryKey[3] === layer ? before : undefined),
  });
export const unitQuery = (layer: LayerId, code: string) =>
  queryOptions({
    queryKey: ["market", "layers", "unit", layer, code],
    queryFn: ({ signal }) => loose.get<UnitDetail>(`${layerPath}/units/{code}`, { path: { layer, code }, signal }),
    enabled: code !== "",
  });

export const mapUrl = (layer: LayerId) => urlOf(`${layerPath}/map`, { path: { layer } });
export const unitsCsvUrl = (layer: LayerId) => urlOf(`${layerPath}/units.csv`, { path: { layer } });
