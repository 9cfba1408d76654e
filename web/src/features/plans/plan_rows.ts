// Plans in the order of the list: newest first, each followed by its scenarios. Pure.
import type { ListedPlan } from "@/api/studio_queries";

export interface PlanRow {
  plan: ListedPlan;
  // How many origins it has within the list.
  depth: number;
}

// With a state, its plans alone, each as deep as its origins among them.
export function rowsOf(plans: ListedPlan[], state?: ListedPlan["state"]): PlanRow[] {
  const shown = plans.filter((plan) => !state || plan.state === state);
  const known = new Set<string>(shown.map(({ id }) => id));
  const below = new Map<string, ListedPlan[]>();
  const isRoot = ({ parent }: ListedPlan) => !parent || !known.has(parent);
  for (const plan of shown) if (!isRoot(plan)) below.set(plan.parent ?? "", [...(below.get(plan.parent ?? "") ?? []), plan]);
  const rows: PlanRow[] = [];
  const pending = shown.filter(isRoot).map((plan) => ({ plan, depth: 0 })).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { plan, depth } = next;
    rows.push(next);
    for (const one of (below.get(plan.id) ?? []).slice().reverse()) pending.push({ plan: one, depth: depth + 1 });
  }
  return rows;
}
