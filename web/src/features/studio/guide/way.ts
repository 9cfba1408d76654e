// The way of a plan from its data to its review: steps, what the address keeps of them, and what can be known to be impossible before a search. Pure.
import type { DatasetUnits } from "@/api/studio";
import type { Dataset, Plan } from "@/api/types";
import type { Draft } from "@/lib/design_draft";

export const STEPS = ["data", "columns", "map", "goals", "search", "adjust", "review"] as const;
export type Step = (typeof STEPS)[number];

export interface Known {
  hasFile: boolean;
  hasDataset: boolean;
  plan: Plan | undefined;
}

export function isOpen(step: Step, { hasFile, hasDataset, plan }: Known): boolean {
  if (step === "data") return true;
  if (step === "columns") return hasFile || hasDataset;
  if (step === "map" || step === "goals") return hasDataset;
  return step === "search" ? plan !== undefined : plan?.summary !== undefined;
}

export const isDone = (step: Step, now: Step, known: Known) => STEPS.indexOf(step) < STEPS.indexOf(now) && isOpen(step, known);

const SECONDS = 30;
const TERRITORIES = 10;
const TOLERANCE = "5";

// The goals as an address keeps them; what it does not name is proposed.
export function goalsOf(params: URLSearchParams, dataset: Dataset | undefined, name: string): Draft {
  const kept = params.getAll("balance").map((text) => text.split("~"));
  const first = dataset?.measures[0];
  const balance = params.has("balance") ? Object.fromEntries(kept.filter(([measure]) => measure).map(([measure = "", tolerance = ""]) => [measure, tolerance])) : first ? { [first]: TOLERANCE } : {};
  return {
    name: params.get("name") ?? name,
    dataset: dataset?.id ?? "",
    territories: params.get("territories") ?? String(Math.min(TERRITORIES, dataset?.unit_count ?? TERRITORIES)),
    seconds: Number(params.get("seconds")) || SECONDS,
    balance,
  };
}

export function withGoals(params: URLSearchParams, goals: Draft): URLSearchParams {
  const next = new URLSearchParams(params);
  next.set("name", goals.name);
  next.set("territories", goals.territories);
  next.set("seconds", String(goals.seconds));
  next.delete("balance");
  // A measure may be called anything; the tolerance is digits.
  for (const [measure, tolerance] of Object.entries(goals.balance)) next.append("balance", `${measure.replaceAll("~", "-")}~${tolerance}`);
  if (Object.keys(goals.balance).length === 0) next.append("balance", "");
  return next;
}

export interface Obstacle {
  measure: string;
  kind: "nothing" | "heavy";
  // The heaviest unit, what it has, and what a territory may have at most.
  unit: string;
  amount: number;
  most: number;
  // How many units have more than that.
  count: number;
  // What would be enough: a wider tolerance, or at most so many territories.
  tolerance: number;
  territories: number;
}

// A unit that has more than a territory may have cannot be put anywhere; a measure of zeros cannot be shared.
export function obstaclesOf(units: DatasetUnits, territories: number, balance: readonly { measure: string; tolerance: number }[]): Obstacle[] {
  return balance.flatMap(({ measure, tolerance }): Obstacle[] => {
    const values = units.measures.find(({ name }) => name === measure)?.values ?? [];
    let [total, heaviest, at, count] = [0, -1, 0, 0];
    values.forEach((value, place) => {
      total += value;
      if (value > heaviest) [heaviest, at] = [value, place];
    });
    const most = (total / territories) * (1 + tolerance);
    for (const value of values) if (value > most) count++;
    const found = { measure, unit: units.units[at] ?? "", amount: heaviest, most, count, tolerance: (heaviest * territories) / total - 1, territories: Math.floor((total * (1 + tolerance)) / heaviest) };
    if (total <= 0) return [{ ...found, kind: "nothing", tolerance: 0, territories: 0 }];
    return count > 0 ? [{ ...found, kind: "heavy" }] : [];
  });
}
