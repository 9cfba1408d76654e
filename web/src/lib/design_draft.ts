// What is asked of a design, as it stands in the form, and as the server wants it.
import type { Body } from "@/api/client";
import type { Dataset } from "@/api/types";

export interface Draft {
  name: string;
  dataset: string;
  territories: string;
  seconds: number;
  // Measure -> tolerance in percent, as typed. What is not in it is not balanced.
  balance: Record<string, string>;
}

export type Mistake = "name" | "dataset" | "territories" | "tooMany" | "balance" | "tolerance";

const TERRITORIES_MAX = 10_000;

export function percentOf(typed: string): number {
  return typed.trim() === "" ? NaN : Number(typed.replace(",", "."));
}

export function firstMistake(draft: Draft, dataset: Dataset | undefined): Mistake | null {
  const territories = Number(draft.territories);
  if (!dataset) return "dataset";
  if (!draft.name.trim()) return "name";
  if (!Number.isInteger(territories) || territories < 1 || territories > TERRITORIES_MAX) return "territories";
  if (territories > dataset.unit_count) return "tooMany";
  const tolerances = Object.values(draft.balance).map(percentOf);
  if (tolerances.length === 0) return "balance";
  if (tolerances.some((tolerance) => !(tolerance >= 0 && tolerance <= 100))) return "tolerance";
  return null;
}

export function requestOf(draft: Draft): NonNullable<Body<"/plans", "post">> {
  return {
    name: draft.name.trim(),
    dataset: draft.dataset,
    territories: Number(draft.territories),
    seconds: draft.seconds,
    balance: Object.entries(draft.balance).map(([measure, typed]) => ({ measure, tolerance: percentOf(typed) / 100 })),
  };
}
