// Units that are selected, by their places: a flag a unit, never changed in place. Pure.

export interface Selection {
  flags: Uint8Array;
  count: number;
}
// What a new choice does with what was selected.
export type Mode = "replace" | "add" | "remove";

export const noneOf = (units: number): Selection => ({ flags: new Uint8Array(units), count: 0 });

export function selected(before: Selection, places: Iterable<number>, mode: Mode): Selection {
  const flags = mode === "replace" ? new Uint8Array(before.flags.length) : before.flags.slice();
  let count = mode === "replace" ? 0 : before.count;
  const value = mode === "remove" ? 0 : 1;
  for (const place of places) {
    if (place < 0 || place >= flags.length || flags[place] === value) continue;
    flags[place] = value;
    count += value === 1 ? 1 : -1;
  }
  return { flags, count };
}

export const isSelected = ({ flags }: Selection, place: number) => flags[place] === 1;
export const toggled = (before: Selection, place: number): Selection => selected(before, [place], isSelected(before, place) ? "remove" : "add");

export function placesOf({ flags, count }: Selection): number[] {
  const places: number[] = [];
  for (let place = 0; place < flags.length && places.length < count; place++) if (flags[place] === 1) places.push(place);
  return places;
}

// With all units that border on one of them.
export function grown(before: Selection, { starts, units }: { starts: Int32Array; units: Int32Array }): Selection {
  const near: number[] = [];
  for (const place of placesOf(before)) for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) near.push(units[at] ?? -1);
  return selected(before, near, "add");
}

// The territories beside the selection, those with which it shares most borders first; `of` is the territory of each unit.
export function beside(selection: Selection, of: Int32Array, { starts, units }: { starts: Int32Array; units: Int32Array }): number[] {
  const borders = new Map<number, number>();
  const own = new Set<number>();
  for (const place of placesOf(selection)) {
    own.add(of[place] ?? -1);
    for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
      const other = units[at] ?? -1;
      const territory = of[other] ?? -1;
      if (territory >= 0 && territory !== of[place]) borders.set(territory, (borders.get(territory) ?? 0) + 1);
    }
  }
  // Where all are of one territory, that is nowhere to move them.
  if (own.size === 1) for (const index of own) borders.delete(index);
  return [...borders].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([index]) => index);
}

// How many selected units each territory has, most first.
export function byTerritory(selection: Selection, of: Int32Array): { index: number; units: number }[] {
  const counts = new Map<number, number>();
  for (const place of placesOf(selection)) counts.set(of[place] ?? -1, (counts.get(of[place] ?? -1) ?? 0) + 1);
  return [...counts].map(([index, units]) => ({ index, units })).sort((a, b) => b.units - a.units || a.index - b.index);
}
