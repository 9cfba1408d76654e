// The fake server's answers, route by route, to the shapes of web/openapi.json. Only the rules that the browser tests lean on are kept.
import { randomUUID } from "node:crypto";
import { alignmentRoutes } from "./alignment.mjs";
import { assignmentRoutes } from "./assignment.mjs";
import { recordRoutes } from "./crm.mjs";
import { duplicateRoutes } from "./crm_duplicates.mjs";
import { formulaRoutes } from "./crm_formula.mjs";
import { importRoutes } from "./crm_imports.mjs";
import { setupRoutes } from "./crm_setup.mjs";
import { datasetRoutes } from "./datasets.mjs";
import { digestRoutes } from "./digest.mjs";
import { discussionRoutes } from "./discussion.mjs";
import { emit } from "./emit.mjs";
import { homeRoutes } from "./homes.mjs";
import { marketRoutes } from "./market.mjs";
import { layersRoutes } from "./market_layers.mjs";
import { sizeRoutes } from "./market_size.mjs";
import { leadRoutes } from "./leads.mjs";
import { nextRoutes } from "./next.mjs";
import { performanceRoutes } from "./performance.mjs";
import { proposalRoutes } from "./proposals.mjs";
import { rateRoutes } from "./rates.mjs";
import { Refusal } from "./refusal.mjs";
import { studioRoutes } from "./studio.mjs";
import { addAudit, addCompany, addPerson, finishedPlan, mapOf, newId, ROLE_PERMISSIONS, territories } from "./world.mjs";

const PASSWORD_LEAST = 12;
const TICKS = 20;

export { emit };

function sessionOf(world, person) {
  const csrf_token = randomUUID();
  const { id, name, time_zone, currency } = world.company;
  const permissions = [...new Set(person.roles.flatMap((role) => ROLE_PERMISSIONS[role]))];
  return {
    person: { id: person.id, name: person.name, email: person.email, locale: person.locale },
    company: { id, name, time_zone, currency },
    roles: person.roles, permissions, csrf_token,
    expires_at: new Date(Date.now() + 43_200_000).toISOString(),
  };
}

function enter(world, person, response) {
  const key = randomUUID();
  world.sessions.set(key, { person, csrf: null });
  response.setHeader("Set-Cookie", `bailiwick_session=${key}; HttpOnly; SameSite=Lax; Path=/`);
  const session = sessionOf(world, person);
  world.sessions.get(key).csrf = session.csrf_token;
  return session;
}

function checkPassword(password, pointer) {
  if ((password ?? "").length >= PASSWORD_LEAST) return;
  const message = `A password has at least ${PASSWORD_LEAST} characters.`;
  throw new Refusal(400, "The request is not valid", message, "I030", [{ pointer, rule: "I030", message }]);
}

function page(items, query) {
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  const next = from + limit < items.length ? String(from + limit) : undefined;
  return { items: items.slice(from, from + limit), ...(next ? { next } : {}) };
}

function find(items, id) {
  const found = items.find((item) => item.id === id);
  if (!found) throw new Refusal(404, "Not found", `There is no ${id}.`, "H020");
  return found;
}

// Runs a design: a tick every world.tickMs, until it ends or is cancelled; either way the plan keeps a result.
function design(world, plan, job) {
  let tick = 0;
  const next = () => void setTimeout(step, world.tickMs).unref();
  function step() {
    tick++;
    const isOver = tick >= TICKS || job.is_cancel_requested;
    if (job.state === "queued") Object.assign(job, { state: "running", started_at: new Date().toISOString() });
    if (!isOver) Object.assign(job, { progress: tick / TICKS, message: `Best so far: ${(52_000 - 400 * tick).toLocaleString("en-US")} km, worst deviation ${(5 - (4 * tick) / TICKS).toFixed(2)}%` });
    if (isOver) {
      job.state = job.is_cancel_requested ? "cancelled" : "succeeded";
      Object.assign(job, { progress: job.state === "succeeded" ? 1 : job.progress, message: "", finished_at: new Date().toISOString(), result: { plan: plan.id } });
      Object.assign(plan, { summary: finishedPlan("").summary, territory_count: finishedPlan("").territory_count });
      emit(world, "plan.updated", { id: plan.id });
    }
    emit(world, "job.updated", job);
    if (!isOver) next();
  }
  next();
}

const people = (world) => world.people.map(({ person }) => person);
const accountOf = (world, id) => find(world.people.map((entry) => ({ ...entry, id: entry.person.id, entry })), id).entry;

const publicRoutes = {
  "GET /setup": ({ world }) => ({ needs_setup: world.company === null, version: "0.1.0" }),
  "POST /setup": ({ world, body, response }) => {
    if (world.company) throw new Refusal(409, "Already set up", "This server has a company.", "I005");
    checkPassword(body.admin.password, "/admin/password");
    addCompany(world, body.company, body.admin.locale);
    response.statusCode = 201;
    return enter(world, addPerson(world, { ...body.admin, roles: ["admin"] }), response);
  },
  "POST /session": ({ world, body, response }) => {
    const account = world.people.find(({ person, password }) => person.email === body.email && password !== null && password === body.password);
    if (!account) throw new Refusal(401, "Sign-in failed", "The email address or the password is wrong.", "I002");
    return enter(world, account.person, response);
  },
  "GET /session/providers": ({ world }) => ({ items: world.providers ?? [] }),
  // A provider that knows everyone for the administrator, and comes back at once.
  "GET /session/oidc/local/start": ({ world, query, response }) => {
    enter(world, world.people[0].person, response);
    response.statusCode = 302;
    response.setHeader("Location", query.get("to") ?? "/");
  },
  "POST /password-reset": ({ response }) => void (response.statusCode = 202),
  "POST /password-reset/confirm": ({ body, response }) => {
    checkPassword(body.password, "/password");
    response.statusCode = 204;
  },
  "POST /invitation/accept": ({ world, body, response }) => {
    const person = world.invitations.get(body.token);
    if (!person) throw new Refusal(404, "Not found", "The link is no longer good: it was used or is too old. Ask for a new one.", "I040");
    checkPassword(body.password, "/password");
    Object.assign(accountOf(world, person.id), { password: body.password });
    Object.assign(person, { status: "active", locale: body.locale });
    return enter(world, person, response);
  },
};

const identityRoutes = {
  "GET /session": ({ world, session }) => ({ ...sessionOf(world, session.person), csrf_token: session.csrf }),
  "DELETE /session": ({ world, key, response }) => {
    world.sessions.delete(key);
    response.statusCode = 204;
  },
  "GET /people": ({ world, query }) => {
    const search = (query.get("search") ?? "").toLowerCase();
    const matches = (person) => `${person.name} ${person.email}`.toLowerCase().includes(search) && (!query.get("role") || person.roles.includes(query.get("role"))) && (!query.get("status") || person.status === query.get("status"));
    return page(people(world).filter(matches), query);
  },
  "POST /people": ({ world, body, session, response }) => {
    if (people(world).some((person) => person.email === body.email)) {
      const message = "Somebody has this email address already.";
      throw new Refusal(409, "It cannot be done now", message, "I021", [{ pointer: "/email", rule: "I021", message }]);
    }
    const person = addPerson(world, { ...body, password: null, status: "invited" });
    const token = randomUUID();
    world.invitations.set(token, person);
    addAudit(world, session.person, "person.invited", person.id, person.name, { roles: person.roles });
    response.statusCode = 201;
    return { person, invitation_link: `/invitation?token=${token}` };
  },
  "PATCH /people/me": ({ session, body }) => Object.assign(session.person, body),
  "POST /people/me/password": ({ world, session, body, response }) => {
    const account = accountOf(world, session.person.id);
    if (account.password !== body.current) {
      const message = "This is not your current password.";
      throw new Refusal(400, "The request is not valid", message, "I034", [{ pointer: "/current", rule: "I034", message }]);
    }
    checkPassword(body.password, "/password");
    account.password = body.password;
    response.statusCode = 204;
  },
  "GET /people/:id": ({ world, id }) => find(people(world), id),
  "PATCH /people/:id": ({ world, id, body }) => Object.assign(find(people(world), id), body),
  "POST /people/:id/invite": ({ world, id }) => {
    const person = find(people(world), id);
    const token = randomUUID();
    world.invitations.set(token, person);
    return { person, invitation_link: `/invitation?token=${token}` };
  },
  "POST /people/:id/deactivate": ({ world, id }) => Object.assign(find(people(world), id), { status: "deactivated" }),
  "POST /people/:id/reactivate": ({ world, id }) => Object.assign(find(people(world), id), { status: "active" }),
  "POST /people/:id/erase": ({ response }) => void (response.statusCode = 204),
  "GET /people/:id/export": ({ world, id }) => ({ person: find(people(world), id) }),
  "GET /roles": () => ({ items: Object.entries(ROLE_PERMISSIONS).map(([role, permissions]) => ({ role, permissions })) }),
  "GET /tokens": ({ world }) => ({ items: world.tokens }),
  "POST /tokens": ({ world, body, response }) => {
    const token = { id: newId("token"), ...body, created_at: new Date().toISOString() };
    world.tokens.unshift(token);
    response.statusCode = 201;
    return { token, secret: `bw_${randomUUID().replaceAll("-", "")}` };
  },
  "DELETE /tokens/:id": ({ world, id, response }) => {
    world.tokens = world.tokens.filter((token) => token.id !== id);
    response.statusCode = 204;
  },
  "GET /company": ({ world }) => world.company,
  "PATCH /company": ({ world, body }) => Object.assign(world.company, body),
  "GET /audit": ({ world, query }) => page(world.audit.filter((entry) => entry.action === (query.get("action") || entry.action) && (!query.get("actor") || entry.actor.id === query.get("actor"))), query),
  "GET /audit/verification": ({ world }) => ({ is_intact: true, entries: world.audit.length, head: "9f2c" }),
};

const workRoutes = {
  "GET /jobs": ({ world, query }) => page(world.jobs.filter((job) => !query.get("state") || job.state === query.get("state")), query),
  "GET /jobs/:id": ({ world, id }) => find(world.jobs, id),
  "POST /jobs/:id/cancel": ({ world, id }) => Object.assign(find(world.jobs, id), { is_cancel_requested: true }),
  "POST /jobs/:id/retry": ({ world, id }) => {
    const job = Object.assign(find(world.jobs, id), { state: "queued", progress: 0, is_cancel_requested: false });
    design(world, world.plans[0], job);
    return job;
  },
  "GET /webhooks": ({ world }) => ({ items: world.webhooks }),
  "POST /webhooks": ({ world, body, response }) => {
    const webhook = { id: newId("webhook"), ...body, state: "active", created_at: new Date().toISOString() };
    world.webhooks.unshift(webhook);
    response.statusCode = 201;
    return { webhook, secret: "whsec_c2VjcmV0" };
  },
  "PATCH /webhooks/:id": ({ world, id, body }) => Object.assign(find(world.webhooks, id), body),
  "DELETE /webhooks/:id": ({ world, id, response }) => {
    world.webhooks = world.webhooks.filter((webhook) => webhook.id !== id);
    response.statusCode = 204;
  },
  "GET /webhooks/:id/deliveries": ({ world, query }) => page(world.deliveries, query),
  "POST /webhooks/:id/test": ({ world, response }) => {
    response.statusCode = 202;
    const delivery = { id: newId("delivery"), event: newId("event"), event_name: "webhook.test", attempt: 1, at: new Date().toISOString(), outcome: "delivered", status: 200, duration_ms: 41 };
    world.deliveries.unshift(delivery);
    return { event: delivery.event };
  },
  "GET /plans": ({ world, query }) => page(world.plans, query),
  "POST /plans": ({ world, body, session, response }) => {
    const { summary: _, ...plan } = { ...finishedPlan(body.name), territory_count: 0, request: body, dataset: body.dataset };
    const job = { id: newId("job"), kind: "planning.design", title: `Territories of ${body.name}`, state: "queued", progress: 0, message: "", created_by: session.person.id, created_at: plan.created_at, run_at: plan.created_at, is_cancel_requested: false, attempts: 1 };
    plan.job = job.id;
    world.plans.unshift(plan);
    world.jobs.unshift(job);
    design(world, plan, job);
    response.statusCode = 202;
    return { plan, job };
  },
  "GET /plans/:id": ({ world, id }) => find(world.plans, id),
  "GET /plans/:id/territories": () => ({ items: territories().map(({ row }) => row) }),
  "GET /plans/:id/map": () => mapOf(territories()),
  "GET /plans/:id/units.csv": () => "unit,territory\n10001,0\n",
};

export const PUBLIC = publicRoutes;
export const SIGNED_IN = {
  ...identityRoutes, ...workRoutes, ...alignmentRoutes, ...assignmentRoutes, ...marketRoutes, ...layersRoutes, ...sizeRoutes, ...nextRoutes, ...leadRoutes,
  ...performanceRoutes, ...datasetRoutes, ...digestRoutes, ...homeRoutes, ...studioRoutes, ...discussionRoutes, ...proposalRoutes, ...rateRoutes, ...setupRoutes, ...importRoutes, ...formulaRoutes, ...duplicateRoutes, ...recordRoutes,
};
