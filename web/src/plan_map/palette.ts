// Colours of the map. The six that tell neighbours apart are those of Okabe and Ito (2008) without black and yellow: every two of them
// differ for all common kinds of colour blindness. The scale of balance runs from blue (too little) over pale to brown (too much).
export const NEIGHBOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"] as const;
export const TOO_LITTLE = "#2166ac";
export const EVEN = { light: "#e4e7e2", dark: "#4a5450" } as const;
export const TOO_MUCH = "#b35806";

export type Colouring = "neighbours" | "balance";

export function isDark(): boolean {
  return document.documentElement.dataset.theme === "dark";
}

export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// The deviation of a territory that lies farthest from 0, by any measure.
export function worstOf(deviations: Record<string, number>): number {
  return Object.values(deviations).reduce((worst, value) => (Math.abs(value) > Math.abs(worst) ? value : worst), 0);
}
