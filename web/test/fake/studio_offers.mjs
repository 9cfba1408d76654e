// The optimiser of the fake server: a job of some ticks whose result, stopped or not, is an offer.
import { emit } from "./emit.mjs";
import { Refusal } from "./refusal.mjs";
import { planIn, written } from "./studio.mjs";
import { betterMoves, boardOf, effectOf, figuresOf, toleranceOf, totalsOf, unitsOf } from "./studio_board.mjs";
import { newId } from "./world.mjs";

const TICKS = 12;
const MOVES = 24;

// Makes an offer of what would move.
export function fill(world, plan, held, moves) {
  const board = boardOf(world, plan);
  const data = unitsOf(world, plan.dataset);
  const next = { ...board, of: [...board.of] };
  for (const [place, to] of moves) next.of[place] = to;
  const [was, is] = [figuresOf(data, board), figuresOf(data, next)];
  const touched = [...new Set(moves.flatMap(([place, to]) => [board.of[place], to]))].sort((a, b) => a - b);
  const [before, after] = [was, is].map((figures) => figures.filter(({ index }) => touched.includes(index)));
  Object.assign(held.offer, { revision: board.changes.length, units_moved: moves.length, before: totalsOf(was, toleranceOf(plan)), after: totalsOf(is, toleranceOf(plan)), state: "open" });
  Object.assign(held, { territory_of: moves, territories_before: before, territories_after: after, ...effectOf(before, after, toleranceOf(plan)) });
}

function search(world, plan, job, held, scope) {
  let tick = 0;
  function step() {
    tick++;
    const isOver = tick >= TICKS || job.is_cancel_requested;
    Object.assign(job, { state: "running", progress: Math.min(1, tick / TICKS), message: `Best so far: ${(52_000 - 400 * tick).toLocaleString("en-US")} km, worst deviation ${(5 - (3 * tick) / TICKS).toFixed(2)}%` });
    if (isOver) {
      fill(world, plan, held, betterMoves(unitsOf(world, plan.dataset), boardOf(world, plan), scope, Math.max(2, Math.round((MOVES * tick) / TICKS))));
      Object.assign(job, { state: job.is_cancel_requested ? "cancelled" : "succeeded", message: "", finished_at: new Date().toISOString() });
    }
    emit(world, "job.updated", job);
    if (!isOver) setTimeout(step, world.tickMs).unref();
  }
  setTimeout(step, world.tickMs).unref();
}

export function jobOf(world, kind, plan, session) {
  const at = new Date().toISOString();
  const job = { id: newId("job"), kind, title: plan.name, state: "queued", progress: 0, message: "", created_by: session.person.id, created_at: at, run_at: at, is_cancel_requested: false, attempts: 1 };
  world.jobs.unshift(job);
  return job;
}

// Held by the plan's board, still to be filled. Those of a front are no offers of the list until they are accepted.
export function newOffer(world, plan, job, request, isOfFront = false) {
  const board = boardOf(world, plan);
  const offer = { id: newId("offer"), plan: plan.id, at: new Date().toISOString(), by: job.created_by, job: job.id, revision: board.changes.length, territories: request.territories ?? [], request, units_moved: 0, state: "running" };
  const held = { offer, isOfFront, territory_of: [], territories_before: [], territories_after: [], breaks: [], mends: [], changed_since: [] };
  board.offers.unshift(held);
  return held;
}

function offerIn(world, plan, id) {
  const found = boardOf(world, plan).offers.find(({ offer }) => offer.id === id);
  if (!found) throw new Refusal(404, "Not found", "There is no such offer.", "H020");
  return found;
}

export const offerRoutes = {
  "POST /plans/:id/optimisations": ({ world, id, session, body, response }) => {
    const plan = planIn(world, id);
    const job = jobOf(world, "planning.optimise", plan, session);
    world.studio.asked = body;
    const held = newOffer(world, plan, job, body);
    const { offer } = held;
    search(world, plan, job, held, body.territories ?? []);
    response.statusCode = 202;
    return { offer, job };
  },
  "GET /plans/:id/offers": ({ world, id }) => ({ items: boardOf(world, planIn(world, id)).offers.filter(({ offer, isOfFront }) => !isOfFront || offer.state === "accepted").map(({ offer }) => offer) }),
  "GET /plans/:id/offers/:offer": ({ world, id, params }) => {
    const { offer, isOfFront: _, ...detail } = offerIn(world, planIn(world, id), params.offer);
    return { ...offer, ...detail };
  },
  "POST /plans/:id/offers/:offer/acceptance": ({ world, id, params, session, body }) => {
    const plan = planIn(world, id);
    const { offer, territory_of } = offerIn(world, plan, params.offer);
    const taken = body.territories;
    const answer = written(world, plan, session.person.id, {
      kind: "offer",
      reason: body.reason,
      act: (next) => {
        for (const [place, to] of territory_of) if (!taken || taken.includes(to) || taken.includes(next.of[place])) next.of[place] = to;
      },
    });
    offer.state = "accepted";
    return answer;
  },
  "DELETE /plans/:id/offers/:offer": ({ world, id, params, response }) => {
    offerIn(world, planIn(world, id), params.offer).offer.state = "dismissed";
    response.statusCode = 204;
  },
};
