// Talking about a plan: comments, proposals, votes, who is here, open matters (docs/spec/plan-discussion.md).
import type { BoardChange } from "./studio";
import type { Id, PersonId, Plan, PlanId } from "./types";

export type CommentId = Id<"comment">;
export type ProposalId = Id<"proposal">;

export type About = "plan" | "unit" | "territory" | "account";
// In a text, "@[person_...]" names a person.
export interface Comment {
  id: CommentId;
  plan: PlanId;
  about: About;
  id_about?: string;
  // The first of its thread; absent where it is that itself.
  answers?: CommentId;
  // Empty once withdrawn.
  text: string;
  at: string;
  by?: PersonId;
  edited_at?: string;
  withdrawn: boolean;
  mentions: PersonId[];
  resolved?: { at: string; by?: PersonId };
}
// What was said about an account, with its plan as it is now.
export interface AccountComment extends Comment {
  plan_name: string;
  plan_state: Plan["state"];
}
export interface NewComment {
  text: string;
  about?: About;
  id?: string;
  answers?: CommentId;
}
export const COMMENT_LENGTH_MAX = 4_000;
export const REASON_LENGTH_MAX = 1_000;

export type ProposalState = "open" | "accepted" | "declined" | "withdrawn";
export type Vote = "for" | "against" | "none";
export type Decision = "accept" | "decline" | "withdraw";
export interface NewProposal {
  moves: { to: number; units: string[] }[];
  reason?: string;
}
export interface ProposalMove {
  unit: string;
  from: number;
  to: number;
}
export interface Proposal {
  id: ProposalId;
  plan: PlanId;
  state: ProposalState;
  at: string;
  by?: PersonId;
  reason?: string;
  // Made while a window for challenges was open.
  is_challenge: boolean;
  moves: ProposalMove[];
  units: number;
  votes_for: number;
  votes_against: number;
  my_vote: Vote;
  decided?: { at: string; by?: PersonId; reason?: string; change?: number; by_rule: boolean };
}
// Beside the plan as it is now.
export interface ProposalView extends Proposal {
  // Absent where it cannot be accepted as it is.
  effect?: BoardChange;
  moved_since: string[];
  // Of the window that is open.
  meets_rule: boolean;
}
export interface ChallengeWindow {
  closes_at: string;
  accepts_itself: boolean;
  votes_needed: number;
}
export const VOTES_NEEDED_MAX = 100;

// A place that is looked at.
export interface PresencePlace {
  about?: "territory" | "unit";
  id?: string;
}
export interface Presence extends PresencePlace {
  person: PersonId;
  at: string;
}

export type MatterKind = "mention" | "answer" | "proposal" | "decision" | "review" | "window";
export interface Matter {
  kind: MatterKind;
  plan: { id: PlanId; name: string };
  at: string;
  by?: PersonId;
  comment?: CommentId;
  proposal?: ProposalId;
  // What somebody wrote: a comment, a reason.
  text: string;
  // Of a decision.
  state?: ProposalState;
  until?: string;
}
export interface MatterList {
  items: Matter[];
  count: number;
}
