// What the studio asks the server for.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { loose, urlOf } from "./client";
import type { components } from "./generated/schema";
import type { Board, DatasetUnits, Front, FrontHead, Offer, OfferDetail, OfferId, PlanChange, PlanDiff, TerritoryFacts } from "./studio";
import type { JobId, Page, Plan, PlanId } from "./types";

type Signal = { signal: AbortSignal };
const CHANGES = 30;
const PLANS_PAGES_MAX = 10;

export const planPath = "/plans/{plan}";
export const datasetMapUrl = (dataset: string) => urlOf("/datasets/{dataset}/map", { path: { dataset } });

// A data set never changes, so neither do these.
export const datasetUnitsQuery = (dataset: string) =>
  queryOptions({
    queryKey: ["datasets", "units", dataset],
    queryFn: ({ signal }: Signal) => loose.get<DatasetUnits>("/datasets/{dataset}/units", { path: { dataset }, signal }),
    staleTime: Infinity,
    gcTime: Infinity,
  });
export const readBoard = (plan: PlanId, signal?: AbortSignal) => loose.get<Board>(`${planPath}/board`, { path: { plan }, signal });
export const changesQuery = (plan: PlanId) =>
  infiniteQueryOptions({
    queryKey: ["plans", "changes", plan],
    queryFn: ({ signal, pageParam }) => loose.get<Page<PlanChange>>(`${planPath}/changes`, { path: { plan }, query: { limit: CHANGES, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
export const offersQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["plans", "offers", plan],
    queryFn: async ({ signal }: Signal) => (await loose.get<{ items: Offer[] }>(`${planPath}/offers`, { path: { plan }, signal })).items,
  });
export const offerQuery = (plan: PlanId, offer: OfferId) =>
  queryOptions({
    queryKey: ["plans", "offers", plan, offer],
    queryFn: ({ signal }: Signal) => loose.get<OfferDetail>(`${planPath}/offers/{offer}`, { path: { plan, offer }, signal }),
  });
// Newest first.
export const frontsQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["plans", "fronts", plan],
    queryFn: async ({ signal }: Signal) => (await loose.get<{ items: FrontHead[] }>(`${planPath}/fronts`, { path: { plan }, signal })).items,
  });
export const frontQuery = (plan: PlanId, job: JobId) =>
  queryOptions({
    queryKey: ["plans", "fronts", plan, job],
    queryFn: ({ signal }: Signal) => loose.get<Front>(`${planPath}/fronts/{job}`, { path: { plan, job }, signal }),
    enabled: job !== "",
  });
export const diffQuery = (plan: PlanId, other: PlanId | "") =>
  queryOptions({
    queryKey: ["plans", "diff", plan, other],
    queryFn: ({ signal }: Signal) => loose.get<PlanDiff>(`${planPath}/diff`, { path: { plan }, query: { with: other }, signal }),
    enabled: other !== "",
  });
export const factsQuery = (plan: PlanId, index: number, revision: number) =>
  queryOptions({
    queryKey: ["plans", "facts", plan, index, revision],
    queryFn: ({ signal }: Signal) => loose.get<TerritoryFacts>(`${planPath}/territories/{index}/facts`, { path: { plan, index: String(index) }, signal }),
  });
// Files in a language: of the plan, or of one of its territories.
export const planFileUrl = (plan: PlanId, file: "report.pdf" | "workbook.xlsx", language: string) => urlOf(`${planPath}/${file}`, { path: { plan }, query: { language } });
export const territoryFileUrl = (plan: PlanId, index: number, file: "sheet.pdf" | "workbook.xlsx", language: string) => urlOf(`${planPath}/territories/{index}/${file}`, { path: { plan, index: String(index) }, query: { language } });

// The same by accounts and people; country: whose postal codes the units are.
export const booksQuery = (plan: PlanId, other: PlanId | "", country: string) =>
  queryOptions({
    queryKey: ["plans", "diff", "accounts", plan, other, country],
    queryFn: ({ signal }: Signal) => loose.get<components["schemas"]["BookDiff"]>(`${planPath}/diff/accounts`, { path: { plan }, query: { with: other, country }, signal }),
    enabled: other !== "" && country !== "",
  });

// `parent`: the plan that a scenario was branched from.
export type ListedPlan = Plan & { parent?: PlanId; valid_from?: string };

// Every plan, page after page: scenarios stand beneath their origin wherever that is.
export const allPlansQuery = queryOptions({
  queryKey: ["plans", "list", "all"],
  queryFn: async ({ signal }: Signal): Promise<ListedPlan[]> => {
    const found: ListedPlan[] = [];
    let cursor: string | undefined;
    for (let count = 0; count < PLANS_PAGES_MAX; count++) {
      const answer = await loose.get<Page<ListedPlan>>("/plans", { query: { limit: 200, cursor }, signal });
      found.push(...answer.items);
      cursor = answer.next;
      if (!cursor) break;
    }
    return found;
  },
});
