// The studio of the fake server (docs/spec/plan-studio.md): boards, changes with undo and redo, who was quicker, scenarios, states, activation.
import { approvalRoutes, checkSteps } from "./approvals.mjs";
import { emit } from "./emit.mjs";
import { factRoutes } from "./studio_facts.mjs";
import { Refusal } from "./refusal.mjs";
import { boardOf, copyOf, effectOf, figuresOf, toleranceOf, totalsOf, unitsOf } from "./studio_board.mjs";
import { brokenCount, demandAct, demandDifference, demandEffect, demandsAsked } from "./studio_demands.mjs";
import { mergeRoutes } from "./studio_merge.mjs";
import { frontRoutes } from "./studio_fronts.mjs";
import { offerRoutes } from "./studio_offers.mjs";
import { finishedPlan, newId } from "./world.mjs";

const MOVES = { draft: ["in_review", "archived"], in_review: ["approved", "draft"], approved: ["active", "draft", "archived"], active: ["archived"], archived: ["draft"] };

export function planIn(world, id) {
  const plan = world.plans.find((one) => one.id === id);
  if (!plan) throw new Refusal(404, "Not found", `There is no ${id}.`, "H020");
  return plan;
}

export const refuse = (rule, detail, errors, status = 409) => {
  throw new Refusal(status, status === 409 ? "It cannot be done now" : "The request is not valid", detail, rule, errors?.map((message) => ({ pointer: "", rule, message })));
};

function shownName(change, by) {
  return change ? { number: change.number, kind: change.kind, units: change.units, by } : undefined;
}
const named = (board, number) => board.changes.find((one) => one.number === number);
const tops = (board, by) => ({ undo: shownName(named(board, board.undo.get(by)?.at(-1)), by), redo: shownName(named(board, board.redo.get(by)?.at(-1)), by) });

function shownTotals(figures, board, plan) {
  const totals = totalsOf(figures, toleranceOf(plan));
  return { ...totals, violations: totals.violations + brokenCount(board) };
}

function shownBoard(world, plan, by) {
  const board = boardOf(world, plan);
  const figures = figuresOf(unitsOf(world, plan.dataset), board);
  return { plan: plan.id, revision: board.changes.length, state: plan.state, territories: figures, territory_of: board.of, locked: [...board.locks], demands: board.demands, totals: shownTotals(figures, board, plan), ...tops(board, by), ...(plan.parent ? { base: { plan: plan.parent, name: planIn(world, plan.parent).name } } : {}) };
}

const shownChange = ({ before: _, after: __, ...change }) => change;

// Makes the board what `act` makes of it; tells what that does, and writes it as a change unless it is only asked for.
export function changed(world, plan, by, { kind, act, reason, takes_back, isPreview = false, states = ["draft"] }) {
  const board = boardOf(world, plan);
  if (!isPreview && !states.includes(plan.state)) refuse("P100", "The plan is not a draft: it changes through a scenario.");
  const data = unitsOf(world, plan.dataset);
  const before = copyOf(board);
  const was = figuresOf(data, before);
  const next = copyOf(board);
  act(next, data);
  const is = figuresOf(data, next);
  const moved = next.of.flatMap((to, place) => (before.of[place] === to ? [] : [[place, to]]));
  const locked = [...next.locks].filter((place) => !before.locks.has(place));
  const unlocked = [...before.locks].filter((place) => !next.locks.has(place));
  const touched = new Set([...moved.flatMap(([place, to]) => [before.of[place], to]), ...next.names.flatMap(({ name }, index) => (before.names[index]?.name === name ? [] : [index]))]);
  const { demanded, released } = demandDifference(before, next);
  const demands = demanded.length + released.length;
  for (const index of next.names.keys()) if (was[index]?.pieces !== is[index].pieces) touched.add(index);
  const isNothing = moved.length + locked.length + unlocked.length + demands + touched.size === 0;
  const isWritten = !isPreview && !isNothing;
  let change;
  if (isWritten) {
    Object.assign(board, next);
    change = { number: board.changes.length + 1, kind, at: new Date().toISOString(), by, ...(reason ? { reason } : {}), units: new Set([...moved.map(([place]) => place), ...locked, ...unlocked, ...[...demanded, ...released].flatMap(({ units }) => units)]).size, territories: [...touched], ...(demands > 0 ? { demanded: demanded.length, released: released.length } : {}), ...(takes_back ? { takes_back } : {}), before, after: next };
    board.changes.push(change);
  }
  const after = is.filter(({ index }) => touched.has(index));
  const then = was.filter(({ index }) => touched.has(index));
  const [figures, wishes] = [effectOf(then, after, toleranceOf(plan)), demandEffect(before, next)];
  const told = () => ({
    written: isWritten, revision: board.changes.length, territory_count: next.names.length, ...(change ? { change: shownChange(change) } : {}), territory_of: moved, locked, unlocked, demanded, released, before: then, after, totals_before: shownTotals(was, before, plan), totals: shownTotals(is, next, plan),
    breaks: [...figures.breaks, ...wishes.breaks], mends: [...figures.mends, ...wishes.mends], ...tops(board, by),
  });
  return { change, told, tell: () => isWritten && emit(world, "plan.changed", { id: plan.id, revision: board.changes.length, number: change.number, by }) };
}

// A change of one's own, which can be undone.
export function written(world, plan, by, wish) {
  const board = boardOf(world, plan);
  const { change, told, tell } = changed(world, plan, by, wish);
  if (change) {
    board.undo.set(by, [...(board.undo.get(by) ?? []), change.number]);
    board.redo.set(by, []);
  }
  tell();
  return told();
}

// Who moved one of the units since the revision that was looked at, other than oneself.
function quicker(board, by, revision, places) {
  const wanted = new Set(places);
  for (const change of board.changes.slice(revision)) {
    const units = [...wanted].filter((place) => change.by !== by && change.before?.of[place] !== change.after?.of[place]);
    if (units.length > 0) return { number: change.number, units };
  }
  return null;
}

function actOf(world, plan, by, body) {
  const board = boardOf(world, plan);
  const data = unitsOf(world, plan.dataset);
  const asked = (body.moves ?? []).flatMap(({ units }) => units);
  const wished = [...(body.demand ?? []), ...(body.release ?? [])].flatMap(({ units }) => units);
  const unknown = [...asked, ...wished].filter((code) => !data.placeOf.has(code));
  if (unknown.length > 0) refuse("P101", `The data set has no unit ${unknown[0]}.`, unknown.map((code) => `There is no unit ${code}.`), 400);
  const places = asked.map((code) => data.placeOf.get(code));
  const first = quicker(board, by, body.revision, places);
  if (first) {
    const codes = first.units.map((place) => data.units[place].code);
    const text = `Change ${first.number} was made since you looked, and concerns unit(s) ${codes.join(", ")}. Look at the plan as it is now and ask again.`;
    refuse("P103", text, [text]);
  }
  const isFreed = new Set((body.unlock ?? []).map((code) => data.placeOf.get(code)));
  const held = (body.moves ?? []).flatMap(({ to, units }) => units.filter((code) => board.locks.has(data.placeOf.get(code)) && !isFreed.has(data.placeOf.get(code)) && board.of[data.placeOf.get(code)] !== to));
  if (held.length > 0) refuse("P102", `${held.length === 1 ? `Unit ${held[0]} is` : `${held.length} units are`} locked. Unlock first, or leave out: ${held.slice(0, 5).join(", ")}.`, held.slice(0, 5).map((code) => `Unit ${code} is locked.`));
  const makeDemands = demandAct(demandsAsked(world, data, board, body));
  return (next) => {
    makeDemands(next);
    for (const { name } of body.add ?? []) next.names.push({ id: newId("territory"), name, colour: next.names.length % 6 });
    for (const { index, name } of body.rename ?? []) next.names[index].name = name;
    for (const code of body.unlock ?? []) next.locks.delete(data.placeOf.get(code));
    for (const code of body.lock ?? []) next.locks.add(data.placeOf.get(code));
    for (const { to, units } of body.moves ?? []) for (const code of units) next.of[data.placeOf.get(code)] = to;
  };
}

// What a change made other than before, made as it was then; refused where somebody moved it on.
function takenBack(world, change, board, from, to) {
  const places = from.of.flatMap((own, place) => (own === to.of[place] ? [] : [place]));
  const gone = places.filter((place) => board.of[place] !== from.of[place]);
  if (gone.length > 0) refuse("P103", `Change ${change.number} cannot be taken back: ${gone.length} of its units were moved on since.`);
  return (next) => {
    for (const place of places) next.of[place] = to.of[place];
    for (const place of from.locks) if (!to.locks.has(place)) next.locks.delete(place);
    for (const place of to.locks) if (!from.locks.has(place)) next.locks.add(place);
    const { demanded, released } = demandDifference(from, to);
    demandAct({ made: demanded, released })(next);
    to.names.forEach(({ name }, index) => from.names[index] && from.names[index].name !== name && (next.names[index].name = name));
    if (to.names.length < from.names.length) next.names.splice(to.names.length);
    else next.names.push(...to.names.slice(from.names.length).map((one) => ({ ...one })));
  };
}

function undo(world, plan, by) {
  const board = boardOf(world, plan);
  const change = named(board, board.undo.get(by)?.at(-1));
  if (!change) refuse("P107", "There is nothing of yours to undo.");
  const made = changed(world, plan, by, { kind: "undo", takes_back: change.number, act: takenBack(world, change, board, change.after, change.before) });
  board.undo.get(by).pop();
  board.redo.set(by, [...(board.redo.get(by) ?? []), change.number]);
  made.tell();
  return made.told();
}

function redo(world, plan, by) {
  const board = boardOf(world, plan);
  const change = named(board, board.redo.get(by)?.at(-1));
  if (!change) refuse("P107", "There is nothing to redo.");
  const made = changed(world, plan, by, { kind: "redo", takes_back: change.number, act: takenBack(world, change, board, change.before, change.after) });
  board.redo.get(by).pop();
  board.undo.set(by, [...(board.undo.get(by) ?? []), change.number]);
  made.tell();
  return made.told();
}

function restored(board, data, number) {
  const then = number === 0 ? { of: board.changes[0]?.before?.of ?? board.of, locks: new Set(), demands: board.changes[0]?.before?.demands ?? board.demands } : named(board, number)?.after;
  return (next) => {
    if (!then) return;
    if (number > 0) next.names = then.names.map((one) => ({ ...one }));
    next.of = [...then.of];
    next.locks = new Set(then.locks);
    next.demands = [...then.demands];
  };
}

export function stepped(world, plan, session, { to, reason }) {
  if (!MOVES[plan.state].includes(to)) refuse("P110", `A plan that is ${plan.state} cannot become ${to}.`);
  const board = boardOf(world, plan);
  const sent = board.changes.findLast(({ state }) => state === "in_review");
  if (to === "approved" && sent?.by === session.person.id) refuse("P110", "Whoever sent a plan to review cannot approve it: ask another planner.");
  if (to !== "approved") board.approvals = new Map();
  board.changes.push({ number: board.changes.length + 1, kind: "state", at: new Date().toISOString(), by: session.person.id, units: 0, territories: [], state: to, ...(reason ? { reason } : {}) });
  plan.state = to;
  emit(world, "plan.updated", { id: plan.id });
  return plan;
}

const planning = {
  "GET /datasets/:id/map": ({ world, id }) => unitsOf(world, id).topology,
  "GET /datasets/:id/units": ({ world, id }) => {
    const { units, measures } = unitsOf(world, id);
    return { units: units.map(({ code }) => code), lon: units.map(({ lon }) => lon), lat: units.map(({ lat }) => lat), measures };
  },
  "GET /plans/:id/board": ({ world, id, session }) => shownBoard(world, planIn(world, id), session.person.id),
  "POST /plans/:id/changes": ({ world, id, session, body }) => {
    const plan = planIn(world, id);
    return written(world, plan, session.person.id, { kind: "edit", reason: body.reason, act: actOf(world, plan, session.person.id, body) });
  },
  "POST /plans/:id/changes/preview": ({ world, id, session, body }) => {
    const plan = planIn(world, id);
    return changed(world, plan, session.person.id, { kind: "edit", isPreview: true, act: actOf(world, plan, session.person.id, body) }).told();
  },
  "GET /plans/:id/changes": ({ world, id, query }) => {
    const all = [...boardOf(world, planIn(world, id)).changes].reverse().map(shownChange);
    const [from, limit] = [Number(query.get("cursor") || 0), Number(query.get("limit") ?? 50)];
    return { items: all.slice(from, from + limit), ...(from + limit < all.length ? { next: String(from + limit) } : {}) };
  },
  "POST /plans/:id/undo": ({ world, id, session }) => undo(world, planIn(world, id), session.person.id),
  "POST /plans/:id/redo": ({ world, id, session }) => redo(world, planIn(world, id), session.person.id),
  "POST /plans/:id/restore": ({ world, id, session, body }) => {
    const plan = planIn(world, id);
    return written(world, plan, session.person.id, { kind: "restore", reason: body.reason, takes_back: body.number, act: restored(boardOf(world, plan), unitsOf(world, plan.dataset), body.number) });
  },
  "POST /plans/:id/scenarios": ({ world, id, body, response }) => {
    const plan = planIn(world, id);
    const own = boardOf(world, plan);
    const made = { ...finishedPlan(body.name), dataset: plan.dataset, request: plan.request, summary: plan.summary, parent: plan.id };
    world.plans.unshift(made);
    Object.assign(boardOf(world, made), copyOf(own), { base: { plan: plan.id, ...copyOf(own) } });
    response.statusCode = 201;
    return made;
  },
  "POST /plans/:id/state": ({ world, id, session, body }) => {
    const plan = planIn(world, id);
    if (body.to === "approved" && plan.state === "in_review") checkSteps(world, plan);
    return stepped(world, plan, session, body);
  },
  "POST /plans/:id/activation": ({ world, id, session, body, response }) => {
    const plan = planIn(world, id);
    if (plan.state !== "approved") refuse("P115", "Only an approved plan can be activated.");
    const at = new Date().toISOString();
    const job = { id: newId("job"), kind: "planning.activate", title: `Activation of ${plan.name}`, state: "succeeded", progress: 1, message: "", created_by: session.person.id, created_at: at, run_at: at, finished_at: at, is_cancel_requested: false, attempts: 1, result: { plan: plan.id, valid_from: body.valid_from } };
    world.jobs.unshift(job);
    const before = world.plans.find(({ state }) => state === "active");
    if (before) before.state = "archived";
    stepped(world, plan, session, { to: "active" });
    plan.activations = [{ id: newId("activation"), job: job.id, valid_from: body.valid_from, country: body.country, at, by: session.person.id, accounts: 12, territories_added: 2, tasks: 3, ...(before ? { plan_before: before.id } : {}) }, ...(plan.activations ?? [])];
    response.statusCode = 202;
    plan.valid_from = body.valid_from;
    return { job };
  },
  "GET /plans/:id/activations": ({ world, id }) => ({ items: planIn(world, id).activations ?? [] }),
  "POST /plans/:id/rollback": ({ world, id, session, body, response }) => {
    const plan = planIn(world, id);
    const [made] = plan.activations ?? [];
    if (plan.state !== "active" || !made) refuse("P140", "Only the plan that is active can be rolled back.");
    const at = new Date().toISOString();
    const job = { ...world.jobs.find((one) => one.id === made.job), id: newId("job"), kind: "planning.rollback", title: plan.name, created_at: at, run_at: at, finished_at: at, result: { plan: plan.id } };
    world.jobs.unshift(job);
    const { changes } = boardOf(world, plan);
    changes.push({ number: changes.length + 1, kind: "state", at, by: session.person.id, units: 0, territories: [], state: "approved", reason: body.reason });
    plan.state = "approved";
    emit(world, "plan.updated", { id: plan.id });
    const before = world.plans.find((one) => one.id === made.plan_before);
    if (before) before.state = "active";
    made.rolled_back = { at, by: session.person.id, accounts: 12, moved_since: 0, closed: 2, kept: 0 };
    response.statusCode = 202;
    return { job };
  },
  "POST /plans/:id/activation/preview": () => ({ added: [{ id: newId("territory"), name: "Territory 1" }, { id: newId("territory"), name: "Territory 2" }], accounts: { moves: 12, gaps: 3, conflicts: 2 } }),
};

export const studioRoutes = { ...planning, ...offerRoutes, ...frontRoutes, ...mergeRoutes, ...approvalRoutes, ...factRoutes };
