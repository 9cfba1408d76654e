// What a preview says about its rules. Pure.
import type { RuleFigures, TerritoryShift } from "@/api/rules";

// Holds for nobody; holds, but the territories above want none of them; offered, but another rule always goes before it.
export type Silence = "holds" | "offers" | "wins";

export function silenceOf({ holds, offers, wins }: RuleFigures): Silence | null {
  if (holds === 0) return "holds";
  if (offers === 0) return "offers";
  return wins === 0 ? "wins" : null;
}

// Those that change first, the most first; then by how many they have.
export function byShift(shifts: TerritoryShift[]): TerritoryShift[] {
  const moved = ({ gained, lost }: TerritoryShift) => gained + lost;
  return [...shifts].sort((a, b) => moved(b) - moved(a) || b.then - a.then || a.territory.localeCompare(b.territory));
}
