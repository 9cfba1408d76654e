// The unit under the pointer. Kept apart from the rest of the studio's state, so that moving the pointer draws again only what shows it.
import { useSyncExternalStore } from "react";

export interface Hover {
  get: () => number | null;
  set: (place: number | null) => void;
  subscribe: (listener: () => void) => () => void;
}

export function newHover(): Hover {
  let now: number | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set: (place) => {
      if (place === now) return;
      now = place;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useHovered = (hover: Hover) => useSyncExternalStore(hover.subscribe, hover.get);
