// Whoever shows a plan's board hears here when somebody changed it (the event plan.changed).
import type { PlanId } from "./types";

export interface PlanChanged {
  id: PlanId;
  revision: number;
  number?: number;
  by?: string;
}
type Listener = (event: PlanChanged) => void;
const listeners = new Set<Listener>();

export function onPlanChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellPlanChanged(event: PlanChanged): void {
  for (const listener of listeners) listener(event);
}
