// Imports of the fake server: a CSV file is read, its columns guessed, its rows checked and brought in, a tick at a time.
import { bringAssignment, bringTerritory } from "./alignment_imports.mjs";
import { addRecord, changeRecord, faultsOf } from "./crm.mjs";
import { fieldsOf, OBJECTS } from "./crm_objects.mjs";
import { emit } from "./emit.mjs";
import { Refusal } from "./refusal.mjs";
import { newId } from "./world.mjs";

const TICKS = 8;
const GUESSES = { naam: "name", account_name: "name", plaats: "city", land: "country", omzet: "annual_revenue", revenue: "annual_revenue", branche: "industry", medewerkers: "employees", staff: "employees", id: "external_id", postcode: "postal_code", telefoon: "phone", zip: "postal_code" };
const WORDS = { contact: ["last_name", "email"], order: ["number", "day"], opportunity: ["stage"], lead: ["company"] };

export function csvRows(text, delimiter) {
  const rows = [[]];
  for (const match of text.replace(/^\ufeff/, "").matchAll(new RegExp(`("(?:[^"]|"")*"|[^${delimiter}\\r\\n]*)(${delimiter}|\\r?\\n|$)`, "g"))) {
    const [whole, cell, end] = match;
    if (whole === "" && end === "") break;
    rows.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (/\n/.test(end)) rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell !== ""));
}

const wordOf = (name) => name.trim().toLowerCase().replace(/[^a-z0-9]+/g, "_");

function guess(crm, object, name) {
  const word = wordOf(name);
  const known = fieldsOf(crm, object).find((field) => field.name === word);
  if (known) return { field: known.is_custom ? `custom.${word}` : word, why: "The header is called so", why_code: "header" };
  const meant = GUESSES[word];
  if (meant && (meant === "external_id" || fieldsOf(crm, object).some((field) => field.name === meant))) return { field: meant, why: "The header is called so", why_code: "header" };
  if (word === "external_id") return { field: "external_id", why: "The header is called so", why_code: "header" };
  return { why: "No field is called so", why_code: "unknown" };
}

const objectOf = (head) => OBJECTS.find(({ name }) => WORDS[name]?.every((word) => head.some((one) => wordOf(one) === word)))?.name ?? "account";

const fault = (field, value, rule, message) => ({ field: field.name, value, rule, message });

function valueOf(field, text, { decimal_mark, currency, date_order }) {
  const plain = decimal_mark === "," ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
  if (field.type === "whole") return /^-?\d+$/.test(plain) ? Number(plain) : fault(field, text, "K032", "This is not a whole number.");
  if (field.type === "decimal") return /^-?\d+(\.\d+)?$/.test(plain) ? plain : fault(field, text, "K031", "This is not a number.");
  if (field.type === "money") {
    const amount = plain.replace(/[€$£\s]/g, "");
    return /^-?\d+(\.\d+)?$/.test(amount) ? { amount, currency } : fault(field, text, "K031", "This is not an amount.");
  }
  if (field.type === "date" && /^\d{4}-\d\d-\d\d/.test(text)) return text.slice(0, 10);
  if (field.type === "date" && date_order !== "ymd") {
    const [a, b, year] = text.split(/[-/.]/);
    return year ? `${year}-${date_order === "dmy" ? b : a}-${date_order === "dmy" ? a : b}` : text;
  }
  if (field.type === "truth") return /^(true|yes|ja|1)$/i.test(text);
  return text;
}

// A row as a record's fields, with what is wrong with it.
function readRow(world, one, row) {
  const { object, columns } = one.columnsOf;
  const body = { custom: {}, ...one.settings.defaults };
  const faults = [];
  columns.forEach((column, index) => {
    const target = one.settings.mapping[column];
    const text = row[index] ?? "";
    if (!target || text === "") return;
    if (target === "external_id") return void (body.external_id = text);
    if (target.endsWith(".currency")) return;
    const field = fieldsOf(world.crm, object).find((own) => (own.is_custom ? `custom.${own.name}` : own.name) === target);
    const own = columns.findIndex((other) => one.settings.mapping[other] === `${target}.currency`);
    const value = valueOf(field, text, { ...one.settings, ...(row[own] ? { currency: row[own] } : {}) });
    if (value?.rule) faults.push({ ...value, column });
    else if (field.is_custom) body.custom[field.name] = value;
    else body[field.name] = value;
  });
  return { body, faults };
}

function judgeOfAlignment(world, one, row, line, { outcome, body: { custom: _, ...body }, faults, isReal }) {
  const came = faults.length > 0 ? {} : one.object === "territory" ? bringTerritory(world, body, isReal) : bringAssignment(world, body, isReal, one.created_by);
  const all = came.fault ? [...faults, came.fault] : faults;
  if (all.length === 0) return void outcome[came.what]++;
  outcome.rejected++;
  one.bad.push({ row, problem: all.map(({ message }) => message).join(" ") });
  outcome.problems.push(...all.map((own) => ({ line, ...own })));
}

function judge(world, one, row, line, outcome, isReal) {
  const { object } = one;
  const { body, faults: wrong } = readRow(world, one, row);
  const isLeftOut = ({ field }) => one.settings.wrong_values === "leave_out" && !fieldsOf(world.crm, object).some((own) => own.name === field && own.is_required);
  const faults = wrong.filter((own) => !isLeftOut(own));
  const leftOut = wrong.filter(isLeftOut).map((own) => ({ line, is_left_out: true, ...own }));
  if (object === "territory" || object === "territory_assignment") return void judgeOfAlignment(world, one, row, line, { outcome, body, faults, isReal });
  const records = world.crm.records[object];
  const known = body.external_id && records.find((record) => record.external_id === body.external_id && !record.is_deleted);
  for (const { pointer, rule, message } of known ? [] : faultsOf(world.crm, object, body)) faults.push({ column: "", value: "", field: pointer.slice(1), rule: rule === "R002" ? "K041" : rule, message });
  if (faults.length > 0) {
    outcome.rejected++;
    one.bad.push({ row, problem: faults.map(({ message }) => message).join(" ") });
    outcome.problems.push(...faults.map((own) => ({ line, ...own })));
    return;
  }
  outcome.left_out += leftOut.length;
  outcome.problems.push(...leftOut);
  const isSame = known && Object.entries(body).every(([key, value]) => key === "custom" || JSON.stringify(known[key]) === JSON.stringify(value));
  outcome[known ? (isSame ? "unchanged" : "updated") : "added"]++;
  if (!isReal || isSame) return;
  if (known) changeRecord(world, object, known, body);
  else addRecord(world, object, body);
}

function start(world, one, session, body, state) {
  const job = { id: newId("job"), kind: "crm.import", title: `${state === "checking" ? "Check" : "Import"} of ${one.name}`, state: "running", progress: 0, message: "", created_by: session.person.id, created_at: new Date().toISOString(), attempts: 1, run_at: new Date().toISOString(), is_cancel_requested: false };
  world.jobs.unshift(job);
  const { mode, ...settings } = body;
  Object.assign(one, { state, job: job.id, settings, order: body, bad: [], columnsOf: { object: one.object, columns: one.columns.map(({ name }) => name) } });
  const outcome = { added: 0, updated: 0, unchanged: 0, rejected: 0, left_out: 0, problems: [] };
  const isReal = state === "running" && mode === "good_rows";
  const each = Math.ceil(one.rows.length / TICKS);
  let at = 0;
  function step() {
    for (const row of job.is_cancel_requested ? [] : one.rows.slice(at, at + each)) judge(world, one, row, ++at + (one.has_header ? 1 : 0), outcome, isReal);
    const isOver = at >= one.rows.length || job.is_cancel_requested;
    Object.assign(job, { progress: Math.min(at / one.rows.length, 1), ...(isOver ? { state: job.is_cancel_requested ? "cancelled" : "succeeded", finished_at: new Date().toISOString() } : {}) });
    if (isOver) {
      const isWhole = state === "running" && mode === "all_or_nothing" && outcome.rejected === 0 && !job.is_cancel_requested;
      if (isWhole) one.rows.forEach((row, index) => judge(world, one, row, index + (one.has_header ? 2 : 1), { added: 0, updated: 0, unchanged: 0, rejected: 0, left_out: 0, problems: [] }, true));
      const isNothing = job.is_cancel_requested && !isReal;
      one.outcome = isNothing ? { ...outcome, added: 0, updated: 0, unchanged: 0 } : outcome;
      one.state = job.is_cancel_requested ? (state === "checking" ? "uploaded" : "cancelled") : state === "checking" ? "checked" : "done";
    }
    emit(world, "job.updated", job);
    if (!isOver) setTimeout(step, world.tickMs).unref();
  }
  setTimeout(step, world.tickMs).unref();
  return job;
}

const shown = ({ rows: _, bad: __, settings: ___, columnsOf: ____, head: _____, ...one }) => one;

function find(world, id) {
  const one = world.crm.imports.find((own) => own.id === id);
  if (!one) throw new Refusal(404, "Not found", "There is no such import.", "K050");
  return one;
}

export const importRoutes = {
  "GET /imports": ({ world }) => ({ items: world.crm.imports.map(shown) }),
  "POST /imports": ({ world, query, body, session, response }) => {
    const text = String(body);
    const delimiter = ["\t", ";", ","].find((mark) => text.split("\n")[0].includes(mark)) ?? ",";
    const all = csvRows(text, delimiter);
    const looks_headed = !(all[0] ?? []).some((cell) => /^(-?\d+([.,]\d+)*|\d{4}-\d\d-\d\d.*)$/.test(cell));
    const has_header = query.get("has_header") ? query.get("has_header") === "true" : looks_headed;
    const [head, ...rows] = has_header ? all : [(all[0] ?? []).map((_, index) => `Column ${index + 1}`), ...all];
    if (!head || rows.length === 0) throw new Refusal(422, "The file is not valid", "The file has no rows below its line of names.", "K053");
    const object = query.get("object") ?? (has_header ? objectOf(head) : null);
    if (!object) throw new Refusal(400, "The request is not valid.", "Which object the rows are cannot be told from the columns. Name it.", "K049");
    const columns = head.map((name, index) => ({ name, samples: rows.slice(0, 3).map((row) => row[index]).filter(Boolean), ...guess(world.crm, object, name) }));
    const one = {
      id: newId("import"), object, name: query.get("name") ?? "file.csv", state: "uploaded", row_count: rows.length, delimiter, decimal_mark: delimiter === ";" ? "," : ".", date_order: delimiter === ";" ? "dmy" : "ymd", has_header, looks_headed, notes: [], columns, created_at: new Date().toISOString(), created_by: session.person.id, rows, head,
    };
    world.crm.imports.unshift(one);
    response.statusCode = 201;
    return shown(one);
  },
  "GET /imports/:id": ({ world, id }) => shown(find(world, id)),
  "POST /imports/:id/check": ({ world, id, session, body, response }) => {
    response.statusCode = 202;
    return start(world, find(world, id), session, body, "checking");
  },
  "POST /imports/:id/run": ({ world, id, session, body, response }) => {
    response.statusCode = 202;
    return start(world, find(world, id), session, body, "running");
  },
  "GET /imports/:id/rejects.csv": ({ world, id }) => {
    const one = find(world, id);
    const line = (cells) => cells.map((cell) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(one.delimiter);
    return [line([...one.head, "problem"]), ...one.bad.map(({ row, problem }) => line([...row, problem]))].join("\r\n") + "\r\n";
  },
};
