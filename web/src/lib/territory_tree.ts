// The territory tree out of the server's list. Pure. A territory whose parent one may not see stands at the top.
import type { Territory, TerritoryId } from "@/api/types";

export interface Tree {
  byId: Map<TerritoryId, Territory>;
  top: Territory[];
  below: Map<TerritoryId, Territory[]>;
}

export function treeOf(list: Territory[]): Tree {
  const byId = new Map(list.map((one) => [one.id, one]));
  const below = new Map<TerritoryId, Territory[]>();
  const top: Territory[] = [];
  for (const one of list) {
    if (!one.parent || !byId.has(one.parent)) top.push(one);
    else below.set(one.parent, [...(below.get(one.parent) ?? []), one]);
  }
  return { byId, top, below };
}

// From the top down to the territory's parent.
export function pathTo(tree: Tree, id: TerritoryId): Territory[] {
  const path: Territory[] = [];
  let at = tree.byId.get(id)?.parent;
  while (at && tree.byId.has(at) && path.length <= tree.byId.size) {
    const one = tree.byId.get(at) as Territory;
    path.unshift(one);
    at = one.parent;
  }
  return path;
}

// The territory and everything under it: where it cannot be moved to.
export function familyOf(tree: Tree, id: TerritoryId): Set<TerritoryId> {
  const family = new Set([id]);
  const pending = [id];
  for (let at = pending.pop(); at; at = pending.pop()) {
    for (const child of tree.below.get(at) ?? []) {
      if (family.has(child.id)) continue;
      family.add(child.id);
      pending.push(child.id);
    }
  }
  return family;
}

// Those that match and all above them; null when nothing is searched for.
export function shownFor(tree: Tree, typed: string, wordsOf: (one: Territory) => string): Set<TerritoryId> | null {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const shown = new Set<TerritoryId>();
  for (const one of tree.byId.values()) {
    const text = wordsOf(one).toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    shown.add(one.id);
    for (const parent of pathTo(tree, one.id)) shown.add(parent.id);
  }
  return shown;
}

// "Benelux › Netherlands › Utrecht", as choices.
export function choicesOf(tree: Tree, without: Set<TerritoryId> = new Set()): { value: string; label: string }[] {
  return [...tree.byId.values()]
    .filter((one) => !without.has(one.id))
    .map((one) => ({ value: one.id as string, label: [...pathTo(tree, one.id), one].map(({ name }) => name).join(" › ") }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
