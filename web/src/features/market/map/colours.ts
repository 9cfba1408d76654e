// Seven colours in order, pale to deep on a light page and deep to pale on a dark one. Each is darker than the one before by at least a fifth in
// luminance, so that all kinds of colour blindness, and paper without colours, keep their order; made in OKLCH (Ottosson 2020).
import { isDark } from "@/plan_map/palette";

export const SEQUENCE = {
  light: ["#f4f1c3", "#cbe2a4", "#88cda0", "#3dafae", "#2584b2", "#2c5797", "#27326b"],
  dark: ["#2b3259", "#344f81", "#3371a2", "#2a98af", "#51c1a7", "#a7e09b", "#f4f4ad"],
} as const;
export const NOTHING = { light: "#d9dcd8", dark: "#3a423f" } as const;
export const BUBBLE = { light: "#b35806", dark: "#f0a35e" } as const;

export const sequence = () => (isDark() ? SEQUENCE.dark : SEQUENCE.light);
export const nothing = () => (isDark() ? NOTHING.dark : NOTHING.light);
export const bubble = () => (isDark() ? BUBBLE.dark : BUBBLE.light);

// What the state "colour" of a unit means: 0 to 6 a class of the measure, from here on a territory's colour, and a bubble's own.
export const TERRITORY_BASE = 10;
export const BUBBLE_COLOUR = 20;
export const NO_COLOUR = -1;
