// Where leads go, on the fake server: the parts that screens show, with rougher choices than the server's (docs/spec/lead-routing.md).
import { Refusal } from "./refusal.mjs";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"];
const MINUTE = 60_000;
const ZONE = /^[A-Za-z_]+(\/[A-Za-z_+\-0-9]+)*$/;

export function firstLeadPolicy() {
  return {
    is_on: true, method: "round_robin", capacity: 25, has_overlays: true, does_keep_own: true, protect: "is_key_account", minutes: 240, is_late_reassigned: true, zone: "Europe/Amsterdam",
    hours: DAYS.map((day) => ({ day, from: "09:00", to: "17:00" })), days_off: ["2026-12-25"], people: [], version: 1,
  };
}

const nameOf = (world, id) => world.people.find(({ person }) => person.id === id)?.person.name;
const territoryName = (world, id) => world.alignment.territories.find((one) => one.id === id)?.name;
const isOpen = (lead) => !lead.is_deleted && ["new", "working"].includes(lead.status ?? "new");
const openOf = (world, person) => world.crm.records.lead.filter((lead) => lead.owner === person && isOpen(lead)).length;

// The people who could have it: those with a role in sales.
function candidatesOf(world) {
  return world.people.filter(({ person }) => person.status === "active" && person.roles.some((role) => ["rep", "manager"].includes(role))).map(({ person }) => person.id);
}

function whyOf(world, owner, waits) {
  const { capacity, method } = world.leads.policy;
  const all = candidatesOf(world);
  return {
    is_protected: false, territory_by: waits === "no_territory" ? "none" : "rule", ...(waits === "no_territory" ? {} : { rule: "rule_00000000000000000000000001", rule_name: "Everything in the Netherlands" }),
    owner_by: owner ? "policy" : "none", ...(waits ? { waits } : {}), ...(owner ? { method } : {}),
    candidates: waits === "no_territory" ? [] : all.map((person) => ({ person, name: nameOf(world, person), outcome: person === owner ? "taken" : owner ? "turn" : "full", open: openOf(world, person), capacity })),
  };
}

// Every demo lead once: some wait, some are late, some are due, some are answered.
function routingOf(world, lead) {
  const known = world.leads.routings.get(lead.id);
  if (known) return known;
  const index = world.leads.routings.size;
  const now = Date.now();
  const territory = world.alignment.territories[0]?.id;
  const waits = index % 4 === 0 ? (index % 8 === 0 ? "no_territory" : "nobody_fits") : undefined;
  const owner = waits ? undefined : candidatesOf(world)[index % Math.max(1, candidatesOf(world).length)];
  const routing = {
    lead: lead.id, state: waits ? "waiting" : lead.status === "new" || index % 3 === 1 ? "running" : "answered", is_late: false, moves: 0, arrived_at: new Date(now - (index + 1) * 37 * MINUTE).toISOString(),
    due_at: new Date(now + (index % 5 === 1 ? -55 : 80 + index * 21) * MINUTE).toISOString(), ...(owner ? { owner, assigned_at: new Date(now - (index + 1) * 37 * MINUTE).toISOString() } : {}),
    ...(waits === "no_territory" ? {} : { territory }), why: whyOf(world, owner, waits),
  };
  if (routing.state === "answered") routing.answered_at = new Date(now - 5 * MINUTE).toISOString();
  world.leads.routings.set(lead.id, routing);
  return routing;
}

function shown(world, routing) {
  const isLate = routing.state === "answered" ? routing.answered_at > routing.due_at : routing.due_at < new Date().toISOString();
  return { ...routing, is_late: isLate, ...(routing.owner ? { owner_name: nameOf(world, routing.owner) } : {}), ...(routing.territory ? { territory_name: territoryName(world, routing.territory) } : {}) };
}

function leadOf(world, id) {
  const lead = world.crm.records.lead.find((one) => one.id === id && !one.is_deleted);
  if (!lead) throw new Refusal(404, "Not found", "There is no such lead, or not within your scope.", "P080");
  return lead;
}

function give(world, lead, owner, ownerBy) {
  const routing = routingOf(world, lead);
  lead.owner = owner;
  Object.assign(routing, { state: "running", owner, assigned_at: new Date().toISOString(), due_at: new Date(Date.now() + world.leads.policy.minutes * MINUTE).toISOString(), why: { ...whyOf(world, owner), owner_by: ownerBy } });
  delete routing.why.waits;
  return shown(world, routing);
}

function checkPolicy(body, at = "") {
  const errors = [];
  const wrong = (rule, pointer, message) => errors.push({ pointer: `${at}${pointer}`, rule, message });
  if (!ZONE.test(body.zone)) wrong("P081", "/zone", `There is no time zone "${body.zone}".`);
  body.hours.forEach(({ from, to }, index) => {
    if (!/^\d\d:\d\d$/.test(from) || !/^\d\d:\d\d$/.test(to) || to <= from) wrong("P082", `/hours/${index}`, `Hours end after they begin: not ${from} to ${to}.`);
  });
  if (body.hours.length === 0) wrong("P085", "/hours", "There is no working day: give the hours of one day at least.");
  if (body.capacity < 1 || body.capacity > 10_000) wrong("P083", "/capacity", `A person takes 1 to 10000 open leads, not ${body.capacity}.`);
  if (body.minutes < 1 || body.minutes > 129_600) wrong("P084", "/minutes", `The first response is due after 1 to 129600 working minutes (90 days), not ${body.minutes}.`);
  if (errors.length > 0) throw new Refusal(400, "The request is not valid", errors[0].message, errors[0].rule, errors);
}

function queueOf(world, query, session) {
  const kind = query.get("kind") ?? "waiting";
  const all = world.crm.records.lead.filter((lead) => !lead.is_deleted).map((lead) => ({ lead, routing: shown(world, routingOf(world, lead)) }));
  const mine = ({ routing }) => query.get("mine") !== "true" || routing.owner === session.person.id;
  const of = {
    waiting: all.filter(({ routing }) => routing.state === "waiting"),
    late: all.filter((one) => one.routing.state === "running" && one.routing.is_late && mine(one)),
    due: all.filter((one) => one.routing.state === "running" && !one.routing.is_late && mine(one)),
  };
  const items = of[kind].sort((a, b) => a.routing.due_at.localeCompare(b.routing.due_at)).map(({ lead, routing: { why, ...routing } }) => ({
    ...routing, company: lead.company, name: [lead.first_name, lead.last_name].filter(Boolean).join(" "), status: lead.status ?? "", source: lead.source ?? "", city: lead.city ?? "", country: lead.country ?? "", ...(why.waits ? { waits: why.waits } : {}),
  }));
  return { items, now: new Date().toISOString(), waiting: of.waiting.length, late: of.late.length, due: of.due.length };
}

export const leadRoutes = {
  "GET /lead-policy": ({ world }) => world.leads.policy,
  "PUT /lead-policy": ({ world, body, request }) => {
    const wanted = request.headers["if-match"];
    if (wanted !== "*" && wanted !== `"${world.leads.policy.version}"`) throw new Refusal(412, "Changed since it was read", "The policy was changed since you read it.", "P087");
    checkPolicy(body);
    world.leads.policy = { ...body, version: world.leads.policy.version + 1 };
    return world.leads.policy;
  },
  "POST /lead-policy/preview": ({ world, body }) => {
    if (body.policy) checkPolicy(body.policy, "/policy");
    const territory = world.alignment.territories[0];
    const owner = candidatesOf(world)[0];
    if (body.lead.country !== "NL") return { due_at: new Date(Date.now() + 240 * MINUTE).toISOString(), why: whyOf(world, undefined, "no_territory") };
    return { territory: territory.id, territory_name: territory.name, owner, owner_name: nameOf(world, owner), due_at: new Date(Date.parse(body.at ?? new Date().toISOString()) + 240 * MINUTE).toISOString(), why: whyOf(world, owner) };
  },
  "GET /leads/:id/routing": ({ world, id }) => shown(world, routingOf(world, leadOf(world, id))),
  "POST /leads/:id/take": ({ world, id, session }) => {
    const lead = leadOf(world, id);
    if (routingOf(world, lead).state !== "waiting") throw new Refusal(409, "It cannot be done now", "The lead does not wait any more: somebody has it, or it was dealt with.", "P088");
    return give(world, lead, session.person.id, "taken");
  },
  "POST /leads/:id/send": ({ world, id, body }) => give(world, leadOf(world, id), body.person ?? candidatesOf(world)[0], body.person ? "hand" : "policy"),
  "GET /lead-queue": ({ world, query, session }) => queueOf(world, query, session),
};
