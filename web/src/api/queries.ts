// What pages ask the server for, each with the key under which the answer is kept. Features share these, never each other.
import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type {
  Assignment, AuditEntry, Delivery, Job, JobId, Page, Person, PersonId, Placement, Plan, PlanId, PlanTerritory, Position, Territory, TerritoryId, TerritoryMap, Token, Webhook, WebhookId,
} from "./types";

export type Filter = Record<string, string | undefined>;
type Signal = { signal: AbortSignal };

const page = <T>(answer: Promise<unknown>) => answer as Promise<Page<T>>;

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }: Signal) => api.get("/setup", { signal }),
  staleTime: Infinity,
});
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }: Signal) => api.get("/session", { signal }),
  staleTime: Infinity,
  retry: false,
});
export const providersQuery = queryOptions({
  queryKey: ["providers"],
  queryFn: ({ signal }: Signal) => api.get("/session/providers", { signal }),
  staleTime: Infinity,
});
export const companyQuery = queryOptions({
  queryKey: ["company"],
  queryFn: ({ signal }: Signal) => api.get("/company", { signal }),
});
export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: ({ signal }: Signal) => api.get("/roles", { signal }),
  staleTime: Infinity,
});
export const datasetsQuery = queryOptions({
  queryKey: ["datasets"],
  queryFn: ({ signal }: Signal) => api.get("/datasets", { signal }),
});
export const auditVerificationQuery = queryOptions({
  queryKey: ["audit", "verification"],
  queryFn: ({ signal }: Signal) => api.get("/audit/verification", { signal }),
});

export const peopleQuery = (query: Filter = {}) =>
  queryOptions({ queryKey: ["people", "list", query], queryFn: ({ signal }) => page<Person>(api.get("/people", { query, signal })) });
export const personQuery = (person: PersonId) =>
  queryOptions({
    queryKey: ["people", "one", person],
    queryFn: ({ signal }) => api.get("/people/{person}", { path: { person }, signal }) as Promise<Person>,
  });
export const tokensQuery = queryOptions({ queryKey: ["tokens"], queryFn: ({ signal }) => page<Token>(api.get("/tokens", { signal })) });
export const auditQuery = (query: Filter = {}) =>
  queryOptions({ queryKey: ["audit", "list", query], queryFn: ({ signal }) => page<AuditEntry>(api.get("/audit", { query, signal })) });
// Events tell of jobs, but for those inside one long transaction.
const LOOK_AT_JOBS_MS = 2_000;
export const jobsQuery = (query: Filter = {}) =>
  queryOptions({ queryKey: ["jobs", "list", query], queryFn: ({ signal }) => page<Job>(api.get("/jobs", { query, signal })) });
export const jobQuery = (job: JobId) =>
  queryOptions({
    queryKey: ["jobs", "one", job],
    queryFn: ({ signal }) => api.get("/jobs/{job}", { path: { job }, signal }) as Promise<Job>,
    enabled: job !== "",
    refetchInterval: ({ state: { data } }) => (data?.state === "running" ? LOOK_AT_JOBS_MS : false),
  });
export const webhooksQuery = queryOptions({ queryKey: ["webhooks", "list"], queryFn: ({ signal }) => page<Webhook>(api.get("/webhooks", { signal })) });
export const deliveriesQuery = (webhook: WebhookId, query: Filter = {}) =>
  queryOptions({
    queryKey: ["webhooks", "deliveries", webhook, query],
    queryFn: ({ signal }) => page<Delivery>(api.get("/webhooks/{webhook}/deliveries", { path: { webhook }, query, signal })),
  });
export const plansQuery = (query: Filter = {}) =>
  queryOptions({ queryKey: ["plans", "list", query], queryFn: ({ signal }) => page<Plan>(api.get("/plans", { query, signal })) });
export const planQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["plans", "one", plan],
    queryFn: ({ signal }) => api.get("/plans/{plan}", { path: { plan }, signal }) as Promise<Plan>,
  });

// All territories of a plan, which the server sends at once.
export const territoriesQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["plans", "territories", plan],
    queryFn: async ({ signal }): Promise<PlanTerritory[]> => (await api.get("/plans/{plan}/territories", { path: { plan }, signal })).items,
  });
export const mapQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["plans", "map", plan],
    queryFn: ({ signal }) => api.get("/plans/{plan}/map", { path: { plan }, signal }) as Promise<unknown> as Promise<TerritoryMap>,
    staleTime: Infinity,
  });

// Everyone, page after page: for choosing somebody and for naming who is meant.
const PEOPLE_PAGES_MAX = 25;
export const everyoneQuery = queryOptions({
  queryKey: ["people", "everyone"],
  queryFn: async ({ signal }): Promise<Person[]> => {
    const found: Person[] = [];
    let cursor: string | undefined;
    for (let count = 0; count < PEOPLE_PAGES_MAX; count++) {
      const answer = await page<Person>(api.get("/people", { query: { limit: 200, cursor }, signal }));
      found.push(...answer.items);
      cursor = answer.next;
      if (!cursor) break;
    }
    return found;
  },
  staleTime: 60_000,
});

// `on`: a day as YYYY-MM-DD; both lists come whole.
export const treeQuery = (on: string) =>
  queryOptions({
    queryKey: ["alignment", "tree", on],
    queryFn: async ({ signal }): Promise<Territory[]> => (await page<Territory>(api.get("/territories", { query: { on }, signal }))).items,
  });
export const positionsQuery = (on: string) =>
  queryOptions({
    queryKey: ["alignment", "positions", on],
    queryFn: async ({ signal }): Promise<Position[]> => (await page<Position>(api.get("/positions", { query: { on }, signal }))).items,
  });
export const placementsQuery = (territory: TerritoryId) =>
  queryOptions({
    queryKey: ["alignment", "placements", territory],
    queryFn: async ({ signal }): Promise<Placement[]> =>
      (await page<Placement>(api.get("/territories/{territory}/placements", { path: { territory }, signal }))).items,
  });
export const assignmentsQuery = queryOptions({
  queryKey: ["alignment", "assignments"],
  queryFn: async ({ signal }): Promise<Assignment[]> => (await page<Assignment>(api.get("/assignments", { signal }))).items,
});
