// Where people's working days begin (docs/spec/plan-studio.md): one's own, or everybody's for those who manage plans.
import { queryOptions } from "@tanstack/react-query";
import { loose } from "./client";
import type { PersonId } from "./types";

export interface Home {
  person: PersonId;
  name: string;
  lon: number;
  lat: number;
  at: string;
}

const HOME = "/people/{person}/home";

export const homesQuery = queryOptions({
  queryKey: ["homes"],
  queryFn: async ({ signal }) => (await loose.get<{ items: Home[] }>("/homes", { signal })).items,
});
export const putHome = (person: PersonId, { lon, lat }: { lon: number; lat: number }) => loose.put<Home>(HOME, { path: { person }, body: { lon, lat } });
export const removeHome = (person: PersonId) => loose.delete(HOME, { path: { person } });
