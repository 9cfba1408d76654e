// What the pages of the market ask the server for, each with the key under which the answer is kept.
import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { AccountId } from "./crm";
import type { AccountScore, IcpFit, IcpProfiles, IcpScores, IcpState, Objective, ObjectiveId, ObjectiveProgress, ShareWay, SharedObjective } from "./market";
import { ApiProblem } from "./problem";
import type { TerritoryId } from "./types";

const BEST_SHOWN = 20;

export const profilesQuery = queryOptions({
  queryKey: ["market", "profiles"],
  queryFn: ({ signal }) => api.get("/icp", { signal }) as Promise<unknown> as Promise<IcpProfiles>,
});
// `version` is of the profile: another one has other scores.
export const scoresQuery = (profile: IcpState, version: number) =>
  queryOptions({
    queryKey: ["market", "scores", profile, version],
    queryFn: ({ signal }) => api.get("/icp/scores", { query: { profile, best: BEST_SHOWN }, signal }) as Promise<unknown> as Promise<IcpScores>,
  });
export const fitQuery = (profile: IcpState, version: number) =>
  queryOptions({
    queryKey: ["market", "fit", profile, version],
    queryFn: ({ signal }) => api.post("/icp/fit", { body: { profile }, signal }) as Promise<unknown> as Promise<IcpFit>,
    staleTime: 60_000,
  });
// null: there is no profile. It follows the account's own fields, and is kept with what is known of it.
export const accountScoreQuery = (account: AccountId) =>
  queryOptions({
    queryKey: ["crm", "records", "account", "score", account],
    queryFn: async ({ signal }): Promise<AccountScore | null> => {
      try {
        return await api.get("/accounts/{account}/icp", { path: { account }, signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.body.rule === "M030") return null;
        throw error;
      }
    },
  });
export const objectivesQuery = queryOptions({
  queryKey: ["market", "objectives"],
  queryFn: async ({ signal }) => (await api.get("/objectives", { signal })).items as unknown as Objective[],
});
export const objectiveProgressQuery = (objective: ObjectiveId, version: number) =>
  queryOptions({
    queryKey: ["market", "objectives", "progress", objective, version],
    queryFn: ({ signal }) => api.get("/objectives/{objective}/progress", { path: { objective }, signal }) as Promise<unknown> as Promise<ObjectiveProgress>,
    staleTime: 60_000,
  });
// What would be shared out; nothing is changed.
export const sharesTriedQuery = (objective: ObjectiveId, version: number, by: ShareWay, territories: TerritoryId[]) =>
  queryOptions({
    queryKey: ["market", "objectives", "tried", objective, version, by, territories],
    queryFn: ({ signal }) =>
      api.put("/objectives/{objective}/shares", { path: { objective }, query: { rehearse: true }, version, body: { by, shares: territories.map((territory) => ({ territory })) }, signal }) as Promise<unknown> as Promise<SharedObjective>,
    retry: false,
  });
