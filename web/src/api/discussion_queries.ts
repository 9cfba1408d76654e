// What is asked about a plan's discussion, and what is said in it. The server's events (events.tsx) make what is kept here out of date.
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { loose } from "./client";
import type { AccountId } from "./crm";
import type {
  AccountComment, ChallengeWindow, Comment, CommentId, Decision, MatterList, NewComment, NewProposal, Presence, PresencePlace, Proposal, ProposalId, ProposalView, Vote,
} from "./discussion";
import type { BoardChange } from "./studio";
import { planPath } from "./studio_queries";
import type { PlanId } from "./types";

type Signal = { signal: AbortSignal };
// A window closes and a decision grows old without anything happening.
const MATTERS_MS = 300_000;

export const commentsQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["discussion", "comments", plan],
    queryFn: async ({ signal }: Signal) => (await loose.get<{ items: Comment[] }>(`${planPath}/comments`, { path: { plan }, signal })).items,
  });
// Of all plans: the thread that was begun last first.
export const accountCommentsQuery = (account: AccountId) =>
  queryOptions({
    queryKey: ["discussion", "comments", "account", account],
    queryFn: async ({ signal }: Signal) => (await loose.get<{ items: AccountComment[] }>("/accounts/{account}/comments", { path: { account }, signal })).items,
  });
export const proposalsQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["discussion", "proposals", plan],
    queryFn: async ({ signal }: Signal) => (await loose.get<{ items: Proposal[] }>(`${planPath}/proposals`, { path: { plan }, signal })).items,
  });
export const proposalQuery = (plan: PlanId, proposal: ProposalId) =>
  queryOptions({
    queryKey: ["discussion", "proposals", plan, proposal],
    queryFn: ({ signal }: Signal) => loose.get<ProposalView>(`${planPath}/proposals/{proposal}`, { path: { plan, proposal }, signal }),
  });
// null: there is none, and proposals are taken at any time.
export const windowQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["discussion", "window", plan],
    queryFn: async ({ signal }: Signal) => (await loose.get<ChallengeWindow | undefined>(`${planPath}/challenges`, { path: { plan }, signal })) ?? null,
  });
export const mattersQuery = queryOptions({
  queryKey: ["matters"],
  queryFn: ({ signal }: Signal) => loose.get<MatterList>("/matters", { signal }),
  refetchInterval: MATTERS_MS,
});

export const previewProposal = (plan: PlanId, body: NewProposal, signal: AbortSignal) => loose.post<BoardChange>(`${planPath}/proposals/preview`, { path: { plan }, body, signal });
export const bePresent = async (plan: PlanId, body: PresencePlace, signal?: AbortSignal) => (await loose.put<{ items: Presence[] }>(`${planPath}/presence`, { path: { plan }, body, signal })).items;
// Also while the page goes away.
export const leavePlan = (plan: PlanId) => loose.delete(`${planPath}/presence`, { path: { plan }, version: "*", isLast: true });

export function useDiscussion(plan: PlanId) {
  const client = useQueryClient();
  return useMemo(() => {
    const stale = (...keys: string[][]) => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
    const talked = () => stale(["discussion", "comments", plan], ["discussion", "comments", "account"], ["matters"]);
    const proposed = () => stale(["discussion", "proposals", plan], ["matters"]);
    const comment = `${planPath}/comments/{comment}`;
    const proposal = `${planPath}/proposals/{proposal}`;
    async function say(body: NewComment) {
      const made = await loose.post<Comment>(`${planPath}/comments`, { path: { plan }, body });
      await talked();
      return made;
    }
    async function edit(id: CommentId, text: string) {
      await loose.patch<Comment>(comment, { path: { plan, comment: id }, body: { text } });
      await talked();
    }
    async function withdraw(id: CommentId) {
      await loose.delete(comment, { path: { plan, comment: id }, version: "*" });
      await talked();
    }
    // `first`: the comment that began the thread.
    async function resolve(first: CommentId, resolved: boolean) {
      await loose.put<Comment>(`${comment}/resolution`, { path: { plan, comment: first }, body: { resolved } });
      await talked();
    }
    // What was answered is shown at once; the list follows.
    async function kept(answer: Promise<ProposalView>) {
      const view = await answer;
      client.setQueryData(proposalQuery(plan, view.id).queryKey, view);
      await proposed();
      return view;
    }
    const propose = (body: NewProposal) => kept(loose.post<ProposalView>(`${planPath}/proposals`, { path: { plan }, body }));
    const vote = (id: ProposalId, value: Vote) => kept(loose.put<ProposalView>(`${proposal}/vote`, { path: { plan, proposal: id }, body: { vote: value } }));
    const decide = (id: ProposalId, decision: Decision, reason = "") =>
      kept(loose.post<ProposalView>(`${proposal}/decision`, { path: { plan, proposal: id }, body: { decision, ...(reason ? { reason } : {}) } }));
    async function openWindow(body: ChallengeWindow) {
      await loose.put<ChallengeWindow>(`${planPath}/challenges`, { path: { plan }, body, version: "*" });
      await stale(["discussion", "window", plan], ["discussion", "proposals", plan], ["matters"]);
    }
    async function endWindow() {
      await loose.delete(`${planPath}/challenges`, { path: { plan }, version: "*" });
      await stale(["discussion", "window", plan], ["discussion", "proposals", plan], ["matters"]);
    }
    return { say, edit, withdraw, resolve, propose, vote, decide, openWindow, endWindow };
  }, [client, plan]);
}
