// What the pages of performance and of exchange rates ask the server for, each with the key under which the answer is kept. Performance stands among the CRM's
// records: it is asked for anew when one of those changes.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { ExchangeRate, View } from "./performance";
import type { Page } from "./types";

const key = (view: string, asked: object) => ["crm", "records", "performance", view, asked];

// Groups that a view does not have are none.
export const byOf = (by: string, without: string[]) => (without.includes(by) ? "none" : by);

export function pipelineQuery({ by, as }: View) {
  const query = { by: byOf(by, ["period"]), as };
  return queryOptions({ queryKey: key("pipeline", query), queryFn: ({ signal }) => api.get("/crm/performance/pipeline", { query, signal }) });
}
export function winsQuery({ from, to, by, as, period }: View) {
  const query = { from, to, by, as, period };
  return queryOptions({ queryKey: key("wins", query), queryFn: ({ signal }) => api.get("/crm/performance/wins", { query, signal }) });
}
export function cycleQuery({ from, to, by, as, period }: View) {
  const query = { from, to, by, as, period };
  return queryOptions({ queryKey: key("cycle", query), queryFn: ({ signal }) => api.get("/crm/performance/cycle", { query, signal }) });
}
export function revenueQuery({ from, to, by, as, period, kind }: View) {
  const query = { from, to, by: byOf(by, ["owner", "pipeline", "period"]), as, period, kind };
  return queryOptions({ queryKey: key("revenue", query), queryFn: ({ signal }) => api.get("/crm/performance/revenue", { query, signal }) });
}

const RATES_A_PAGE = 50;
export const ratesQuery = (currency: string) =>
  infiniteQueryOptions({
    queryKey: ["rates", currency],
    queryFn: ({ signal, pageParam }) =>
      api.get("/exchange-rates", { query: { currency: currency || undefined, limit: RATES_A_PAGE, cursor: pageParam || undefined }, signal }) as Promise<unknown> as Promise<Page<ExchangeRate>>,
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
