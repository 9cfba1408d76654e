// The market of the fake server: the ideal customer, its scores and its fit to closed deals, company goals (docs/spec/market.md). Lifts and effects are
// rough: enough of them to look at, without the intervals' arithmetic.
import { found, stageNamed } from "./crm.mjs";
import { conditionOf } from "./crm_formula.mjs";
import { emit } from "./emit.mjs";
import { Refusal } from "./refusal.mjs";
import { newId } from "./world.mjs";

const now = () => new Date().toISOString();
const profileIn = ({ market }, state) => market.profiles.find((one) => one.state === state) ?? null;
const fault = (pointer, rule, message) => ({ pointer, rule, message });
const refuse = (faults) => {
  if (faults.length > 0) throw new Refusal(400, "The request is not valid", faults[0].message, faults[0].rule, faults);
};

function checkVersion(one, request, isNew) {
  const wanted = request.headers["if-match"];
  if (isNew && wanted === "*") return;
  if (!one) throw new Refusal(412, "Changed since it was read", "It is not there any more.", "M034");
  if (wanted !== "*" && wanted !== `"${one.version}"`) throw new Refusal(412, "Changed since it was read", "It was changed by someone else since you read it.", "M034");
}

function checkProfile(world, { name, criteria }) {
  const faults = name.trim() ? [] : [fault("/name", "M031", "A name has 1 to 200 characters.")];
  criteria.forEach((one, index) => {
    try {
      conditionOf(world, one.formula);
    } catch (error) {
      faults.push(fault(`/criteria/${index}/formula`, error.rule, error.message));
    }
    if (criteria.findIndex(({ name: own }) => own === one.name) < index) faults.push(fault(`/criteria/${index}/name`, "M032", "Each criterion has a name of its own."));
  });
  refuse(faults);
}

function chosen(world, query) {
  const asked = query.get("profile");
  const profile = asked ? profileIn(world, asked) : (profileIn(world, "active") ?? profileIn(world, "draft"));
  if (!profile) throw new Refusal(404, "Not found", "There is no such profile.", "M030");
  return profile;
}

function markOf(world, { formula }, account) {
  const field = /^(\w+) [<>]/.exec(formula)?.[1];
  if (field && (account[field] ?? null) === null) return "unknown";
  return conditionOf(world, formula)(account) === true ? "held" : "failed";
}

function scoreOf(world, profile, account) {
  const marks = profile.criteria.map((one) => ({ ...one, mark: markOf(world, one, account) }));
  const sum = (wanted) => marks.reduce((total, { mark, weight }) => total + (wanted.includes(mark) ? weight : 0), 0);
  const all = sum(["held", "failed", "unknown"]);
  return { marks, score: (100 * sum(["held"])) / all, score_most: (100 * sum(["held", "unknown"])) / all };
}

const accountsOf = (world) => world.crm.records.account.filter(({ is_deleted }) => !is_deleted);
const meanOf = (rows) => ({ accounts: rows.length, mean: rows.length === 0 ? 0 : rows.reduce((total, { score }) => total + score, 0) / rows.length });

function scoresOf(world, profile, best) {
  const rows = accountsOf(world).map((account) => ({ account, ...scoreOf(world, profile, account) }));
  const territories = [...new Set(rows.map(({ account }) => account.territory).filter(Boolean))];
  const bins = Array(10).fill(0);
  for (const { score } of rows) bins[Math.min(9, Math.floor(score / 10))]++;
  const count = (index, wanted) => rows.filter(({ marks }) => marks[index].mark === wanted).length;
  return {
    profile, all: meanOf(rows), bins, without_rate: 0,
    nowhere: meanOf(rows.filter(({ account }) => !account.territory)),
    territories: territories.map((territory) => ({ territory, ...meanOf(rows.filter(({ account }) => account.territory === territory)) })),
    criteria: profile.criteria.map(({ name, weight }, index) => ({ name, weight, held: count(index, "held"), failed: count(index, "failed"), unknown: count(index, "unknown") })),
    best: [...rows].sort((a, b) => b.score - a.score).slice(0, best).map(({ account, score, score_most }) => ({ account: account.id, name: account.name, ...(account.territory ? { territory: account.territory } : {}), score, score_most })),
  };
}

function fitOf(world, criteria) {
  const closed = world.crm.records.opportunity.filter(({ is_deleted, stage }) => !is_deleted && stageNamed(world.crm, stage)?.outcome !== "open");
  const deals = closed.map(({ account, stage }) => ({ isWon: stageNamed(world.crm, stage).outcome === "won", account: found(world, "account", account) }));
  const tally = (some) => {
    const won = some.filter(({ isWon }) => isWon).length;
    return { won, lost: some.length - won, ...(some.length > 0 ? { rate: won / some.length } : {}) };
  };
  const judged = criteria.map((one) => {
    const part = (mark) => tally(deals.filter(({ account }) => markOf(world, one, account) === mark));
    const [held, failed, unknown] = [part("held"), part("failed"), part("unknown")];
    const few = held.won + held.lost < 5 ? "few_held" : failed.won + failed.lost < 5 ? "few_failed" : null;
    const base = { ...one, held, failed, unknown, akin: [] };
    if (few) return { ...base, finding: few };
    const estimate = failed.rate ? held.rate / failed.rate : undefined;
    const effect = Math.log((held.won + 0.5) / (held.lost + 0.5)) - Math.log((failed.won + 0.5) / (failed.lost + 0.5));
    return { ...base, finding: "fitted", lift: estimate === undefined ? { least: 1.2 } : { estimate, least: estimate / 2, most: estimate * 2 }, effect: { estimate: effect, least: effect - 1.5, most: effect + 1.5 } };
  });
  const largest = Math.max(...judged.map(({ effect }) => effect?.estimate ?? 0));
  const weighed = judged.map((one) => (one.effect?.estimate > 0 ? { ...one, proposed_weight: Math.max(1, Math.round((100 * one.effect.estimate) / largest)) } : one));
  return { outcome: "fitted", accounts: new Set(deals.map(({ account }) => account.id)).size, without_rate: 0, all: tally(deals), criteria: weighed };
}

const told = (world, profile) => emit(world, "icp.updated", { id: profile.id, state: profile.state });

const icpRoutes = {
  "GET /icp": ({ world }) => ({ active: profileIn(world, "active"), draft: profileIn(world, "draft") }),
  "PUT /icp/draft": ({ world, body, request, response }) => {
    const old = profileIn(world, "draft");
    if (old && request.headers["if-match"] === "*") throw new Refusal(412, "Changed since it was read", "There is a draft already, which you have not read.", "M034");
    checkVersion(old, request, true);
    checkProfile(world, body);
    const draft = old ?? { id: newId("icp"), state: "draft", created_at: now(), version: Math.max(0, ...world.market.profiles.map(({ version }) => version)) };
    Object.assign(draft, body, { version: draft.version + 1 });
    if (!old) world.market.profiles.push(draft);
    response.setHeader("ETag", `"${draft.version}"`);
    told(world, draft);
    return draft;
  },
  "DELETE /icp/draft": ({ world, request, response }) => {
    const draft = profileIn(world, "draft");
    checkVersion(draft, request);
    Object.assign(draft, { state: "archived", version: draft.version + 1 });
    told(world, draft);
    response.statusCode = 204;
  },
  "POST /icp/activate": ({ world, request }) => {
    const [draft, active] = [profileIn(world, "draft"), profileIn(world, "active")];
    checkVersion(draft, request);
    if (active) active.state = "archived";
    Object.assign(draft, { state: "active", activated_at: now(), version: draft.version + 1 });
    told(world, draft);
    return draft;
  },
  "GET /icp/scores": ({ world, query }) => scoresOf(world, chosen(world, query), Number(query.get("best") ?? 20)),
  "POST /icp/fit": ({ world, body }) => fitOf(world, chosen(world, new URLSearchParams(body.profile ? { profile: body.profile } : {})).criteria),
  "GET /accounts/:id/icp": ({ world, id, query }) => {
    const profile = chosen(world, query);
    const { marks, score, score_most } = scoreOf(world, profile, found(world, "account", id));
    const value = { held: "true", failed: "false", unknown: "null" };
    const criteria = marks.map((one) => ({ ...one, clauses: [{ text: one.formula, value: value[one.mark] }] }));
    return { account: id, profile: profile.id, state: profile.state, score, score_most, is_without_rate: false, criteria };
  },
};

// Hamilton's method, as the server has it: what is left goes one by one to the largest remainders.
function divide({ target, accounts }, shares) {
  const total = target ? Math.round(Number(target.amount) * 100) : accounts;
  const sum = shares.reduce((all, { weight }) => all + weight, 0);
  const parts = shares.map((one) => ({ ...one, units: Math.floor((total * one.weight) / sum), rest: (total * one.weight) % sum }));
  const left = total - parts.reduce((all, { units }) => all + units, 0);
  const first = [...parts].sort((a, b) => b.rest - a.rest || a.territory.localeCompare(b.territory)).slice(0, left);
  for (const part of first) part.units++;
  return parts.map(({ territory, weight, units }) => ({ territory, weight, ...(target ? { amount: { amount: (units / 100).toFixed(2), currency: target.currency } } : { accounts: units }) }));
}

function objectiveIn(world, id, request) {
  const one = world.market.objectives.find((own) => own.id === id);
  if (!one) throw new Refusal(404, "Not found", "There is no such objective.", "M040");
  checkVersion(one, request);
  return one;
}

function write(world, one, change) {
  Object.assign(one, change, { version: one.version + 1 });
  one.shares = divide(one, one.shares);
  emit(world, "objective.updated", { id: one.id });
  return one;
}

// Of whatever has begun two fifths were reached, and of its shares by turns more and less.
function progressOf(one, today) {
  const day = (text) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
  const all = day(one.last_day) - day(one.first_day) + 1;
  const gone = Math.min(all, Math.max(0, day(today) - day(one.first_day) + 1));
  const figure = (units) => (one.target ? { amount: (units / 100).toFixed(2), currency: one.target.currency } : { accounts: Math.round(units) });
  const progress = ({ amount, accounts }, part) => {
    const target = amount ? Math.round(Number(amount.amount) * 100) : accounts;
    const [reached, expected] = [Math.round(target * part), Math.round((target * gone) / all)];
    const ratio = (a, b) => (b > 0 ? String(Math.round((1e6 * a) / b) / 1e6) : null);
    return {
      target: figure(target), reached: figure(reached), reached_share: ratio(reached, target), expected: figure(expected), pace: ratio(reached, expected), missing: figure(Math.max(0, target - reached)),
      needed_a_day: gone < all ? figure(Math.ceil(Math.max(0, target - reached) / (all - gone))) : null, unconverted: [],
    };
  };
  const begun = gone > 0 ? 1 : 0;
  const shares = one.shares.map((share, index) => ({ territory: share.territory, ...progress(share, begun * [0.7, 0.3, 0.5, 1.1][index % 4]) }));
  const whole = { ...progress({ amount: one.target, accounts: one.accounts }, begun * 0.4), unconverted: begun && one.target ? [{ currency: "JPY", amount: "120000", count: 2 }] : [] };
  return { objective: one.id, today, from: "documents", days: { kind: "working", gone, left: all - gone, all }, whole, elsewhere: { reached: figure(0), unconverted: [] }, shares, without_rate: 0 };
}

const objectiveRoutes = {
  "GET /objectives": ({ world }) => ({ items: [...world.market.objectives].sort((a, b) => b.first_day.localeCompare(a.first_day)) }),
  "POST /objectives": ({ world, body, response }) => {
    refuse(body.target && body.target.currency !== world.company.currency ? [fault("/target", "M043", "It is in another currency than the company reports in.")] : []);
    const one = write(world, { id: newId("objective"), created_at: now(), version: 0, shares: [], shared_by: "weights" }, body);
    world.market.objectives.push(one);
    response.statusCode = 201;
    return one;
  },
  "PUT /objectives/:id": ({ world, id, body, request }) => write(world, objectiveIn(world, id, request), body),
  "DELETE /objectives/:id": ({ world, id, request, response }) => {
    const one = objectiveIn(world, id, request);
    world.market.objectives = world.market.objectives.filter((own) => own !== one);
    response.statusCode = 204;
  },
  "PUT /objectives/:id/shares": ({ world, id, body, request, query }) => {
    const one = objectiveIn(world, id, request);
    const shared_by = body.by ?? "weights";
    const shares = body.shares.map((share) => ({ ...share, weight: shared_by === "even" ? 1 : (share.weight ?? 1) }));
    const basis = { by: shared_by, unconverted: [], without_rate: 0 };
    if (query.get("rehearse") === "true") return { ...one, shared_by, shares: divide(one, shares), basis };
    return { ...write(world, one, { shared_by, shares }), basis };
  },
  "GET /objectives/:id/progress": ({ world, id }) => {
    const one = world.market.objectives.find((own) => own.id === id);
    return progressOf(one, now().slice(0, 10));
  },
};

export const marketRoutes = { ...icpRoutes, ...objectiveRoutes };
