// The CRM of the fake server, in memory: records, what lists ask of them, custom fields and pipelines (docs/spec/crm.md).
import { Refusal } from "./refusal.mjs";
import { fieldAt, fieldsOf, OBJECTS, objectNamed, PLURALS } from "./crm_objects.mjs";
import { treeOn } from "./alignment.mjs";
import { newId } from "./world.mjs";

const now = () => new Date().toISOString();
const isEmpty = (value) => value === undefined || value === null || value === "";
export const plainText = (text) => String(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export const titleOf = (object, record) => object.title.map((name) => record[name]).filter(Boolean).join(" ");
export const valueAt = (record, path) => (path.startsWith("custom.") ? record.custom?.[path.slice(7)] : path === "title" ? record.title : record[path]);

export function stageNamed(crm, stage) {
  const [pipeline, key] = String(stage).split(".");
  return crm.pipelines.find((one) => one.key === pipeline)?.stages.find((one) => one.key === key);
}

function nameOf(world, field, value) {
  const { crm } = world;
  if (field.type === "record") return crm.records[field.refers_to].find(({ id, is_deleted }) => id === value && !is_deleted)?.title;
  if (field.type === "person") return world.people.find(({ person }) => person.id === value)?.person.name;
  if (field.type === "territory") return treeOn(world, now().slice(0, 10)).find(({ id }) => id === value)?.name;
  if (field.type === "stage") return stageNamed(crm, value)?.name;
  return undefined;
}

// As the server shows it: without empty fields, with the names of what it points at.
export function shown(world, name, record) {
  const { is_deleted: _, ...rest } = record;
  const labels = {};
  const fields = [...fieldsOf(world.crm, name), ...(name === "account" ? [{ name: "territory", type: "territory" }] : [])];
  for (const field of fields) {
    const label = field.is_custom || isEmpty(record[field.name]) ? undefined : nameOf(world, field, record[field.name]);
    if (label) labels[field.name] = label;
  }
  return { ...Object.fromEntries(Object.entries(rest).filter(([, value]) => !isEmpty(value))), labels };
}

const number = (value) => (typeof value === "object" && value ? Number(value.amount) : Number(value));

export function compare(field, a, b) {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) ? (isEmpty(b) ? 0 : 1) : -1;
  if (field.type === "money") return a.currency.localeCompare(b.currency) || number(a) - number(b);
  if (field.type === "whole" || field.type === "decimal") return number(a) - number(b);
  return plainText(a).localeCompare(plainText(b));
}

function holds(crm, name, record, { field: path, is, value }) {
  if (path === "territory_then") return holds(crm, name, record, { field: "account.territory", is, value });
  if (path.startsWith("account.")) {
    const account = crm.records.account.find(({ id }) => id === record.account);
    return account !== undefined && holds(crm, "account", account, { field: path.slice(8), is, value });
  }
  const field = fieldAt(crm, name, path);
  if (!field) throw new Refusal(400, "The request is not valid", `There is no field ${path}.`, "R008");
  const own = valueAt(record, path);
  if (is === "empty" || is === "filled") return isEmpty(own) === (is === "empty");
  if (is === "in") return value.some((one) => !isEmpty(own) && compare(field, own, one) === 0);
  if (is === "begins") return plainText(own ?? "").startsWith(plainText(value));
  if (is === "ne") return isEmpty(own) || compare(field, own, value) !== 0;
  if (isEmpty(own) || (field.type === "money" && own.currency !== value.currency)) return false;
  const order = compare(field, own, value);
  return { eq: order === 0, lt: order < 0, le: order <= 0, gt: order > 0, ge: order >= 0 }[is];
}

export function matching(world, name, query) {
  const { crm } = world;
  const object = objectNamed(name);
  const words = plainText(query.get("q") ?? "").split(/\s+/).filter(Boolean);
  const where = JSON.parse(query.get("where") ?? "[]");
  const begins = (record, word) => object.searched.some((field) => plainText(record[field] ?? "").split(/[^\p{L}\p{N}]+/u).some((one) => one.startsWith(word)));
  return crm.records[name].filter((record) => !record.is_deleted && words.every((word) => begins(record, word)) && where.every((condition) => holds(crm, name, record, condition)));
}

export function sorted(world, name, records, sort) {
  const object = objectNamed(name);
  const path = (sort || (object.time ? `-${object.time}` : "title")).replace(/^-/, "");
  const sign = (sort || (object.time ? "-" : "")).startsWith("-") ? -1 : 1;
  const field = fieldAt(world.crm, name, path);
  const emptyLast = (a, b) => Number(isEmpty(valueAt(a, path))) - Number(isEmpty(valueAt(b, path)));
  return [...records].sort((a, b) => emptyLast(a, b) || sign * compare(field, valueAt(a, path), valueAt(b, path)) || a.id.localeCompare(b.id));
}

function paged(items, query, most = 50) {
  const from = Number(query.get("cursor") || 0);
  const limit = Number(query.get("limit") ?? most);
  return { items: items.slice(from, from + limit), ...(from + limit < items.length ? { next: String(from + limit) } : {}) };
}

function groups(world, name, query) {
  const by = query.get("by");
  const field = fieldAt(world.crm, name, by);
  const found = new Map();
  for (const record of matching(world, name, query)) {
    const value = valueAt(record, by) ?? null;
    const group = found.get(value) ?? { value, label: value === null ? undefined : (nameOf(world, field, value) ?? String(value)), count: 0, sums: {} };
    group.count++;
    for (const { name: sum, type } of fieldsOf(world.crm, name)) {
      const money = record[sum];
      if (type !== "money" || isEmpty(money)) continue;
      group.sums[sum] ??= [];
      const own = group.sums[sum].find(({ currency }) => currency === money.currency);
      if (own) own.amount = (Number(own.amount) + Number(money.amount)).toFixed(2);
      else group.sums[sum].push({ ...money });
    }
    found.set(value, group);
  }
  return { items: [...found.values()].sort((a, b) => b.count - a.count).slice(0, 200) };
}

const fault = (pointer, rule, message) => ({ pointer, rule, message });

export function faultsOf(crm, name, record) {
  const faults = [];
  for (const field of fieldsOf(crm, name)) {
    const value = field.is_custom ? record.custom?.[field.name] : record[field.name];
    const pointer = field.is_custom ? `/custom/${field.name}` : `/${field.name}`;
    if (field.is_required && isEmpty(value)) faults.push(fault(pointer, "R002", "This field must have a value."));
    if (isEmpty(value)) continue;
    if (field.type === "choice" && !field.choices.includes(value)) faults.push(fault(pointer, "R005", `It is one of ${field.choices.join(", ")}.`));
    if (field.form === "email" && !/^\S+@\S+$/.test(value)) faults.push(fault(pointer, "R003", "This is not an email address."));
    if (field.type === "whole" && !Number.isInteger(value)) faults.push(fault(pointer, "R004", "This is not a whole number."));
  }
  return faults;
}

function put(world, name, record, body) {
  const { crm } = world;
  const before = record.stage;
  const next = { ...record, ...body, custom: { ...record.custom, ...body.custom } };
  for (const [key, value] of Object.entries(next.custom)) if (isEmpty(value)) delete next.custom[key];
  for (const [key, value] of Object.entries(next)) if (isEmpty(value)) delete next[key];
  const faults = faultsOf(crm, name, next);
  if (faults.length > 0) throw new Refusal(422, "The record is not valid", faults[0].message, faults[0].rule, faults);
  if (name === "opportunity" && next.stage !== before) Object.assign(next, { stage_since: now(), ...(body.probability === undefined ? { probability: stageNamed(crm, next.stage)?.probability } : {}) });
  Object.assign(next, { title: titleOf(objectNamed(name), next), updated_at: now(), version: (record.version ?? 0) + 1 });
  return next;
}

export function addRecord(world, name, body) {
  const record = put(world, name, { id: newId(name), created_at: now(), custom: {} }, body);
  world.crm.records[name].push(record);
  return record;
}

// In place, so that whoever holds it sees the change.
export function changeRecord(world, name, record, body) {
  const next = put(world, name, record, body);
  for (const key of Object.keys(record)) delete record[key];
  return Object.assign(record, next);
}

export function found(world, name, id) {
  const record = world.crm.records[name].find((one) => one.id === id && !one.is_deleted);
  if (!record) throw new Refusal(404, "Not found", "There is no such record for you.", "R001");
  return record;
}

export function checkVersion(record, request) {
  const wanted = request.headers["if-match"];
  if (wanted === undefined) throw new Refusal(428, "If-Match is missing", "Send the version that you read.", "H028");
  if (wanted !== "*" && wanted !== `"${record.version}"`) throw new Refusal(412, "Changed since it was read", "It was changed by someone else since you read it.", "R010");
}

const tagged = (world, name, record, response) => {
  response.setHeader("ETag", `"${record.version}"`);
  return shown(world, name, record);
};

function timeline(world, account, query) {
  const at = { order: "day", activity: "happened_at", finding: "day", task: "created_at", note: "created_at", opportunity: "created_at" };
  const items = Object.entries(at).flatMap(([object, path]) =>
    world.crm.records[object].filter((record) => record.account === account && !record.is_deleted).map((record) => ({ at: record[path], object, record: shown(world, object, record) })),
  );
  return paged(items.sort((a, b) => b.at.localeCompare(a.at)), query, 20);
}

const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
function asCsv(world, name, records) {
  const fields = fieldsOf(world.crm, name);
  const head = ["id", "external_id", ...fields.flatMap((field) => (field.type === "money" ? [field.name, `${field.name}.currency`] : [field.is_custom ? `custom.${field.name}` : field.name]))];
  const cell = (record, path) => {
    const value = path.endsWith(".currency") ? record[path.slice(0, -9)]?.currency : valueAt(record, path);
    return quoted(String(value?.amount ?? value ?? ""));
  };
  return [head.join(","), ...records.map((record) => head.map((path) => cell(record, path)).join(","))].join("\r\n") + "\r\n";
}

function routesOf(object) {
  const { name } = object;
  const base = `/${PLURALS[name]}`;
  return {
    [`GET ${base}`]: ({ world, query }) => {
      const page = paged(sorted(world, name, matching(world, name, query), query.get("sort")), query);
      return { ...page, items: page.items.map((record) => shown(world, name, record)) };
    },
    [`GET ${base}/count`]: ({ world, query }) => ({ count: matching(world, name, query).length }),
    [`GET ${base}/groups`]: ({ world, query }) => groups(world, name, query),
    [`GET ${base}.csv`]: ({ world, query }) => asCsv(world, name, matching(world, name, query)),
    [`POST ${base}`]: ({ world, body, response }) => {
      response.statusCode = 201;
      return tagged(world, name, addRecord(world, name, body), response);
    },
    [`GET ${base}/:id`]: ({ world, id, response }) => tagged(world, name, found(world, name, id), response),
    [`PATCH ${base}/:id`]: ({ world, id, body, request, response }) => {
      const record = found(world, name, id);
      checkVersion(record, request);
      return tagged(world, name, changeRecord(world, name, record, body), response);
    },
    [`DELETE ${base}/:id`]: ({ world, id, request, response }) => {
      const record = found(world, name, id);
      checkVersion(record, request);
      record.is_deleted = true;
      response.statusCode = 204;
    },
    [`POST ${base}/:id/restore`]: ({ world, id, response }) => {
      const record = world.crm.records[name].find((one) => one.id === id);
      if (!record) throw new Refusal(404, "Not found", "There is no such record for you.", "R001");
      record.is_deleted = false;
      return tagged(world, name, record, response);
    },
  };
}

export const recordRoutes = {
  ...Object.assign({}, ...OBJECTS.map(routesOf)),
  "GET /accounts/:id/timeline": ({ world, id, query }) => timeline(world, found(world, "account", id).id, query),
};

export function emptyCrm() {
  const stage = (key, name, probability, outcome = "open") => ({ key, name, probability, outcome });
  const stages = [stage("prospecting", "Prospecting", 10), stage("qualified", "Qualified", 25), stage("proposal", "Proposal", 50), stage("negotiation", "Negotiation", 75), stage("won", "Won", 100, "won"), stage("lost", "Lost", 0, "lost")];
  return {
    records: Object.fromEntries(OBJECTS.map(({ name }) => [name, []])),
    custom: {},
    pipelines: [{ key: "standard", name: "Standard", stages, version: 1 }],
    imports: [],
  };
}
