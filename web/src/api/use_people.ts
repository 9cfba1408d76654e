// People by name: who is meant in a text, and whom one may mention.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { labelsOf } from "@/lib/mentions";
import { everyoneQuery, rolesQuery } from "./queries";
import type { Person } from "./types";

const NOBODY: Person[] = [];

export function usePeople() {
  const people = useQuery(everyoneQuery).data ?? NOBODY;
  return useMemo(() => {
    const names = new Map<string, string>(people.map(({ id, name }) => [id, name]));
    return { people, nameOf: (id: string | undefined) => (id === undefined ? undefined : names.get(id)) };
  }, [people]);
}

// Those who take part where plans are read, with what each is called in a text.
export function useMentionable() {
  const { people } = usePeople();
  const roles = useQuery(rolesQuery).data?.items;
  return useMemo(() => {
    const readers = new Set<string>((roles ?? []).filter(({ permissions }) => (permissions as string[]).includes("plans.read")).map(({ role }) => role));
    const reads = ({ status, roles: own }: Person) => status === "active" && (readers.size === 0 || own.some((role) => readers.has(role)));
    return { mentionable: people.filter(reads), labels: labelsOf(people) };
  }, [people, roles]);
}
