// What to do next, on the fake server: the parts that screens show, with rougher sums than the server's (docs/spec/next.md).
import { Refusal } from "./refusal.mjs";

const DAY = 86_400_000;
const PARTS = ["value", "fit", "cadence", "recency"];
const EVERY = 30;

const dayOf = (at) => at.slice(0, 10);
const daysSince = (at) => Math.max(0, Math.floor((Date.now() - Date.parse(at)) / DAY));

function factsOf(world, account) {
  const of = (object) => world.crm.records[object].filter((one) => one.account === account.id && !one.is_deleted);
  const orders = of("order");
  const met = of("activity").filter(({ kind, happened_at }) => kind !== "mail" && Date.parse(happened_at) <= Date.now());
  const last = met.map(({ happened_at }) => happened_at).sort().at(-1);
  const task = of("task").find(({ due, status }) => due && due <= dayOf(new Date().toISOString()) && (status ?? "open") === "open");
  const revenue = orders.reduce((sum, { amount }) => sum + Number(amount?.amount ?? 0), 0);
  return { account, last, task, revenue, isExisting: orders.length > 0 };
}

function itemOf(world, facts, place, count) {
  const { account, last, task, revenue, isExisting } = facts;
  const policy = world.market.nextPolicy;
  const share = { value: (count - place) / count, fit: 0.5, cadence: last ? Math.min(1, daysSince(last) / (2 * EVERY)) : 1, recency: 0 };
  const sum = PARTS.reduce((all, part) => all + policy[part], 0);
  const points = (100 * PARTS.reduce((all, part) => all + policy[part] * share[part], 0)) / sum;
  const reasons = [];
  if (task) reasons.push({ reason: "task", task: task.id, subject: task.subject, due: task.due });
  if (!last) reasons.push({ reason: "never_contacted" });
  else if (daysSince(last) > EVERY) reasons.push({ reason: "overdue", days: daysSince(last), every: EVERY });
  if (revenue > 0) reasons.push({ reason: "worth", revenue: { amount: revenue.toFixed(2), currency: world.company.currency }, rank: place + 1, of: count });
  return {
    account: account.id, name: account.name, ...(account.territory ? { territory: account.territory } : {}), kind: isExisting ? "existing" : "new", points: points.toFixed(4), suggest: account.complexity === 1 ? "call" : "visit",
    parts: PARTS.map((part) => ({ part, weight: policy[part], share: share[part].toFixed(4) })), ...(last ? { last_contact: dayOf(last) } : {}), every_days: EVERY, reasons: reasons.slice(0, 4),
  };
}

function listOf(world, query) {
  const territory = query.get("territory");
  const facts = world.crm.records.account.filter((one) => !one.is_deleted && (!territory || one.territory === territory)).map((one) => factsOf(world, one));
  facts.sort((a, b) => b.revenue - a.revenue || a.account.name.localeCompare(b.account.name));
  const items = facts.map((one, place) => itemOf(world, one, place, facts.length));
  items.sort((a, b) => Number(b.points) - Number(a.points));
  const kind = query.get("kind");
  const shown = items.filter((one) => !kind || one.kind === kind).slice(0, Number(query.get("limit") ?? 25));
  const existing = items.filter((one) => one.kind === "existing").length;
  return { items: shown, existing, new: items.length - existing, left_out: [] };
}

export const nextRoutes = {
  "GET /next": ({ world, query }) => listOf(world, query),
  "GET /next-policy": ({ world }) => world.market.nextPolicy,
  "PUT /next-policy": ({ world, body, request }) => {
    const { nextPolicy } = world.market;
    const wanted = request.headers["if-match"];
    if (wanted !== "*" && wanted !== `"${nextPolicy.version}"`) throw new Refusal(412, "Changed since it was read", "The weights were changed since you read them.", "M034");
    if (PARTS.every((part) => body[part] === 0)) throw new Refusal(400, "The request is not valid", "One weight at least must be above 0.", "M130", [{ pointer: "/value", rule: "M130", message: "One weight at least must be above 0." }]);
    world.market.nextPolicy = { ...body, version: nextPolicy.version + 1 };
    return world.market.nextPolicy;
  },
};
