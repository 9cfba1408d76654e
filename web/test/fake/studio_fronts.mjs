// Fronts of the fake server: a point a tick, each an offer. What moves is real, by how much that helps is made up: the fake's board is too even to be bettered.
import { emit } from "./emit.mjs";
import { Refusal } from "./refusal.mjs";
import { planIn } from "./studio.mjs";
import { boardOf, figuresOf, toleranceOf, totalsOf, unitsOf } from "./studio_board.mjs";
import { fill, jobOf, newOffer } from "./studio_offers.mjs";

// For each of four caps three tolerances, as the server's demands.
const COUNTS = [4, 6, 9, 12, 17, 21, 30, 38, 45, 60, 76, 90];

// Units that go to the territory east of them.
function eastward({ columns }, { of, locks }, count) {
  const border = of.flatMap((own, place) => (!locks.has(place) && (place + 1) % columns !== 0 && of[place + 1] !== own ? [[place, of[place + 1]]] : []));
  const step = border.length / count;
  return Array.from({ length: count }, (_, index) => border[Math.floor(index * step)]);
}

function addPoint(world, plan, job, request, index) {
  const held = newOffer(world, plan, job, request, true);
  fill(world, plan, held, eastward(unitsOf(world, plan.dataset), boardOf(world, plan), COUNTS[index]));
  const { before, after } = held.offer;
  const [cap, tolerance] = [Math.floor(index / 3), index % 3];
  const isWorse = index % 5 === 3;
  after.worst_deviation.population = before.worst_deviation.population * (0.92 - 0.26 * tolerance - 0.05 * cap + (isWorse ? 0.12 : 0));
  after.rms_km = before.rms_km * (1.01 + 0.05 * tolerance - 0.035 * cap + (isWorse ? 0.06 : 0));
  emit(world, "plan.offer", { id: held.offer.id, plan: plan.id });
}

function search(world, plan, job, request) {
  let found = 0;
  function step() {
    const isOver = found >= COUNTS.length || job.is_cancel_requested;
    if (!isOver) addPoint(world, plan, job, request, found++);
    Object.assign(job, { state: "running", progress: found / COUNTS.length, message: `${Math.min(found + 1, COUNTS.length)} of ${COUNTS.length}` });
    if (isOver) Object.assign(job, { state: job.is_cancel_requested ? "cancelled" : "succeeded", message: "", finished_at: new Date().toISOString(), result: { plan: plan.id, points: found, skipped: 0 } });
    emit(world, "job.updated", job);
    if (!isOver) setTimeout(step, world.tickMs).unref();
  }
  setTimeout(step, world.tickMs).unref();
}

const givenBy = (totals, moved) => ({ travel_km: totals.rms_km, deviation: Math.max(...Object.values(totals.worst_deviation).map(Math.abs)), moved });
const KINDS = ["travel_km", "deviation", "moved"];
const isBeaten = (one, all) => all.some((other) => KINDS.every((kind) => other[kind] <= one[kind]) && KINDS.some((kind) => other[kind] < one[kind]));

// The jobs of those that were asked for, newest first.
const frontsOf = (world, plan) => (boardOf(world, plan).fronts ??= []);
const pointsOf = (world, plan, job) => boardOf(world, plan).offers.filter(({ offer }) => offer.job === job).reverse();

function shownFront(world, plan, job) {
  const held = pointsOf(world, plan, job);
  if (!frontsOf(world, plan).some(({ id }) => id === job)) throw new Refusal(404, "Not found", `This plan has no front ${job}.`, "P124");
  if (held.length === 0) return { job, present: givenBy(totalsOf(figuresOf(unitsOf(world, plan.dataset), boardOf(world, plan)), toleranceOf(plan)), 0), is_present_on_front: true, points: [] };
  const { values } = unitsOf(world, plan.dataset).measures[0];
  const whole = values.reduce((all, value) => all + value, 0);
  const present = givenBy(held[0].offer.before, 0);
  const gives = held.map(({ offer, territory_of }) => givenBy(offer.after, territory_of.reduce((all, [place]) => all + values[place], 0) / whole));
  const all = [present, ...gives];
  return { job, present, is_present_on_front: !isBeaten(present, all), points: held.map(({ offer }, index) => ({ offer, gives: gives[index], is_on_front: !isBeaten(gives[index], all) })) };
}

export const frontRoutes = {
  "POST /plans/:id/fronts": ({ world, id, session, body, response }) => {
    const plan = planIn(world, id);
    const job = jobOf(world, "planning.front", plan, session);
    world.studio.asked = body;
    frontsOf(world, plan).unshift(job);
    search(world, plan, job, body);
    response.statusCode = 202;
    return { job };
  },
  "GET /plans/:id/fronts": ({ world, id }) => {
    const plan = planIn(world, id);
    return { items: frontsOf(world, plan).map((job) => ({ job: job.id, state: job.state, at: job.created_at, by: job.created_by, points: pointsOf(world, plan, job.id).length })) };
  },
  "GET /plans/:id/fronts/:job": ({ world, id, params }) => shownFront(world, planIn(world, id), params.job),
};
