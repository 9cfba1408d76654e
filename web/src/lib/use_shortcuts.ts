// Keys that work anywhere: "g p" is g, then p. Never while typing, and single keys only where the person has not turned them off.
import { useEffect, useRef } from "react";
import { useShortcutsOn } from "./preferences";

const SEQUENCE_MS = 1_200;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && Boolean(target.closest("input, textarea, select, [contenteditable=true]"));
}

export function useShortcuts(keys: Record<string, () => void>): void {
  const current = useRef(keys);
  current.current = keys;
  const isOn = useShortcutsOn();
  useEffect(() => {
    let first = "";
    let firstAt = 0;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        current.current["mod+k"]?.();
        return;
      }
      if (!isOn || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[data-modal]")) return;
      const pair = `${first} ${event.key}`;
      // A key that completes nothing may itself be the first of two: Tab, g, p goes to the plans.
      const isSecond = pair in current.current && event.timeStamp - firstAt < SEQUENCE_MS;
      first = event.key;
      firstAt = event.timeStamp;
      const action = current.current[isSecond ? pair : event.key];
      if (!action) return;
      event.preventDefault();
      first = "";
      action();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isOn]);
}
