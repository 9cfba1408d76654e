// Names for the ids that alignment speaks in. Who may not see the directory still knows their own name.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { everyoneQuery, positionsQuery } from "@/api/queries";
import { useMay, useSession } from "@/api/session";
import type { PersonId, Position, PositionId } from "@/api/types";

export function usePersonName(): (person: PersonId) => string {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const people = useQuery({ ...everyoneQuery, enabled: may("people.read") }).data;
  return useMemo(() => {
    const names = new Map((people ?? []).map((person) => [person.id as string, person.name]));
    names.set(session.person.id, session.person.name);
    return (person) => names.get(person) ?? t("alignment.someone");
  }, [people, session.person, t]);
}

export function usePositions(on: string): { byId: Map<PositionId, Position>; query: ReturnType<typeof useQuery<Position[]>> } {
  const query = useQuery(positionsQuery(on));
  const byId = useMemo(() => new Map((query.data ?? []).map((position) => [position.id, position])), [query.data]);
  return { byId, query };
}
