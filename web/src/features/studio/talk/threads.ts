// What threads have to do with a place of the plan. Pure.
import type { About, PresencePlace } from "@/api/discussion";
import type { Thread } from "@/talk/threads";
import { type BoardState, placesOfTerritory } from "../board";
import { byTerritory, placesOf, type Selection } from "../selection";
import type { Units } from "../units";

// What is selected, where it is one thing that can be talked about: a unit, or units of one territory.
export interface Subject {
  about: "territory" | "unit";
  id: string;
  // Of the territory.
  index: number;
}

export function subjectOf(selection: Selection, board: BoardState, units: Units): Subject | null {
  const own = selection.count === 0 ? [] : byTerritory(selection, board.of);
  const index = own[0]?.index;
  const territory = index === undefined ? undefined : board.territories[index];
  if (own.length !== 1 || index === undefined || !territory) return null;
  const unit = selection.count === 1 ? units.ids[placesOf(selection)[0] ?? -1] : undefined;
  return unit === undefined ? { about: "territory", id: territory.id, index } : { about: "unit", id: unit, index };
}

export const placeSaid = (subject: Subject | null): PresencePlace => (subject ? { about: subject.about, id: subject.id } : {});

interface World {
  board: BoardState;
  units: Units;
}

// The territory of the plan that is talked about, or that has the unit; -1 for anything else.
export function territoryAbout(about: About | undefined, id: string | undefined, { board, units }: World): number {
  if (about === "territory") return board.territories.findIndex((one) => one.id === id);
  return about === "unit" ? (board.of[units.placeOf.get(id ?? "") ?? -1] ?? -1) : -1;
}

// The units by which it is shown on the map.
export function placesAbout(about: About | undefined, id: string | undefined, world: World): number[] {
  if (about === "unit") {
    const place = world.units.placeOf.get(id ?? "");
    return place === undefined ? [] : [place];
  }
  const index = territoryAbout(about, id, world);
  return index < 0 ? [] : placesOfTerritory(world.board, index);
}

// Of a territory: what is about it or one of its units. Of a unit: what is about it or its territory.
export function concerns({ first }: Thread, subject: Subject, world: World): boolean {
  if (first.about === "unit" && subject.about === "unit") return first.id_about === subject.id;
  return territoryAbout(first.about, first.id_about, world) === subject.index;
}

// How many open threads each territory has, those about its units included.
export function openByTerritory(threads: readonly Thread[], world: World): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { first, isResolved } of threads) {
    const index = isResolved ? -1 : territoryAbout(first.about, first.id_about, world);
    if (index >= 0) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return counts;
}
