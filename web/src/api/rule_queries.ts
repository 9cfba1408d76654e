// What the pages of assignment rules and of an account's territory ask the server for, each with the key under which the answer is kept.
import { queryOptions } from "@tanstack/react-query";
import { api, loose } from "./client";
import type { AccountId } from "./crm";
import type { AccountWhy, AlignmentRow, RuleSet, RulesOfSet, RulesPreview } from "./rules";

// `set`: "active", "draft" or the id of one; without it the draft where there is one, else the active set.
export const rulesQuery = (set?: string) =>
  queryOptions({
    queryKey: ["rules", "list", set ?? ""],
    queryFn: ({ signal }) => api.get("/assignment-rules", { query: { set }, signal }) as Promise<unknown> as Promise<RulesOfSet>,
  });
export const ruleSetsQuery = queryOptions({
  queryKey: ["rules", "sets"],
  queryFn: async ({ signal }) => ((await api.get("/assignment-rule-sets", { signal })) as unknown as { items: RuleSet[] }).items,
});
// Runs all rules over all accounts: asked for once, and again when something has changed.
export const previewQuery = (on: string) =>
  queryOptions({
    queryKey: ["rules", "preview", on],
    queryFn: ({ signal }) => api.post("/assignment-rules/preview", { body: { on }, signal }) as Promise<unknown> as Promise<RulesPreview>,
    staleTime: Infinity,
    retry: false,
  });

// These two change with the account as with the rules, and so stand among the records.
export const whyQuery = (account: AccountId) =>
  queryOptions({
    queryKey: ["crm", "records", "account", "why", account],
    queryFn: ({ signal }) => api.get("/accounts/{account}/why", { path: { account }, signal }) as Promise<unknown> as Promise<AccountWhy>,
    retry: false,
  });
export const accountAlignmentQuery = (account: AccountId) =>
  queryOptions({
    queryKey: ["crm", "records", "account", "alignment", account],
    queryFn: async ({ signal }) => (await loose.get<{ items?: AlignmentRow[] }>("/accounts/{account}/alignment", { path: { account }, signal })).items ?? [],
    retry: false,
  });
