// What the server tells about plans (events.tsx) and somebody on the page wants to hear by itself.
import type { CommentId } from "./discussion";
import type { PlanId } from "./types";

function told<Event>() {
  const listeners = new Set<(event: Event) => void>();
  const on = (listener: (event: Event) => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const tell = (event: Event): void => listeners.forEach((listener) => listener(event));
  return { on, tell };
}

export interface PlanChanged {
  id: PlanId;
  revision: number;
  number?: number;
  by?: string;
}
const changed = told<PlanChanged>();
// Whoever shows a plan's board hears here when somebody changed it.
export const onPlanChanged = changed.on;
export const tellPlanChanged = changed.tell;

const present = told<{ id: PlanId }>();
// Somebody came, went or looks elsewhere.
export const onPlanPresent = present.on;
export const tellPlanPresent = present.tell;

export interface Mentioned {
  id: PlanId;
  comment: CommentId;
}
const mentioned = told<Mentioned>();
// Somebody mentioned whoever is signed in.
export const onMentioned = mentioned.on;
export const tellMentioned = mentioned.tell;
