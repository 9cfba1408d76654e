// What the pages of workload, potential and market size ask the server for, each with the key under which the answer is kept.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { loose } from "./client";
import type { AccountId } from "./crm";
import type { AccountMarket, MarketSize, PotentialModel, SizeBy, TerritoryMarket, WhiteSpace, WorkloadModel } from "./market_size";
import type { Page, TerritoryId } from "./types";

const WHITE_SPACE_PAGE = 25;

export const workloadModelQuery = queryOptions({
  queryKey: ["market", "models", "workload"],
  queryFn: ({ signal }) => loose.get<WorkloadModel>("/workload-model", { signal }),
});
export const potentialModelQuery = queryOptions({
  queryKey: ["market", "models", "potential"],
  queryFn: ({ signal }) => loose.get<PotentialModel>("/potential-model", { signal }),
});
export const marketSizeQuery = (by: SizeBy) =>
  queryOptions({
    queryKey: ["market", "size", by],
    queryFn: ({ signal }) => loose.get<MarketSize>("/market-size", { query: { by }, signal }),
  });
export const whiteSpaceQuery = (territory: TerritoryId | "") =>
  infiniteQueryOptions({
    queryKey: ["market", "white_space", territory],
    queryFn: ({ signal, pageParam }) => loose.get<Page<WhiteSpace>>("/white-space", { query: { territory, limit: WHITE_SPACE_PAGE, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
// It follows the account's own fields, and is kept with what is known of it.
export const accountMarketQuery = (account: AccountId) =>
  queryOptions({
    queryKey: ["crm", "records", "account", "market", account],
    queryFn: ({ signal }) => loose.get<AccountMarket>("/accounts/{account}/market", { path: { account }, signal }),
    retry: false,
  });
export const territoryMarketQuery = (territory: TerritoryId) =>
  queryOptions({
    queryKey: ["market", "territory", territory],
    queryFn: ({ signal }) => loose.get<TerritoryMarket>("/territories/{territory}/market", { path: { territory }, signal }),
    retry: false,
  });
