// Proposals on the fake server (docs/spec/plan-discussion.md): moves that wait for a decision, votes, and the window for challenges with its rule.
import { talkOf } from "./discussion.mjs";
import { emit } from "./emit.mjs";
import { Refusal } from "./refusal.mjs";
import { boardOf, unitsOf } from "./studio_board.mjs";
import { changed, planIn, refuse, written } from "./studio.mjs";
import { newId, ROLE_PERMISSIONS } from "./world.mjs";

const STATES = ["draft", "in_review"];
const isManager = (person) => person.roles.some((role) => ROLE_PERMISSIONS[role].includes("plans.manage"));

function checkManager(person) {
  if (!isManager(person)) throw new Refusal(403, "Not allowed", "This needs plans.manage.", "I001");
}

function proposalIn(world, plan, id) {
  const found = talkOf(world, plan).proposals.find((one) => one.id === id);
  if (!found) throw new Refusal(404, "Not found", "There is no such proposal.", "P130");
  return found;
}

const tell = (world, plan, proposal) => emit(world, "plan.proposal", { id: plan.id, ...(proposal ? { proposal: proposal.id, state: proposal.state } : {}) });

// Units as their places, as they are to move; refused where there is no such unit.
function movesOf(world, plan, { moves }) {
  const data = unitsOf(world, plan.dataset);
  const board = boardOf(world, plan);
  return moves.flatMap(({ to, units }) =>
    units.map((unit) => {
      if (!data.placeOf.has(unit)) refuse("P101", `The data set has no unit ${unit}.`, undefined, 400);
      return { unit, from: board.of[data.placeOf.get(unit)], to };
    }),
  );
}

function beside(world, plan, moves) {
  const { placeOf } = unitsOf(world, plan.dataset);
  const board = boardOf(world, plan);
  const left = moves.filter(({ unit, to }) => board.of[placeOf.get(unit)] !== to);
  const moved = left.filter(({ unit, from }) => board.of[placeOf.get(unit)] !== from || board.locks.has(placeOf.get(unit))).map(({ unit }) => unit);
  const act = (next) => left.forEach(({ unit, to }) => (next.of[placeOf.get(unit)] = to));
  return { left, moved, act };
}

function effectFor(world, plan, person, moves) {
  return changed(world, plan, person.id, { kind: "proposal", isPreview: true, act: beside(world, plan, moves).act }).told();
}

const isOpenWindow = (window) => window !== null && Date.parse(window.closes_at) > Date.now();

// It breaks nothing, and no territory comes further outside its tolerance.
function meetsRule(world, plan, proposal, effect) {
  const { window } = talkOf(world, plan);
  if (!proposal.is_challenge || !isOpenWindow(window) || !window.accepts_itself || !effect || effect.breaks.length > 0) return false;
  const tolerance = plan.request.balance[0].tolerance;
  const grows = effect.after.some((then) => Math.abs(then.deviations.population) > tolerance && Math.abs(then.deviations.population) > Math.abs(effect.before.find(({ index }) => index === then.index).deviations.population));
  return !grows && counted(proposal, "for") - counted(proposal, "against") >= window.votes_needed;
}

const counted = (proposal, vote) => [...proposal.votes.values()].filter((one) => one === vote).length;

const shown = ({ votes, ...proposal }, person) => ({ ...proposal, votes_for: counted({ votes }, "for"), votes_against: counted({ votes }, "against"), my_vote: votes.get(person.id) ?? "none" });

function view(world, plan, proposal, person) {
  const { moved } = beside(world, plan, proposal.moves);
  const isOpen = proposal.state === "open";
  const effect = isOpen && moved.length === 0 ? effectFor(world, plan, person, proposal.moves) : undefined;
  return { ...shown(proposal, person), ...(effect ? { effect } : {}), moved_since: isOpen ? moved : [], meets_rule: isOpen && meetsRule(world, plan, proposal, effect) };
}

function accept(world, plan, proposal, person, byRule) {
  const { moved, act } = beside(world, plan, proposal.moves);
  if (moved.length > 0) refuse("P135", `Units were moved or locked since: ${moved.slice(0, 5).join(", ")}.`, moved.slice(0, 5).map((unit) => `Unit ${unit} was moved or locked since.`));
  const { change } = written(world, plan, person.id, { kind: "proposal", reason: proposal.reason, act, states: STATES });
  if (change) boardOf(world, plan).changes[change.number - 1].proposal = proposal.id;
  Object.assign(proposal, { state: "accepted", decided: { at: new Date().toISOString(), by: person.id, by_rule: byRule, ...(change ? { change: change.number } : {}) } });
}

function byRule(world, plan, proposal, person) {
  if (view(world, plan, proposal, person).meets_rule) accept(world, plan, proposal, person, true);
}

function add(world, plan, person, body) {
  const { window, proposals } = talkOf(world, plan);
  if (!STATES.includes(plan.state) || (window && !isOpenWindow(window))) refuse("P131", "The plan takes no proposals now.");
  const moves = movesOf(world, plan, body).filter(({ from, to }) => from !== to);
  if (moves.length === 0) refuse("P132", "Nothing would move.", undefined, 400);
  const proposal = { id: newId("proposal"), plan: plan.id, state: "open", at: new Date().toISOString(), by: person.id, ...(body.reason ? { reason: body.reason } : {}), is_challenge: window !== null, moves, units: moves.length, votes: new Map() };
  proposals.unshift(proposal);
  byRule(world, plan, proposal, person);
  tell(world, plan, proposal);
  return proposal;
}

function decide(world, plan, proposal, person, { decision, reason }) {
  if (proposal.state !== "open") refuse("P133", "It was decided already.");
  if (decision === "withdraw") {
    if (proposal.by !== person.id) throw new Refusal(403, "Not allowed", "This is somebody else's proposal.", "P134");
    Object.assign(proposal, { state: "withdrawn", decided: { at: new Date().toISOString(), by: person.id, by_rule: false } });
  } else {
    checkManager(person);
    if (decision === "accept") accept(world, plan, proposal, person, false);
    else if (!reason?.trim()) refuse("P109", "Say why.", ["Say why."], 400);
    else Object.assign(proposal, { state: "declined", decided: { at: new Date().toISOString(), by: person.id, by_rule: false, reason } });
  }
  tell(world, plan, proposal);
}

export const proposalRoutes = {
  "GET /plans/:id/proposals": ({ world, id, session, query }) => ({
    items: talkOf(world, planIn(world, id)).proposals.filter(({ state }) => !query.get("state") || state === query.get("state")).map((one) => shown(one, session.person)),
  }),
  "GET /plans/:id/proposals/:proposal": ({ world, id, params, session }) => {
    const plan = planIn(world, id);
    return view(world, plan, proposalIn(world, plan, params.proposal), session.person);
  },
  "POST /plans/:id/proposals/preview": ({ world, id, session, body }) => {
    const plan = planIn(world, id);
    return effectFor(world, plan, session.person, movesOf(world, plan, body));
  },
  "POST /plans/:id/proposals": ({ world, id, session, body, response }) => {
    const plan = planIn(world, id);
    response.statusCode = 201;
    return view(world, plan, add(world, plan, session.person, body), session.person);
  },
  "PUT /plans/:id/proposals/:proposal/vote": ({ world, id, params, session, body }) => {
    const plan = planIn(world, id);
    const proposal = proposalIn(world, plan, params.proposal);
    if (proposal.state !== "open") refuse("P133", "It was decided already.");
    if (proposal.by === session.person.id) throw new Refusal(403, "Not allowed", "Nobody votes on their own proposal.", "P134");
    if (body.vote === "none") proposal.votes.delete(session.person.id);
    else proposal.votes.set(session.person.id, body.vote);
    byRule(world, plan, proposal, session.person);
    tell(world, plan, proposal);
    return view(world, plan, proposal, session.person);
  },
  "POST /plans/:id/proposals/:proposal/decision": ({ world, id, params, session, body }) => {
    const plan = planIn(world, id);
    const proposal = proposalIn(world, plan, params.proposal);
    decide(world, plan, proposal, session.person, body);
    return view(world, plan, proposal, session.person);
  },
  "GET /plans/:id/challenges": ({ world, id, response }) => {
    const { window } = talkOf(world, planIn(world, id));
    if (!window) return void (response.statusCode = 204);
    const { opened_at: _, ...told } = window;
    return told;
  },
  "PUT /plans/:id/challenges": ({ world, id, session, body }) => {
    const plan = planIn(world, id);
    checkManager(session.person);
    if (!STATES.includes(plan.state)) refuse("P131", "Challenges are for drafts and plans in review.");
    talkOf(world, plan).window = { ...body, opened_at: new Date().toISOString() };
    tell(world, plan);
    return body;
  },
  "DELETE /plans/:id/challenges": ({ world, id, session, response }) => {
    const plan = planIn(world, id);
    checkManager(session.person);
    talkOf(world, plan).window = null;
    tell(world, plan);
    response.statusCode = 204;
  },
};
