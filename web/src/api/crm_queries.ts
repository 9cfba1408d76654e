// What the CRM's pages ask the server for, each with the key under which the answer is kept.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { loose, urlOf } from "./client";
import {
  type AccountId, type Condition, type CrmImport, type CrmObject, type CrmRecord, type FormulaCheck, type DoubledObject, type FormulaFunction, type Group, type ImportId, type ImportObject, type LikelyPair, type Merge, type ObjectName, type Pipeline, PLURALS, type RecordId, type TimelineItem,
} from "./crm";
import type { Page } from "./types";

export interface RecordFilter {
  q?: string;
  where?: Condition[];
  sort?: string;
}

const pathOf = (object: ObjectName) => `/${PLURALS[object]}`;
const filterQuery = ({ q, where, sort }: RecordFilter) => ({ q, where: where?.length ? JSON.stringify(where) : undefined, sort });

export const RECORDS_PER_PAGE = 50;
// So many pages stay on the screen; earlier ones are fetched again when they are wanted.
export const RECORD_PAGES_MAX = 8;

export const objectsQuery = queryOptions({
  queryKey: ["crm", "objects"],
  queryFn: async ({ signal }) => (await loose.get<{ items: CrmObject[] }>("/crm/objects", { signal })).items,
  staleTime: 60_000,
});
export const importObjectsQuery = queryOptions({
  queryKey: ["crm", "objects", "imports"],
  queryFn: async ({ signal }) => (await loose.get<{ items: CrmObject<ImportObject>[] }>("/crm/objects", { query: { imports: true }, signal })).items,
  staleTime: 60_000,
});
export const pipelinesQuery = queryOptions({
  queryKey: ["crm", "pipelines"],
  queryFn: async ({ signal }) => (await loose.get<{ items: Pipeline[] }>("/pipelines", { signal })).items,
  staleTime: 60_000,
});
export const recordQuery = (object: ObjectName, id: RecordId) =>
  queryOptions({
    queryKey: ["crm", "records", object, "one", id],
    queryFn: ({ signal }) => loose.get<CrmRecord>(`${pathOf(object)}/{id}`, { path: { id }, signal }),
  });
// A few at once: for a choice, or for what belongs to a record.
export const recordsQuery = (object: ObjectName, filter: RecordFilter, limit: number) =>
  queryOptions({
    queryKey: ["crm", "records", object, "some", filter, limit],
    queryFn: ({ signal }) => loose.get<Page<CrmRecord>>(pathOf(object), { query: { ...filterQuery(filter), limit }, signal }),
  });

// The way back in a list that is read forwards only: which cursor came before which.
const cursorsBefore = new Map<string, string>();
export const recordPagesQuery = (object: ObjectName, filter: RecordFilter, limit = RECORDS_PER_PAGE) =>
  infiniteQueryOptions({
    queryKey: ["crm", "records", object, "pages", filter, limit],
    queryFn: ({ signal, pageParam }) => loose.get<Page<CrmRecord>>(pathOf(object), { query: { ...filterQuery(filter), limit, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last, _, lastParam) => {
      if (last.next) cursorsBefore.set(last.next, lastParam);
      return last.next;
    },
    getPreviousPageParam: (_, __, firstParam) => (firstParam === "" ? undefined : cursorsBefore.get(firstParam)),
    maxPages: RECORD_PAGES_MAX,
  });
export const countQuery = (object: ObjectName, { q, where }: RecordFilter) =>
  queryOptions({
    queryKey: ["crm", "records", object, "count", q, where],
    queryFn: async ({ signal }) => (await loose.get<{ count: number }>(`${pathOf(object)}/count`, { query: filterQuery({ q, where }), signal })).count,
  });
export const groupsQuery = (object: ObjectName, by: string, { q, where }: RecordFilter) =>
  queryOptions({
    queryKey: ["crm", "records", object, "groups", by, q, where],
    queryFn: async ({ signal }) => (await loose.get<{ items: Group[] }>(`${pathOf(object)}/groups`, { query: { by, ...filterQuery({ q, where }) }, signal })).items,
  });
export const timelineQuery = (account: AccountId) =>
  infiniteQueryOptions({
    queryKey: ["crm", "records", "account", "timeline", account],
    queryFn: ({ signal, pageParam }) => loose.get<Page<TimelineItem>>("/accounts/{id}/timeline", { path: { id: account }, query: { cursor: pageParam, limit: 20 }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
export const importsQuery = queryOptions({
  queryKey: ["crm", "imports", "list"],
  queryFn: async ({ signal }) => (await loose.get<{ items: CrmImport[] }>("/imports", { signal })).items,
});
export const importQuery = (id: ImportId) =>
  queryOptions({ queryKey: ["crm", "imports", "one", id], queryFn: ({ signal }) => loose.get<CrmImport>("/imports/{id}", { path: { id }, signal }) });
export const functionsQuery = queryOptions({
  queryKey: ["crm", "functions"],
  queryFn: async ({ signal }) => (await loose.get<{ items: FormulaFunction[] }>("/crm/formula/functions", { signal })).items,
  staleTime: Infinity,
});
// `type`: what the formula must give ("bool"); without it anything will do.
export const formulaQuery = (object: ObjectName, text: string, type?: string) =>
  queryOptions({
    queryKey: ["crm", "formula", object, text, type],
    queryFn: ({ signal }) => loose.post<FormulaCheck>("/crm/objects/{object}/formula", { path: { object }, body: { text, ...(type ? { type } : {}) }, signal }),
    enabled: text.trim() !== "",
    staleTime: 30_000,
  });

export const exportUrl = (object: ObjectName, { q, where }: RecordFilter) => urlOf(`${pathOf(object)}.csv`, { query: filterQuery({ q, where }) });
export const territoriesUrl = () => urlOf("/territories.csv");
export const assignmentsUrl = () => urlOf("/territory-assignments.csv");
export const rejectsUrl = (id: ImportId) => urlOf("/imports/{id}/rejects.csv", { path: { id } });
export const leftOutUrl = (id: ImportId) => urlOf("/imports/{id}/left-out.csv", { path: { id } });

// A stretch of all pairs at a time: one without pairs may be followed by more.
export const pairsQuery = (object: DoubledObject) =>
  infiniteQueryOptions({
    queryKey: ["crm", "records", object, "pairs"],
    queryFn: ({ signal, pageParam }) => loose.get<Page<LikelyPair>>(`${pathOf(object)}/duplicates`, { query: { limit: 20, cursor: pageParam || undefined }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
export const pairsOfQuery = (object: DoubledObject, id: RecordId) =>
  queryOptions({
    queryKey: ["crm", "records", object, "pairsOf", id],
    queryFn: async ({ signal }) => (await loose.get<{ items: LikelyPair[] }>(`${pathOf(object)}/{id}/duplicates`, { path: { id }, signal })).items,
  });
export const mergesQuery = (object: DoubledObject, id: RecordId) =>
  queryOptions({
    queryKey: ["crm", "records", object, "merges", id],
    queryFn: async ({ signal }) => (await loose.get<{ items: Merge[] }>(`${pathOf(object)}/{id}/merges`, { path: { id }, signal })).items,
  });
