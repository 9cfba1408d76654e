// Where an open matter is dealt with: the studio of its plan, at the thread or the proposal. Pure.
import type { Matter } from "./discussion";

export function matterLink({ kind, plan, comment, proposal }: Pick<Matter, "kind" | "plan" | "comment" | "proposal">): string {
  const studio = `/plans/${plan.id}/studio`;
  if (comment) return `${studio}?tab=discussion&thread=${comment}`;
  if (proposal) return `${studio}?tab=proposals&proposal=${proposal}`;
  return kind === "window" ? `${studio}?tab=proposals` : studio;
}
