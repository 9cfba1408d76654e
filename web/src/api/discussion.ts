// Talking about a plan: comments, proposals, votes, who is here, open matters (docs/spec/plan-discussion.md), from the server's document, with ids that do not mix.
import type { components } from "./generated/schema";
import type { BoardChange } from "./studio";
import type { Id, PersonId, PlanId } from "./types";

type Schemas = components["schemas"];
// A shape of the document, of which some members say more here.
type With<T, More> = Omit<T, keyof More> & More;

export type CommentId = Id<"comment">;
export type ProposalId = Id<"proposal">;

export type About = Schemas["Comment"]["about"];
interface CommentIds {
  id: CommentId;
  plan: PlanId;
  // The first of its thread; absent where it is that itself.
  answers?: CommentId;
  by: PersonId;
  mentions: PersonId[];
  resolved?: With<Schemas["CommentResolution"], { by: PersonId }>;
}
// In a text, "@[person_...]" names a person; it is empty once withdrawn.
export type Comment = With<Schemas["Comment"], CommentIds>;
// What was said about an account, with its plan as it is now.
export type AccountComment = With<Schemas["AccountComment"], CommentIds>;
export type NewComment = With<Schemas["NewComment"], { answers?: CommentId }>;
export const COMMENT_LENGTH_MAX = 4_000;
export const REASON_LENGTH_MAX = 1_000;

export type ProposalState = Schemas["Proposal"]["state"];
export type Vote = Schemas["Proposal"]["my_vote"];
export type Decision = Schemas["ProposalVerdict"]["decision"];
export type NewProposal = Schemas["NewProposal"];
export type ProposalMove = Schemas["ProposalMove"];
interface ProposalIds {
  id: ProposalId;
  plan: PlanId;
  by: PersonId;
  decided?: With<Schemas["ProposalDecided"], { by: PersonId }>;
}
export type Proposal = With<Schemas["Proposal"], ProposalIds>;
// Beside the plan as it is now; without an effect where it cannot be accepted as it is.
export type ProposalView = With<Schemas["ProposalView"], ProposalIds & { effect?: BoardChange }>;
export type ChallengeWindow = Schemas["ChallengeWindow"];
export const VOTES_NEEDED_MAX = 100;

// A place that is looked at.
export type PresencePlace = Schemas["PresenceHere"];
export type Presence = With<Schemas["Presence"], { person: PersonId }>;

export type MatterKind = Schemas["Matter"]["kind"];
export type Matter = With<Schemas["Matter"], { plan: With<Schemas["MatterPlan"], { id: PlanId }>; by?: PersonId; comment?: CommentId; proposal?: ProposalId }>;
export type MatterList = With<Schemas["MatterList"], { items: Matter[] }>;
