// Performance of the fake server (docs/spec/performance.md), roughly: amounts are added as numbers, an account's territory is today's, and the interval of a rate is the normal one.
import { stageNamed } from "./crm.mjs";
import { rateOn } from "./rates.mjs";
import { Refusal } from "./refusal.mjs";
import { treeOn } from "./alignment.mjs";

const DAY_MS = 86_400_000;
const today = () => new Date().toISOString().slice(0, 10);
const SIZES = [[0, 9], [10, 49], [50, 249], [250, 999], [1000]];
const GROWTHS = [["shrinking", -Infinity, 0], ["steady", 0, 0.05], ["growing", 0.05, 0.2], ["fast", 0.2, Infinity]];
const sizeName = ([least, most]) => (most === undefined ? `${least}+` : `${least}-${most}`);
const days = (from, to) => (Date.parse(to) - Date.parse(from)) / DAY_MS;
const shifted = (day, years) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`.replace("02-29", "02-28");

function newSum() {
  return { total: 0, left: new Map() };
}
function add(world, sum, money, day, times = 1) {
  if (!money) return;
  const rate = rateOn(world, money.currency, day);
  if (rate !== undefined) {
    sum.total += Number(money.amount) * rate * times;
    return;
  }
  const left = sum.left.get(money.currency) ?? { amount: 0, count: 0 };
  sum.left.set(money.currency, { amount: left.amount + Number(money.amount) * times, count: left.count + 1 });
}
const told = (world, { total, left }) => ({
  amount: { amount: total.toFixed(2), currency: world.company.currency },
  unconverted: [...left].map(([currency, { amount, count }]) => ({ amount: { amount: amount.toFixed(2), currency }, count })),
});

function groupOf(world, by, record) {
  const account = world.crm.records.account.find(({ id }) => id === record.account) ?? {};
  if (by === "territory") return account.territory ?? null;
  if (by === "owner") return record.owner ?? null;
  if (by === "pipeline") return record.stage.split(".")[0];
  if (by === "period") return record.close_date.slice(0, 7);
  if (by === "size") return account.employees === undefined ? null : sizeName(SIZES.find(([, most]) => most === undefined || account.employees <= most));
  if (by === "growth") return account.growth === undefined ? null : GROWTHS.find(([, , below]) => Number(account.growth) < below)[0];
  if (by.startsWith("custom.")) return account.custom?.[by.slice(7)] ?? null;
  return account[by] ?? null;
}
function labelOf(world, by, value) {
  if (by === "territory") return treeOn(world, today()).find(({ id }) => id === value)?.name;
  if (by === "owner") return world.people.find(({ person }) => person.id === value)?.person.name;
  if (by === "pipeline") return world.crm.pipelines.find(({ key }) => key === value)?.name;
  return undefined;
}
function conditionsOf(by, value) {
  const field = by === "territory" ? "territory_then" : by === "owner" ? "owner" : by === "size" ? "account.employees" : `account.${by}`;
  if (value === null) return [{ field, is: "empty" }];
  if (by === "size") return [{ field, is: "ge", value: Number.parseInt(value, 10) }, ...(value.includes("-") ? [{ field, is: "le", value: Number(value.split("-")[1]) }] : [])];
  if (by === "growth") {
    const [, least, below] = GROWTHS.find(([name]) => name === value);
    return [...(least === -Infinity ? [] : [{ field, is: "ge", value: String(least) }]), ...(below === Infinity ? [] : [{ field, is: "lt", value: String(below) }])];
  }
  return [{ field, is: "eq", value }];
}

// Figures by group: `start` makes empty ones, `count` adds a record, `tell` shows them.
function table(world, records, { by, where, start, count, tell }) {
  const groups = new Map();
  const total = start();
  for (const record of records) {
    count(total, record);
    if (by === "none") continue;
    const value = groupOf(world, by, record);
    if (!groups.has(value)) groups.set(value, start());
    count(groups.get(value), record);
  }
  const lines = [...groups].map(([value, figures]) => {
    const label = value === null ? undefined : labelOf(world, by, value);
    return { ...tell(figures), value, ...(label ? { label } : {}), where: JSON.stringify([...where, ...(by === "period" || by === "pipeline" ? [] : conditionsOf(by, value))]) };
  });
  return { reporting: world.company.currency, lines, total: tell(total), where: JSON.stringify(where), undated: 0 };
}

function asked(query, groups) {
  const by = query.get("by") ?? "none";
  if (!/^custom\.\w+$/.test(by) && !groups.includes(by)) throw new Refusal(400, "The request is not valid", "These figures cannot be grouped so.", "R031");
  return { by, from: query.get("from"), to: query.get("to") };
}
const SEGMENTS = ["none", "territory", "industry", "country", "size", "growth"];
const DEALS = [...SEGMENTS, "owner", "pipeline"];
const dealsIn = (world, outcomes) => world.crm.records.opportunity.filter(({ is_deleted, stage }) => !is_deleted && outcomes.includes(stageNamed(world.crm, stage)?.outcome));
const stagesIn = (world, outcomes) => world.crm.pipelines.flatMap(({ key, stages }) => stages.filter(({ outcome }) => outcomes.includes(outcome)).map((stage) => `${key}.${stage.key}`));

function pipeline(world, query) {
  const { by } = asked(query, DEALS);
  const start = () => ({ count: 0, without: 0, amount: newSum(), weighted: newSum(), ages: [0, 0, 0, 0] });
  function count(figures, deal) {
    figures.count++;
    if (!deal.amount) figures.without++;
    add(world, figures.amount, deal.amount, today());
    add(world, figures.weighted, deal.amount, today(), (deal.probability ?? stageNamed(world.crm, deal.stage).probability) / 100);
    const age = days((deal.stage_since ?? deal.created_at).slice(0, 10), today());
    figures.ages[age <= 30 ? 0 : age <= 60 ? 1 : age <= 90 ? 2 : 3]++;
  }
  const tell = (one) => ({ count: one.count, without_amount: one.without, amount: told(world, one.amount), weighted: told(world, one.weighted), ages: one.ages });
  const open = dealsIn(world, ["open"]);
  const stages = stagesIn(world, ["open"]).map((stage) => {
    const figures = start();
    for (const deal of open.filter((one) => one.stage === stage)) count(figures, deal);
    const { name, probability } = stageNamed(world.crm, stage);
    return { stage, label: name, probability, ...tell(figures), where: JSON.stringify([{ field: "stage", is: "eq", value: stage }]) };
  });
  return { ...table(world, open, { by, where: [{ field: "stage", is: "in", value: stagesIn(world, ["open"]) }], start, count, tell }), stages };
}

function closed(world, query, outcomes) {
  const { by, from, to } = asked(query, [...DEALS, "period"]);
  const deals = dealsIn(world, outcomes).filter(({ close_date }) => close_date >= from && close_date <= to);
  const where = [{ field: "close_date", is: "ge", value: from }, { field: "close_date", is: "le", value: to }, { field: "stage", is: "in", value: stagesIn(world, outcomes) }];
  return { by, deals, where };
}

function wins(world, query) {
  const { by, deals, where } = closed(world, query, ["won", "lost"]);
  const start = () => ({ won: 0, lost: 0, wonSum: newSum(), lostSum: newSum() });
  function count(figures, deal) {
    const isWon = stageNamed(world.crm, deal.stage).outcome === "won";
    figures[isWon ? "won" : "lost"]++;
    add(world, isWon ? figures.wonSum : figures.lostSum, deal.amount, deal.close_date);
  }
  function tell({ won, lost, wonSum, lostSum }) {
    const all = won + lost;
    const estimate = won / all;
    const half = 1.96 * Math.sqrt((estimate * (1 - estimate)) / all);
    const value = wonSum.total + lostSum.total;
    return {
      won, lost, without_amount: 0, won_amount: told(world, wonSum), lost_amount: told(world, lostSum),
      ...(all > 0 ? { rate: { estimate, least: Math.max(0, estimate - half), most: Math.min(1, estimate + half) } } : {}),
      ...(value > 0 ? { rate_by_value: wonSum.total / value } : {}),
    };
  }
  return table(world, deals, { by, where, start, count, tell });
}

function cycle(world, query) {
  const { by, deals, where } = closed(world, query, ["won"]);
  const start = () => ({ days: [], unmeasured: 0 });
  function count(figures, deal) {
    const took = days(deal.opened ?? deal.created_at.slice(0, 10), deal.close_date);
    if (took < 0) figures.unmeasured++;
    else figures.days.push(took);
  }
  function tell({ days: list, unmeasured }) {
    const sorted = [...list].sort((a, b) => a - b);
    const at = (share) => {
      const place = share * (sorted.length - 1);
      const low = Math.floor(place);
      return sorted[low] + (place - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
    };
    return { count: sorted.length, unmeasured, ...(sorted.length > 0 ? { lower_quartile: at(0.25), median: at(0.5), upper_quartile: at(0.75), p90: at(0.9) } : {}) };
  }
  return table(world, deals, { by, where, start, count, tell });
}

function monthsIn(from, to) {
  const names = [];
  for (let at = from.slice(0, 7); at <= to.slice(0, 7); at = new Date(Date.UTC(Number(at.slice(0, 4)), Number(at.slice(5)), 1)).toISOString().slice(0, 7)) names.push(at);
  return names;
}

function revenue(world, query) {
  const { by, from, to } = asked(query, SEGMENTS);
  const kind = query.get("kind") ?? "order";
  const all = world.crm.records.order.filter((order) => !order.is_deleted && order.kind === kind);
  const firsts = new Map();
  for (const { account, day } of all) if (!firsts.has(account) || day < firsts.get(account)) firsts.set(account, day);
  const previous = { first_day: new Date(Date.parse(from) - (days(from, to) + 1) * DAY_MS).toISOString().slice(0, 10), last_day: new Date(Date.parse(from) - DAY_MS).toISOString().slice(0, 10) };
  const year = { first_day: shifted(from, -1), last_day: shifted(to, -1) };
  // Of a span that is running, what is over, and as much of the others.
  const today = new Date().toISOString().slice(0, 10);
  const counted = { first_day: from, last_day: from <= today && today < to ? today : to };
  if (counted.last_day < to) {
    const last = new Date(Date.parse(previous.first_day) + days(from, today) * DAY_MS).toISOString().slice(0, 10);
    if (last < previous.last_day) previous.last_day = last;
    year.last_day = shifted(today, -1);
  }
  const within = ({ first_day, last_day }, day) => day >= first_day && day <= last_day;
  const start = () => ({ count: 0, customers: new Set(), fresh: new Set(), amount: newSum(), recent: newSum(), old: newSum(), before: newSum(), year: newSum() });
  function count(figures, order) {
    if (within(previous, order.day)) add(world, figures.before, order.amount, order.day);
    if (within(year, order.day)) add(world, figures.year, order.amount, order.day);
    if (!within(counted, order.day)) return;
    const isNew = days(firsts.get(order.account), order.day) < 365;
    figures.count++;
    figures.customers.add(order.account);
    if (firsts.get(order.account) >= from) figures.fresh.add(order.account);
    add(world, figures.amount, order.amount, order.day);
    add(world, isNew ? figures.recent : figures.old, order.amount, order.day);
  }
  const tell = (one) => ({
    count: one.count, customers: one.customers.size, new_customers: one.fresh.size, amount: told(world, one.amount), new_business: told(world, one.recent), existing_business: told(world, one.old), previous: told(world, one.before), year_before: told(world, one.year),
  });
  const whereOf = (first, last) => [{ field: "kind", is: "eq", value: kind }, { field: "day", is: "ge", value: first }, { field: "day", is: "le", value: last }];
  const series = monthsIn(from, to).map((name) => {
    const last = new Date(Date.UTC(Number(name.slice(0, 4)), Number(name.slice(5)), 0)).toISOString().slice(0, 10);
    const [now, before, compared] = [start(), newSum(), newSum()];
    for (const order of all) {
      if (order.day.startsWith(name)) count(now, order);
      if (order.day.startsWith(shifted(`${name}-01`, -1).slice(0, 7))) add(world, before, order.amount, order.day);
      if (order.day.startsWith(shifted(`${name}-01`, -1).slice(0, 7)) && within(year, order.day)) add(world, compared, order.amount, order.day);
    }
    return { name, first_day: `${name}-01`, last_day: last, count: now.count, amount: told(world, now.amount), new_business: told(world, now.recent), year_before: told(world, before), year_before_compared: told(world, compared), where: `${name}-01` > counted.last_day ? "" : JSON.stringify(whereOf(`${name}-01`, last < counted.last_day ? last : counted.last_day)) };
  });
  const lines = table(world, all, { by, where: whereOf(from, counted.last_day), start, count, tell });
  return { ...lines, series, counted_days: counted, previous_days: previous, year_before_days: year };
}

function mayRead(session) {
  if (session.person.roles.every((role) => role === "people_ops")) throw new Refusal(403, "Not allowed", "This needs the permission crm.read.", "I001");
}
const route = (view) => ({ world, session, query }) => {
  mayRead(session);
  return view(world, query);
};
export const performanceRoutes = {
  "GET /crm/performance/pipeline": route(pipeline),
  "GET /crm/performance/wins": route(wins),
  "GET /crm/performance/cycle": route(cycle),
  "GET /crm/performance/revenue": route(revenue),
};
