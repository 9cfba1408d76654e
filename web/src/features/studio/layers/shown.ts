// What the map shows beside the plan itself, remembered in the browser. Pure but for that.
import { useState } from "react";
import { rememberChoice, rememberedChoice } from "@/lib/preferences";

// Measures that are drawn as bubbles: of two at once neither could be read.
export const BUBBLES = ["accounts", "white_space"] as const;
export type Bubbles = (typeof BUBBLES)[number];

export interface ShownLayers {
  names: boolean;
  // Locks with them.
  demands: boolean;
  homes: boolean;
  bubbles: Bubbles | null;
}

const NAME = "studio.layers";
const FIRST: ShownLayers = { names: true, demands: true, homes: false, bubbles: null };

// What a browser remembers may be of another version, or of no good.
export function shownFrom(remembered: Partial<Record<keyof ShownLayers, unknown>> | undefined): ShownLayers {
  const is = (name: "names" | "demands" | "homes") => (typeof remembered?.[name] === "boolean" ? remembered[name] : FIRST[name]);
  return { names: is("names"), demands: is("demands"), homes: is("homes"), bubbles: BUBBLES.find((one) => one === remembered?.bubbles) ?? null };
}

export function useShown() {
  const [shown, setShown] = useState(() => shownFrom(rememberedChoice(NAME)));
  function show(change: Partial<ShownLayers>) {
    const next = { ...shown, ...change };
    setShown(next);
    rememberChoice(NAME, next);
  }
  return [shown, show] as const;
}
