// Talking about a plan on the fake server (docs/spec/plan-discussion.md): comments and threads, who is here, and what waits for whom.
import { found } from "./crm.mjs";
import { emit } from "./emit.mjs";
import { Refusal } from "./refusal.mjs";
import { boardOf } from "./studio_board.mjs";
import { planIn, refuse } from "./studio.mjs";
import { newId, ROLE_PERMISSIONS } from "./world.mjs";

const PRESENT_MS = 50_000;
const MENTION = /@\[([^\]]*)\]/g;
const TEXT_MAX = 4_000;

const may = (person, permission) => person.roles.some((role) => ROLE_PERMISSIONS[role].includes(permission));

// What is said and proposed about a plan, made when it is first asked for.
export function talkOf(world, plan) {
  world.studio.talks ??= new Map();
  if (!world.studio.talks.has(plan.id)) world.studio.talks.set(plan.id, { comments: [], present: new Map(), proposals: [], window: null });
  return world.studio.talks.get(plan.id);
}

function mentionsIn(world, text) {
  const mentions = [];
  for (const [, id] of text.matchAll(MENTION)) {
    const person = world.people.find((one) => one.person.id === id)?.person;
    if (person && may(person, "plans.read")) mentions.push(id);
    else refuse("V002", "A mention names nobody who may see this plan.", ["A mention names nobody who may see this plan."], 400);
  }
  return [...new Set(mentions)];
}

function checkText(text) {
  if (text.trim() && text.length <= TEXT_MAX) return;
  const message = `A comment has 1 to ${TEXT_MAX} characters.`;
  throw new Refusal(400, "The request is not valid", message, "V001", [{ pointer: "/text", rule: "V001", message }]);
}

function commentIn(talk, id) {
  const comment = talk.comments.find((one) => one.id === id);
  if (!comment) throw new Refusal(404, "Not found", "There is no such comment.", "V003");
  return comment;
}

function ownComment(talk, id, person) {
  const comment = commentIn(talk, id);
  if (comment.by !== person.id) throw new Refusal(403, "Not allowed", "This is somebody else's comment.", "V004");
  if (comment.withdrawn) refuse("V005", "This comment was withdrawn.");
  return comment;
}

function checkAbout(world, plan, { about, id }) {
  const isThere = about === "territory" ? boardOf(world, plan).names.some((one) => one.id === id) : about === "account" ? world.crm.records.account.some((one) => one.id === id) : true;
  if (!isThere) refuse("P138", "What the comment is about is not there.", undefined, 400);
}

function said(world, plan, person, body) {
  const talk = talkOf(world, plan);
  checkText(body.text);
  const asked = body.answers ? commentIn(talk, body.answers) : null;
  const first = asked?.answers ? commentIn(talk, asked.answers) : asked;
  if (!first) checkAbout(world, plan, body);
  const about = first ? { about: first.about, ...(first.id_about ? { id_about: first.id_about } : {}) } : { about: body.about ?? "plan", ...(body.id ? { id_about: body.id } : {}) };
  const comment = { id: newId("comment"), plan: plan.id, ...about, ...(first ? { answers: first.id } : {}), text: body.text, at: new Date().toISOString(), by: person.id, withdrawn: false, mentions: mentionsIn(world, body.text) };
  talk.comments.push(comment);
  told(world, plan, comment, comment.mentions);
  return comment;
}

function told(world, plan, comment, mentioned) {
  emit(world, "plan.discussed", { id: plan.id, comment: comment.id });
  for (const id of mentioned) if (id !== comment.by) emit(world, "person.mentioned", { id: plan.id, comment: comment.id }, id);
}

// Whoever has been silent is gone.
function present(world, plan, person, place) {
  const { present: here } = talkOf(world, plan);
  const now = Date.now();
  for (const [id, { at }] of here) if (now - Date.parse(at) > PRESENT_MS) here.delete(id);
  const before = here.get(person.id);
  here.set(person.id, { person: person.id, at: new Date(now).toISOString(), ...place });
  if (!before || before.about !== place.about || before.id !== place.id) emit(world, "plan.present", { id: plan.id });
  return { items: [...here.values()] };
}

const named = ({ id, name }) => ({ id, name });

function saidMatters(plan, talk, me) {
  const isMine = ({ by }) => by === me.id;
  return talk.comments.filter(({ withdrawn, by }) => !withdrawn && by !== me.id).flatMap((comment) => {
    const root = comment.answers ?? comment.id;
    const thread = talk.comments.filter(({ id, answers }) => id === root || answers === root);
    const place = thread.indexOf(comment);
    if (thread[0].resolved || thread.slice(place + 1).some(isMine)) return [];
    const kind = comment.mentions.includes(me.id) ? "mention" : comment.answers && thread.slice(0, place).some(isMine) ? "answer" : null;
    return kind ? [{ kind, plan: named(plan), at: comment.at, by: comment.by, comment: comment.id, text: comment.text }] : [];
  });
}

function proposalMatters(plan, talk, me) {
  return talk.proposals.flatMap(({ id, state, at, by, reason, decided }) => {
    if (state === "open" && may(me, "plans.manage") && by !== me.id) return [{ kind: "proposal", plan: named(plan), at, by, proposal: id, text: reason ?? "" }];
    const isTold = by === me.id && (state === "accepted" || state === "declined") && decided.by !== me.id;
    return isTold ? [{ kind: "decision", plan: named(plan), at: decided.at, by: decided.by, proposal: id, state, text: decided.reason ?? "" }] : [];
  });
}

function planMatters(world, plan, talk, me) {
  const sent = boardOf(world, plan).changes.findLast(({ state }) => state === "in_review");
  const isOpen = talk.window && Date.parse(talk.window.closes_at) > Date.now() && !talk.proposals.some(({ by, is_challenge }) => is_challenge && by === me.id);
  return [
    ...(plan.state === "in_review" && may(me, "plans.manage") && sent?.by !== me.id ? [{ kind: "review", plan: named(plan), at: sent?.at ?? plan.created_at, ...(sent ? { by: sent.by } : {}), text: sent?.reason ?? "" }] : []),
    ...(isOpen ? [{ kind: "window", plan: named(plan), at: talk.window.opened_at, text: "", until: talk.window.closes_at }] : []),
  ];
}

const ORDER = ["review", "mention", "proposal", "window", "answer", "decision"];

function mattersOf(world, me) {
  const all = world.plans.flatMap((plan) => {
    const talk = talkOf(world, plan);
    return [...saidMatters(plan, talk, me), ...proposalMatters(plan, talk, me), ...planMatters(world, plan, talk, me)];
  });
  return all.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.at.localeCompare(a.at));
}

// Threads about an account in all plans, the one that was begun last first.
function aboutAccount(world, account) {
  const all = world.plans.flatMap((plan) => talkOf(world, plan).comments.filter(({ about, id_about }) => about === "account" && id_about === account).map((comment) => ({ ...comment, plan_name: plan.name, plan_state: plan.state })));
  const begun = new Map(all.map(({ id, at }) => [id, at]));
  const firstOf = ({ id, answers }) => answers ?? id;
  return all.sort((a, b) => (begun.get(firstOf(b)) ?? "").localeCompare(begun.get(firstOf(a)) ?? "") || a.at.localeCompare(b.at));
}

export const discussionRoutes = {
  "GET /accounts/:id/comments": ({ world, id, session }) => {
    if (!may(session.person, "plans.read")) throw new Refusal(403, "Not allowed", "Your roles do not include plans.read.", "I001");
    return { items: aboutAccount(world, found(world, "account", id).id) };
  },
  "GET /plans/:id/comments": ({ world, id }) => ({ items: talkOf(world, planIn(world, id)).comments }),
  "POST /plans/:id/comments": ({ world, id, session, body, response }) => {
    response.statusCode = 201;
    return said(world, planIn(world, id), session.person, body);
  },
  "PATCH /plans/:id/comments/:comment": ({ world, id, params, session, body }) => {
    const plan = planIn(world, id);
    const comment = ownComment(talkOf(world, plan), params.comment, session.person);
    checkText(body.text);
    const before = comment.mentions;
    Object.assign(comment, { text: body.text, mentions: mentionsIn(world, body.text), edited_at: new Date().toISOString() });
    told(world, plan, comment, comment.mentions.filter((one) => !before.includes(one)));
    return comment;
  },
  "DELETE /plans/:id/comments/:comment": ({ world, id, params, session, response }) => {
    const plan = planIn(world, id);
    const comment = ownComment(talkOf(world, plan), params.comment, session.person);
    Object.assign(comment, { text: "", mentions: [], withdrawn: true });
    told(world, plan, comment, []);
    response.statusCode = 204;
  },
  "PUT /plans/:id/comments/:comment/resolution": ({ world, id, params, session, body }) => {
    const plan = planIn(world, id);
    const comment = commentIn(talkOf(world, plan), params.comment);
    if (comment.answers) refuse("V007", "A whole thread is settled: name its first comment.", undefined, 400);
    if (body.resolved) comment.resolved = { at: new Date().toISOString(), by: session.person.id };
    else delete comment.resolved;
    told(world, plan, comment, []);
    return comment;
  },
  "PUT /plans/:id/presence": ({ world, id, session, body }) => present(world, planIn(world, id), session.person, body ?? {}),
  "DELETE /plans/:id/presence": ({ world, id, session, response }) => {
    const plan = planIn(world, id);
    if (talkOf(world, plan).present.delete(session.person.id)) emit(world, "plan.present", { id: plan.id });
    response.statusCode = 204;
  },
  "GET /matters": ({ world, session }) => {
    const items = may(session.person, "plans.read") ? mattersOf(world, session.person) : [];
    return { items, count: items.length };
  },
};
