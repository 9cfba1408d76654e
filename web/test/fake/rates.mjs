// Exchange rates of the fake server (docs/spec/money.md): one line a pair and day. Files with a column a currency alone.
import { Refusal } from "./refusal.mjs";
import { ROLE_PERMISSIONS } from "./world.mjs";

const PAGE = 50;
const byDay = (a, b) => b.from.localeCompare(a.from) || a.currency.localeCompare(b.currency) || a.against.localeCompare(b.against);
const isOf = ({ currency, against, day }) => (rate) => rate.currency === currency && rate.against === against && rate.from === day;

function refuse(rule, message, pointer) {
  throw new Refusal(400, "The request is not valid", message, rule, pointer ? [{ pointer, rule, message }] : []);
}
function allow(session) {
  if (!session.person.roles.some((role) => ROLE_PERMISSIONS[role].includes("rates.manage"))) throw new Refusal(403, "Not allowed", "This needs the permission rates.manage.", "I001");
}

function put(world, session, key, rate) {
  if (key.currency === key.against) refuse("I070", "A rate is of two different currencies.", "/currency");
  if (!(Number(rate) > 0)) refuse("I071", "A rate is above 0 and below 1,000,000,000.", "/rate");
  const old = world.rates.find(isOf(key));
  world.rates = world.rates.filter((one) => one !== old);
  const { day: from, ...pair } = key;
  const made = { ...pair, from, rate, recorded_at: new Date().toISOString(), recorded_by: session.person.id };
  world.rates.push(made);
  return { made, isNew: !old, isSame: old?.rate === rate };
}

function bring(world, session, query, body) {
  const [head, ...lines] = body.trim().split(/\r?\n/).map((line) => line.split(","));
  if (head[0].toLowerCase() !== "date") refuse("Y010", "The file needs a column called date.");
  const base = query.get("against") ?? world.company.currency;
  const counts = { added: 0, corrected: 0, unchanged: 0, skipped: 0 };
  const before = [...world.rates];
  for (const [index, [day, ...cells]] of lines.entries()) {
    cells.forEach((cell, column) => {
      const other = head[column + 1];
      if (!other || other === base) return;
      if (!cell || cell === "N/A") return void counts.skipped++;
      if (!(Number(cell) > 0)) refuse("Y011", `rates.csv, line ${index + 2}: "${cell}" is no rate.`);
      const pair = query.get("quoted") === "per_base" ? { currency: base, against: other } : { currency: other, against: base };
      const { isNew, isSame } = put(world, session, { ...pair, day }, cell);
      counts[isNew ? "added" : isSame ? "unchanged" : "corrected"]++;
    });
  }
  if (query.get("rehearse") === "true") world.rates = before;
  return counts;
}

export const rateRoutes = {
  "GET /exchange-rates": ({ world, query }) => {
    const [currency, against] = [query.get("currency"), query.get("against")];
    const found = world.rates.filter((rate) => (!currency || rate.currency === currency) && (!against || rate.against === against)).sort(byDay);
    const from = Number(query.get("cursor") ?? 0);
    return { items: found.slice(from, from + PAGE), ...(from + PAGE < found.length ? { next: String(from + PAGE) } : {}) };
  },
  "PUT /exchange-rates/:currency/:against/:day": ({ world, session, params, body }) => {
    allow(session);
    return put(world, session, params, body.rate).made;
  },
  "DELETE /exchange-rates/:currency/:against/:day": ({ world, session, params, response }) => {
    allow(session);
    if (!world.rates.some(isOf(params))) throw new Refusal(404, "Not found", "There is no such rate.", "I073");
    const kept = isOf(params);
    world.rates = world.rates.filter((rate) => !kept(rate));
    response.statusCode = 204;
  },
  "POST /exchange-rates/import": ({ world, session, query, body }) => {
    allow(session);
    return bring(world, session, query, body);
  },
};

// How much of the reporting currency one of `currency` is on a day; nothing where there is no rate. Direct quotes only: enough to look at.
export function rateOn(world, currency, day) {
  const reporting = world.company.currency;
  if (currency === reporting) return 1;
  const held = world.rates.filter(({ from }) => from <= day).sort(byDay);
  const found = held.find((rate) => (rate.currency === currency && rate.against === reporting) || (rate.currency === reporting && rate.against === currency));
  return found ? (found.currency === currency ? Number(found.rate) : 1 / Number(found.rate)) : undefined;
}
