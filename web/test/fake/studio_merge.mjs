// Two boards of the fake server beside each other, and what one changed brought into the other.
import { Refusal } from "./refusal.mjs";
import { changed, planIn, written } from "./studio.mjs";
import { demandAct, demandDifference } from "./studio_demands.mjs";
import { boardOf, copyOf, figuresOf, toleranceOf, totalsOf, unitsOf } from "./studio_board.mjs";

function flowsOf(data, a, b, moves) {
  const flows = new Map();
  for (const [place, from, to] of moves) {
    const key = `${from} ${to}`;
    const flow = flows.get(key) ?? { from: a.names[from]?.name, to: b.names[to]?.name, units: 0, amounts: Object.fromEntries(data.measures.map(({ name }) => [name, 0])) };
    flow.units++;
    for (const { name, values } of data.measures) flow.amounts[name] += values[place];
    flows.set(key, flow);
  }
  return [...flows.values()];
}

function diffOf(world, plan, other) {
  const data = unitsOf(world, plan.dataset);
  const [a, b] = [boardOf(world, plan), boardOf(world, other)];
  const moves = a.of.flatMap((own, place) => (own === b.of[place] ? [] : [[place, own, b.of[place]]]));
  const [was, is] = [figuresOf(data, a), figuresOf(data, b)];
  const count = Math.max(a.names.length, b.names.length);
  const territories = Array.from({ length: count }, (_, index) => ({
    id: (a.names[index] ?? b.names[index]).id, name: (a.names[index] ?? b.names[index]).name, ...(b.names[index] && b.names[index].name !== a.names[index]?.name ? { name_then: b.names[index].name } : {}), ...(a.names[index] ? { index } : {}), ...(b.names[index] ? { index_then: index } : {}),
    ...(was[index] ? { before: was[index] } : {}), ...(is[index] ? { after: is[index] } : {}),
    units_gained: moves.filter(([, , to]) => to === index).length, units_lost: moves.filter(([, from]) => from === index).length,
  }));
  const moved = (values) => moves.reduce((all, [place]) => all + values[place], 0);
  return {
    plan: { id: plan.id, name: plan.name }, with: { id: other.id, name: other.name }, units_moved: moves.length,
    measures: Object.fromEntries(data.measures.map(({ name, values }) => [name, { moved: moved(values), share: moved(values) / values.reduce((all, value) => all + value, 0) }])),
    territories, flows: flowsOf(data, a, b, moves), moves, ...demandDifference(a, b), totals: totalsOf(was, toleranceOf(plan)), totals_then: totalsOf(is, toleranceOf(plan)),
  };
}

// The board that both were once.
function baseOf(ours, theirs, planId, otherId) {
  if (theirs.base?.plan === planId) return theirs.base;
  if (ours.base?.plan === otherId) return ours.base;
  if (ours.base && ours.base.plan === theirs.base?.plan) return theirs.base;
  throw new Refusal(409, "It cannot be done now", "These plans have no common base: only a scenario can be merged with its origin.", "P113");
}

function merged(world, plan, by, { from, take = [], take_names = [], take_all, preview }) {
  const other = planIn(world, from);
  const data = unitsOf(world, plan.dataset);
  const [ours, theirs] = [boardOf(world, plan), boardOf(world, other)];
  const base = baseOf(ours, theirs, plan.id, from);
  const side = new Map([...take.map((one) => [one.unit, one.side]), ...take_names.map((one) => [one.id, one.side])]);
  const conflicts = [];
  const taken = [];
  data.units.forEach(({ code }, place) => {
    const [b, o, t] = [base.of[place], ours.of[place], theirs.of[place]];
    if (t === b || t === o) return;
    const chosen = side.get(code) ?? take_all;
    if (o === b) taken.push(place);
    else if (chosen === "theirs") taken.push(place);
    else if (!chosen) conflicts.push({ unit: place, base: ours.names[b].name, ours: ours.names[o].name, theirs: theirs.names[t].name });
  });
  const name_conflicts = base.names.flatMap(({ id, name }, index) => {
    const [o, t] = [ours.names[index]?.name, theirs.names[index]?.name];
    return o !== name && t !== name && o !== t && !side.has(id) && !take_all ? [{ id, base: name, ours: o, theirs: t }] : [];
  });
  const act = (next) => {
    for (const place of taken) next.of[place] = theirs.of[place];
    base.names.forEach(({ id, name }, index) => {
      const [o, t] = [ours.names[index].name, theirs.names[index].name];
      if (t !== name && (o === name || (side.get(id) ?? take_all) === "theirs")) next.names[index].name = t;
    });
    const { demanded, released } = demandDifference(base, theirs);
    demandAct({ made: demanded, released })(next);
    theirs.names.slice(next.names.length).forEach((one) => next.names.push({ ...one }));
  };
  const isWritten = !preview && conflicts.length + name_conflicts.length === 0;
  const change = isWritten ? written(world, plan, by, { kind: "merge", act }) : changed(world, plan, by, { kind: "merge", isPreview: true, act }).told();
  if (isWritten) theirs.base = { plan: plan.id, ...copyOf(theirs) };
  return { conflicts, name_conflicts, units_taken: taken.length, change };
}

// Three accounts a unit, each of which bought for 1,000.
function booksOf(world, { flows, units_moved }) {
  const book = (units) => ({ accounts: 3 * units, revenue: [{ amount: `${3_000 * units}.00`, currency: world.company.currency }] });
  const rep = world.people.map(({ person }) => person).find(({ roles }) => roles.includes("rep"));
  return {
    revenue_from: "2026-01-01",
    moved: book(units_moved),
    flows: flows.map(({ from, to, units }) => ({ from, to, book: book(units) })),
    people: units_moved > 0 ? [{ person: rep.id, gained: book(units_moved), lost: { accounts: 0, revenue: [] } }] : [],
  };
}

export const mergeRoutes = {
  "GET /plans/:id/diff/accounts": ({ world, id, query }) => booksOf(world, diffOf(world, planIn(world, id), planIn(world, query.get("with")))),
  "GET /plans/:id/diff": ({ world, id, query }) => diffOf(world, planIn(world, id), planIn(world, query.get("with"))),
  "POST /plans/:id/merge": ({ world, id, session, body }) => merged(world, planIn(world, id), session.person.id, body),
};
