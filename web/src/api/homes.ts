// Where people's working days begin (docs/spec/plan-studio.md): one's own, or everybody's for those who manage plans.
import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { components } from "./generated/schema";
import type { PersonId } from "./types";

export type Home = Omit<components["schemas"]["Home"], "person"> & { person: PersonId };

const HOME = "/people/{person}/home";

export const homesQuery = queryOptions({
  queryKey: ["homes"],
  queryFn: async ({ signal }) => (await api.get("/homes", { signal })).items as Home[],
});
export const putHome = (person: PersonId, { lon, lat }: { lon: number; lat: number }) => api.put(HOME, { path: { person }, body: { lon, lat } });
export const removeHome = (person: PersonId) => api.delete(HOME, { path: { person } });
