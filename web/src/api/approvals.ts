// Who approves a plan in review: the owners of the territories above its own, from the bottom of the tree to the top (docs/spec/plan-studio.md).
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { loose } from "./client";
import type { components } from "./generated/schema";
import { ApiProblem } from "./problem";
import { planPath } from "./studio_queries";
import type { Plan, PlanId } from "./types";

type Schemas = components["schemas"];
// `in_place`: in the owner's place, with a reason. `depth`: in the tree; 0 is a root. `territories`: of the plan, below it.
export type Approval = Schemas["PlanApproval"];
export type StepState = Approval["state"];
export type Decision = "approve" | "decline";

export const approvalsQuery = (plan: PlanId, isInReview: boolean) =>
  queryOptions({
    queryKey: ["plans", "approvals", plan],
    queryFn: async ({ signal }) => (await loose.get<{ steps: Approval[] }>(`${planPath}/approvals`, { path: { plan }, signal })).steps,
    enabled: isInReview,
  });

// Steps are open that come before.
export const isOpenSteps = (problem: unknown) => problem instanceof ApiProblem && problem.body.rule === "P142";

export function useDecide(plan: PlanId) {
  const client = useQueryClient();
  return async (territory: string, decision: Decision, reason: string) => {
    try {
      return await loose.post<Plan>(`${planPath}/approvals`, { path: { plan }, body: { territory, decision, ...(reason ? { reason } : {}) } });
    } finally {
      await client.invalidateQueries({ queryKey: ["plans"] });
      void client.invalidateQueries({ queryKey: ["matters"] });
    }
  };
}

// Of all, those that wait for somebody now.
export const waitedFor = (steps: readonly Approval[]) => steps.filter(({ state }) => state === "open");
export const namesOf = (steps: readonly Approval[]) => [...new Set(steps.flatMap(({ owners }) => owners.map(({ name }) => name)))];
// Whether a step below this one is still undecided, so that approving it approves more. Steps come lowest first.
export const hasUndecidedBelow = (steps: readonly Approval[], step: Approval) => step.state === "waiting" && steps.some((one) => one.depth > step.depth && one.state !== "approved");
// Whether it is theirs to decide, rather than in somebody's place.
export const isOnesOwn = (steps: readonly Approval[]) => steps.some((step) => step.may_decide && !step.in_place);
