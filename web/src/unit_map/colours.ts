// Seven colours in order, pale to deep on a light page and deep to pale on a dark one. Each is darker than the one before by at least a fifth in
// luminance, so that all kinds of colour blindness, and paper without colours, keep their order; made in OKLCH (Ottosson 2020).
import type { ExpressionSpecification } from "maplibre-gl";
import { isDark, NEIGHBOURS } from "@/plan_map/palette";

export const SEQUENCE = {
  light: ["#f4f1c3", "#cbe2a4", "#88cda0", "#3dafae", "#2584b2", "#2c5797", "#27326b"],
  dark: ["#2b3259", "#344f81", "#3371a2", "#2a98af", "#51c1a7", "#a7e09b", "#f4f4ad"],
} as const;
export const NOTHING = { light: "#d9dcd8", dark: "#3a423f" } as const;
export const BUBBLE = { light: "#b35806", dark: "#f0a35e" } as const;

// From too little, blue, over even to too much, brown: seven classes, the middle one the palest on a light page and the darkest on a dark one.
export const DIVERGING = {
  light: ["#2166ac", "#6aa6d2", "#bcd9ec", "#eceae2", "#f3cf9b", "#dd944a", "#a34f08"],
  dark: ["#7ab8f5", "#4d87bd", "#365a7c", "#3d4643", "#755631", "#b5792f", "#f2ac55"],
} as const;
// Of units that stay, that changed hands, and about which two plans differ.
export const CHANGES = { light: ["#dfe4df", "#0072b2", "#d55e00"], dark: ["#323b38", "#56b4e9", "#f08a3c"] } as const;

export const diverging = () => (isDark() ? DIVERGING.dark : DIVERGING.light);
export const changes = () => (isDark() ? CHANGES.dark : CHANGES.light);
export const sequence = () => (isDark() ? SEQUENCE.dark : SEQUENCE.light);
export const nothing = () => (isDark() ? NOTHING.dark : NOTHING.light);
export const bubble = () => (isDark() ? BUBBLE.dark : BUBBLE.light);

// What the state "colour" of a unit means: 0 to 6 a class of the measure, from here on a territory's colour, a bubble's own, a class of
// deviation, and whether it changed.
export const TERRITORY_BASE = 10;
export const BUBBLE_COLOUR = 20;
export const DIVERGING_BASE = 30;
export const CHANGE_BASE = 40;
export const NO_COLOUR = -1;

// What a unit's state says, or else its tile, as a colour: the one expression of all maps of units, which changes with the theme alone.
export function unitColour(): ExpressionSpecification {
  const at = (base: number) => (colour: string, index: number) => [base + index, colour];
  const pairs = [...sequence().map(at(0)), ...NEIGHBOURS.map(at(TERRITORY_BASE)), [BUBBLE_COLOUR, bubble()], ...diverging().map(at(DIVERGING_BASE)), ...changes().map(at(CHANGE_BASE))];
  return ["match", ["coalesce", ["feature-state", "colour"], ["get", "colour"], NO_COLOUR], ...pairs.flat(), nothing()] as unknown as ExpressionSpecification;
}
