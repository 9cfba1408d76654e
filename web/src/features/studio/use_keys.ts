// The studio's own keys: they work while the focus is inside it (or nowhere), never while typing, and single keys only where they are not turned off.
import { useEffect, useRef } from "react";
import { useShortcutsOn } from "@/lib/preferences";

export interface StudioKeys {
  move: () => void;
  lock: () => void;
  undo: () => void;
  redo: () => void;
  clear: () => void;
  units: () => void;
}

const LEAD_MS = 1_200;
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";

export function useStudioKeys(root: { current: HTMLElement | null }, keys: StudioKeys) {
  const isOn = useShortcutsOn();
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    // After "g" a key leads to a page, as everywhere.
    let leadAt = -Infinity;
    function onKeyDown(event: KeyboardEvent) {
      const isLed = event.timeStamp - leadAt < LEAD_MS;
      leadAt = event.key === "g" ? event.timeStamp : -Infinity;
      if (isLed) return;
      const target = event.target as HTMLElement;
      const isInside = target === document.body || target.id === "page" || root.current?.contains(target);
      if (!isInside || target.closest(TYPING) || document.querySelector("[data-modal]")) return;
      const { undo, redo, move, lock, clear, units } = current.current;
      const key = event.key.toLowerCase();
      const act = (action: () => void) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        action();
      };
      if ((event.ctrlKey || event.metaKey) && !event.altKey) {
        if (key === "z") act(event.shiftKey ? redo : undo);
        else if (key === "y") act(redo);
        return;
      }
      if (!isOn || event.altKey || event.shiftKey) return;
      if (key === "m") act(move);
      else if (key === "l") act(lock);
      else if (key === "u") act(units);
      else if (event.key === "Escape") clear();
    }
    // Before the keys of all pages.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [root, isOn]);
}
