// Assignment rules of the fake server: sets of rules, a preview, activation as a job, and why (docs/spec/assignment-rules.md). Without inheritance.
import { treeOn } from "./alignment.mjs";
import { changeRecord, checkVersion, found } from "./crm.mjs";
import { conditionOf } from "./crm_formula.mjs";
import { emit } from "./emit.mjs";
import { Refusal } from "./refusal.mjs";
import { newId } from "./world.mjs";

const now = () => new Date().toISOString();
const today = () => now().slice(0, 10);
const NONE = { PATCH: 412, GET: 404, DELETE: 404 };

const setIn = ({ assignment }, state) => assignment.sets.find((set) => set.state === state);
const current = (world) => setIn(world, "draft") ?? setIn(world, "active");
const shownSet = ({ assignment }, set) => ({ ...set, rules: assignment.rules.get(set.id).length });

function depthOf(tree, id) {
  let depth = 0;
  for (let at = tree.find((one) => one.id === id); at?.parent; at = tree.find((one) => one.id === at.parent)) depth++;
  return depth;
}

function rankOf(tree, rule) {
  return [rule.kind === "named" ? 0 : 1, -rule.priority, -depthOf(tree, rule.territory)];
}

function sortedRules(world, set) {
  const tree = treeOn(world, today());
  const order = (a, b) => rankOf(tree, a).reduce((sign, part, index) => sign || part - rankOf(tree, b)[index], 0) || a.id.localeCompare(b.id);
  return [...world.assignment.rules.get(set.id)].sort(order);
}

// The draft, made from the active set where there is none.
function draftOf(world) {
  const { assignment } = world;
  const draft = setIn(world, "draft");
  if (draft) return draft;
  const active = setIn(world, "active");
  const made = { id: newId("ruleset"), name: `Rules ${assignment.sets.length + 1}`, state: "draft", created_at: now(), version: 1, ...(active ? { parent: active.id } : {}) };
  assignment.sets.unshift(made);
  assignment.rules.set(made.id, active ? assignment.rules.get(active.id).map((rule) => ({ ...rule })) : []);
  return made;
}

const fault = (pointer, rule, message) => ({ pointer, rule, message });

function check(world, rule) {
  const faults = [];
  if (!rule.name.trim()) faults.push(fault("/name", "P053", "A name has 1 to 200 characters."));
  if (!treeOn(world, today()).some(({ id }) => id === rule.territory)) faults.push(fault("/territory", "P069", "There is no such territory in your company."));
  if (Math.abs(rule.priority) > 1_000) faults.push(fault("/priority", "P063", "A priority lies between -1000 and 1000."));
  if (rule.kind === "named" && !rule.accounts?.length) faults.push(fault("/accounts", "P062", "A rule names 1 to 10000 accounts."));
  if (rule.kind === "units" && !rule.units?.length) faults.push(fault("/units", "P062", "A rule names 1 to 20000 postal codes."));
  if (faults.length > 0) throw new Refusal(400, "The request is not valid", faults[0].message, faults[0].rule, faults);
}

const plain = (text) => String(text ?? "").replaceAll(" ", "").toLowerCase();

function holds(world, rule, account) {
  if (rule.kind === "named") return rule.accounts.includes(account.id);
  if (rule.kind === "formula") return conditionOf(world, rule.formula)(account) === true;
  if (rule.country && rule.country !== account.country) return false;
  return rule.units.map(plain).some((unit) => (unit.endsWith("*") ? plain(account.postal_code).startsWith(unit.slice(0, -1)) : plain(account.postal_code) === unit));
}

const accountsOf = (world) => world.crm.records.account.filter(({ is_deleted }) => !is_deleted);

function winnerOf(world, rules, account) {
  const tree = treeOn(world, today());
  const [first, ...rest] = rules.filter((rule) => rule.is_open && !rule.is_overlay && holds(world, rule, account));
  const other = first && rest.find((rule) => rule.territory !== first.territory && String(rankOf(tree, rule)) === String(rankOf(tree, first)));
  return { first, other };
}

function previewOf(world) {
  const set = current(world);
  if (!set) throw new Refusal(409, "It conflicts with what is there.", "No rules are active yet.", "P067");
  const rules = sortedRules(world, set);
  const figures = new Map(rules.filter(({ is_open }) => is_open).map(({ id }) => [id, { rule: id, holds: 0, offers: 0, wins: 0 }]));
  const shifts = new Map(treeOn(world, today()).map(({ id }) => [id, { territory: id, now: 0, then: 0, gained: 0, lost: 0 }]));
  const preview = { set: set.id, accounts: 0, assigned: 0, gaps: 0, conflicts: 0, moves: 0, overlays: 0, gap_examples: [], conflict_examples: [], move_examples: [], notes: [] };
  for (const account of accountsOf(world)) {
    const { first, other } = winnerOf(world, rules, account);
    const [from, to] = [account.territory, first?.territory];
    for (const rule of rules.filter((one) => one.is_open && holds(world, one, account))) {
      Object.assign(figures.get(rule.id), { holds: figures.get(rule.id).holds + 1, offers: figures.get(rule.id).offers + 1 });
      if (rule === first || rule.is_overlay) figures.get(rule.id).wins++;
      if (rule.is_overlay) preview.overlays++;
    }
    preview.accounts++;
    preview[first ? "assigned" : "gaps"]++;
    if (!first) preview.gap_examples.push(account.id);
    if (other && ++preview.conflicts) preview.conflict_examples.push({ account: account.id, rule: first.id, other: other.id });
    if (from) shifts.get(from).now++;
    if (to) shifts.get(to).then++;
    if (from === to) continue;
    preview.moves++;
    if (from) shifts.get(from).lost++;
    if (to) shifts.get(to).gained++;
    preview.move_examples.push({ account: account.id, ...(from ? { from } : {}), ...(to ? { to, rule: first.id } : {}) });
  }
  return { ...preview, territories: [...shifts.values()].filter((one) => one.now + one.then > 0), rules: [...figures.values()] };
}

const rowsOf = ({ assignment }, account) => assignment.rows.get(account.id) ?? [{ ...(account.territory ? { territory: account.territory } : {}), is_overlay: false, valid_from: "2026-01-01", reason: "import", recorded_at: "2026-01-02T08:00:00Z" }];

function align(world, set, valid_from) {
  const rules = sortedRules(world, set);
  for (const account of accountsOf(world)) {
    const { first } = winnerOf(world, rules, account);
    const old = rowsOf(world, account);
    const kept = old.flatMap((row) => (row.superseded_at || (row.valid_to && row.valid_to <= valid_from) ? [row] : [...(row.valid_from < valid_from ? [{ ...row, valid_to: valid_from }] : []), { ...row, superseded_at: now() }]));
    world.assignment.rows.set(account.id, [...kept, { ...(first ? { territory: first.territory, rule: first.id } : {}), is_overlay: false, valid_from, reason: "rule", recorded_at: now() }]);
    if (valid_from <= today()) changeRecord(world, "account", account, { territory: first?.territory ?? null });
  }
}

function activate(world, valid_from, person) {
  const set = current(world);
  const gaps = previewOf(world).gaps;
  const job = { id: newId("job"), kind: "planning.assign", title: set.name, state: "queued", progress: 0, message: "", created_by: person.id, created_at: now(), run_at: now(), attempts: 1, is_cancel_requested: false };
  world.jobs.unshift(job);
  set.job = job.id;
  const steps = [
    () => Object.assign(job, { state: "running", started_at: now(), message: `${accountsOf(world).length} accounts looked at` }),
    () => {
      align(world, set, valid_from);
      for (const other of world.assignment.sets) if (other.state === "active") other.state = "archived";
      Object.assign(set, { state: "active", valid_from, activated_at: now(), version: set.version + 1 });
      Object.assign(job, { state: "succeeded", progress: 1, message: "Writing the alignment", finished_at: now(), result: { set: set.id, valid_from, accounts: accountsOf(world).length, gaps } });
      emit(world, "rule_set.updated", { id: set.id, state: "active" });
      emit(world, "alignment.updated", { revision: 1, accounts: accountsOf(world).length });
    },
  ];
  steps.forEach((step, index) => {
    const run = () => {
      step();
      emit(world, "job.updated", job);
    };
    void setTimeout(run, world.tickMs * (index + 1)).unref();
  });
  return { ...job };
}

function clausesOf(world, rule, account) {
  if (rule.kind === "named") return [];
  if (rule.kind === "units") return ["country", "postal_code"].map((text) => ({ text, value: JSON.stringify(account[text] ?? null) }));
  const all = rule.formula.split(" && ").map((text) => ({ text, value: String(conditionOf(world, text)(account)) }));
  const isTrue = all.every(({ value }) => value === "true");
  return isTrue ? all : all.filter(({ value }) => value !== "true");
}

// Of clauses like "employees > 500" alone: the number on its other side.
function changesOf(world, rules, account, first) {
  const texts = rules.flatMap((rule) => (rule.formula ?? "").split(" && "));
  const found = texts.map((text) => /^(\w+) > (\d+)$/.exec(text)).filter(Boolean);
  return found.flatMap(([, field, limit]) => {
    const to = account[field] > Number(limit) ? Number(limit) : Number(limit) + 1;
    const other = winnerOf(world, rules, { ...account, [field]: to }).first;
    if (other?.territory === first?.territory) return [];
    return [{ field, from: String(account[field]), to: String(to), ...(other ? { territory: other.territory, rule: other.id } : {}), relative: Math.abs(to / account[field] - 1) }];
  });
}

function whyOf(world, account) {
  const set = setIn(world, "active");
  if (!set) throw new Refusal(409, "It conflicts with what is there.", "No rules are active yet: write some and activate them, then ask again.", "P067");
  const rules = sortedRules(world, set);
  const { first, other } = winnerOf(world, rules, account);
  const outcomeOf = (rule) => (!holds(world, rule, account) ? "fails" : rule.is_overlay ? "adds" : rule === first ? "wins" : "beaten");
  const told = rules.filter(({ is_open }) => is_open).map((rule) => {
    const outcome = outcomeOf(rule);
    return { rule: rule.id, name: rule.name, territory: rule.territory, priority: rule.priority, outcome, clauses: clausesOf(world, rule, account), parents: [], ...(outcome === "beaten" ? { beaten_by: first.id } : {}) };
  });
  const row = rowsOf(world, account).find((one) => !one.superseded_at && one.valid_from <= today() && (!one.valid_to || today() < one.valid_to));
  const aligned = row && { reason: row.reason, valid_from: row.valid_from, ...(row.territory ? { territory: row.territory } : {}), ...(row.rule ? { rule: row.rule } : {}) };
  const overlays = rules.filter((rule) => rule.is_open && rule.is_overlay && holds(world, rule, account)).map(({ id, territory }) => ({ rule: id, territory }));
  return { account: account.id, set: set.id, is_conflict: Boolean(other), ...(first ? { territory: first.territory, rule: first.id } : {}), ...(aligned ? { aligned } : {}), overlays, rules: told, changes: changesOf(world, rules, account, first) };
}

function ruleIn(world, id, method) {
  const found = current(world) && world.assignment.rules.get(draftOf(world).id).find((rule) => rule.id === id);
  if (!found) throw new Refusal(NONE[method], "Not found", "There is no such rule or set of rules.", "P060");
  return found;
}

function touched(world) {
  const set = current(world);
  set.version++;
  emit(world, "rule_set.updated", { id: set.id, state: set.state });
}

export const assignmentRoutes = {
  "GET /assignment-rule-sets": ({ world }) => ({ items: world.assignment.sets.map((set) => shownSet(world, set)) }),
  "DELETE /assignment-rule-sets/:id": ({ world, id, response }) => {
    world.assignment.sets.find((set) => set.id === id).state = "archived";
    response.statusCode = 204;
  },
  "GET /assignment-rules": ({ world, query }) => {
    const asked = query.get("set");
    const set = asked ? (setIn(world, asked) ?? world.assignment.sets.find(({ id }) => id === asked)) : current(world);
    if (!set && asked) throw new Refusal(404, "Not found", "There is no such rule or set of rules.", "P060");
    return set ? { set: shownSet(world, set), items: sortedRules(world, set) } : { set: null, items: [] };
  },
  "POST /assignment-rules": ({ world, body, response }) => {
    const rule = { priority: 0, is_overlay: false, is_open: true, ...body, id: newId("rule"), version: 1 };
    check(world, rule);
    world.assignment.rules.get(draftOf(world).id).push(rule);
    touched(world);
    response.statusCode = 201;
    return rule;
  },
  "PATCH /assignment-rules/:id": ({ world, id, body, request }) => {
    const rule = ruleIn(world, id, "PATCH");
    checkVersion(rule, request);
    check(world, { ...rule, ...body });
    Object.assign(rule, body, { version: rule.version + 1 });
    touched(world);
    return rule;
  },
  "DELETE /assignment-rules/:id": ({ world, id, request, response }) => {
    const rule = ruleIn(world, id, "DELETE");
    checkVersion(rule, request);
    const rules = world.assignment.rules.get(draftOf(world).id);
    rules.splice(rules.indexOf(rule), 1);
    touched(world);
    response.statusCode = 204;
  },
  "POST /assignment-rules/preview": ({ world }) => previewOf(world),
  "POST /assignment-rules/activate": ({ world, body, session, response }) => {
    response.statusCode = 202;
    return activate(world, body.valid_from, session.person);
  },
  "GET /accounts/:id/why": ({ world, id }) => whyOf(world, found(world, "account", id)),
  "GET /accounts/:id/alignment": ({ world, id }) => ({ items: rowsOf(world, found(world, "account", id)) }),
};
