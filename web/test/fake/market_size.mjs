// Workload, potential and market size of the fake server (docs/spec/potential.md). Sums are of floating point, and peers are few: enough to look at.
import { found, stageNamed } from "./crm.mjs";
import { conditionOf } from "./crm_formula.mjs";
import { grouped } from "./grouped.mjs";
import { Refusal } from "./refusal.mjs";

const YEAR_MS = 365 * 86_400_000;
const KEYS = [
  ["accounts", "accounts", "more"], ["customers", "accounts", "more"], ["revenue", "money", "more"], ["growth", "share", "more"], ["open_pipeline", "money", "more"], ["potential", "money", "more"], ["penetration", "share", "more"],
  ["white_space", "money", undefined], ["workload_hours", "hours", undefined], ["workload_a_rep", "share", "less"], ["fit", "score", "more"], ["top_five_share", "share", "less"], ["visited_share", "share", "more"], ["win_rate", "share", "more"],
  ["distance", "km", "less"],
];
const money = (value) => value.toFixed(2);

export const firstModels = () => ({
  workload: {
    visits: [{ name: "Key accounts", formula: "is_key_account", a_year: 24 }, { name: "Customers", formula: 'kind == "customer"', a_year: 12 }, { name: "Prospects", formula: 'kind == "prospect"', a_year: 4 }],
    minutes_by_complexity: [30, 45, 60, 90, 120], complexity_default: 2, detour: "1.3", speed_kmh: "60", distance_most_km: "80", hours_a_year: "1600", layer: null, version: 1,
  },
  potential: { rules: [], serviceable: "", obtainable: "0.2", layer: null, version: 1 },
});

const accountsOf = (world) => world.crm.records.account.filter(({ is_deleted }) => !is_deleted);
const holds = (world, formula, account) => conditionOf(world, formula)(account) === true;

function potentialOf(world, model, account) {
  for (const rule of model.rules) {
    if (!holds(world, rule.formula, account)) continue;
    const amount = conditionOf(world, rule.amount)(account);
    if (typeof amount === "number" && Number.isFinite(amount) && amount >= 0) return { rule, amount };
  }
  return null;
}

function revenueOf(world, account) {
  const since = new Date(Date.now() - YEAR_MS).toISOString().slice(0, 10);
  const own = world.crm.records.order.filter((order) => order.account === account.id && !order.is_deleted && order.day >= since && order.amount.currency === "EUR");
  return own.reduce((all, { amount }) => all + Number(amount.amount), 0);
}

function workloadOf(world, model, account) {
  const rule = model.visits.find(({ formula }) => holds(world, formula, account));
  const minutes = model.minutes_by_complexity[(account.complexity ?? model.complexity_default) - 1];
  const distance = model.layer ? 6.4 : 0;
  const travel = (60 * Number(model.detour) * distance) / Number(model.speed_kmh);
  const visits = rule?.a_year ?? 0;
  return { visits, rule: rule?.name ?? null, minutes, distance_km: model.layer ? distance.toFixed(3) : null, travel_minutes: model.layer ? travel.toFixed(4) : null, hours: ((visits * (minutes + travel)) / 60).toFixed(4), unit: model.layer ? "10120" : null, accounts_in_unit: model.layer ? 3 : 0 };
}

function rowsOf(world, model) {
  return accountsOf(world).map((account) => {
    const potential = potentialOf(world, model, account);
    const revenue = revenueOf(world, account);
    const isServiceable = !model.serviceable || holds(world, model.serviceable, account);
    return { account, potential, revenue, isServiceable, whiteSpace: potential ? Math.max(0, potential.amount - revenue) : 0 };
  });
}

function numbersOf(rows, model) {
  const sum = (of) => rows.reduce((all, row) => all + of(row), 0);
  const sam = sum((row) => (row.isServiceable ? (row.potential?.amount ?? 0) : 0));
  const revenue = sum((row) => row.revenue);
  const potential = sum((row) => row.potential?.amount ?? 0);
  return {
    tam: money(potential), sam: money(sam), som: money(sam * Number(model.obtainable)), potential: money(potential), revenue: money(revenue), penetration: sam > 0 ? (revenue / sam).toFixed(6) : null, white_space: money(sum((row) => row.whiteSpace)),
    open_pipeline: "0.00", accounts: rows.length, customers: rows.filter(({ account }) => account.kind === "customer").length, unknown: rows.filter((row) => !row.potential).length, serviceable: rows.filter((row) => row.isServiceable).length, without_rate: 0,
  };
}

const UNCONVERTED = [{ currency: "SEK", amount: "41200.00", count: 3 }];

function sizeOf(world, by) {
  if (world.market.isUncounted) throw new Refusal(409, "It cannot be done now", "The market was not counted yet: ask for a count, and look again when it is done.", "M097");
  const model = world.market.models.potential;
  const rows = rowsOf(world, model);
  const groups = grouped(rows, ({ account }) => account[by] ?? "");
  const nameOf = (key) => (by === "territory" ? (world.alignment.territories.find(({ id }) => id === key)?.name ?? "") : key);
  const items = [...groups].map(([key, own]) => ({ key, name: nameOf(key), numbers: numbersOf(own, model) })).sort((a, b) => Number(b.numbers.potential) - Number(a.numbers.potential));
  return { all: numbersOf(rows, model), items, currency: "EUR", tam_from: "accounts", as_of: new Date().toISOString(), unconverted: UNCONVERTED };
}

function tried(world, model) {
  const rows = rowsOf(world, model);
  const rules = model.rules.map((rule) => {
    const held = rows.filter(({ account }) => holds(world, rule.formula, account));
    const counted = held.filter(({ potential }) => potential?.rule === rule);
    const none = held.filter(({ account }) => typeof conditionOf(world, rule.amount)(account) !== "number");
    const finding = counted.length > 0 ? null : held.length === 0 ? "never_held" : none.length === held.length ? "no_amount" : "overtaken";
    return { name: rule.name, held: held.length, counted: counted.length, no_amount: none.length, ...(finding ? { finding } : {}), accounts: counted.slice(0, 5).map(({ account, potential }) => ({ account: account.id, name: account.name, amount: money(potential.amount) })) };
  });
  return { currency: "EUR", numbers: numbersOf(rows, model), rules, unconverted: UNCONVERTED };
}

function checkRules(world, rules, parts) {
  const faults = rules.flatMap((rule, index) =>
    parts.flatMap(([list, part]) => {
      try {
        conditionOf(world, rule[part]);
        return [];
      } catch (error) {
        return [{ pointer: `/${list}/${index}/${part}`, rule: error.rule, message: error.message }];
      }
    }),
  );
  if (faults.length > 0) throw new Refusal(400, "The request is not valid", faults[0].message, faults[0].rule, faults);
}

function put(world, name, body, request) {
  const old = world.market.models[name];
  const wanted = request.headers["if-match"];
  if (wanted !== "*" && wanted !== `"${old.version}"`) throw new Refusal(412, "Changed since it was read", "It was changed by someone else since you read it.", "M090");
  world.market.models[name] = { layer: null, ...(name === "potential" ? { serviceable: null } : {}), ...body, version: old.version + 1 };
  return world.market.models[name];
}

// The measures of a territory beside made-up peers.
function territoryOf(world, id) {
  const { potential: model, workload } = world.market.models;
  const territory = world.alignment.territories.find((one) => one.id === id);
  const all = rowsOf(world, model);
  const rows = all.filter(({ account }) => account.territory === id);
  const peers = [...new Set(all.map(({ account }) => account.territory).filter((one) => one && one !== id))].length;
  const numbers = numbersOf(rows, model);
  const hours = rows.reduce((sum, { account }) => sum + Number(workloadOf(world, workload, account).hours), 0);
  const deals = world.crm.records.opportunity.filter(({ account }) => rows.some((row) => row.account.id === account)).map(({ stage }) => stageNamed(world.crm, stage).outcome);
  const closed = deals.filter((outcome) => outcome !== "open").length;
  const own = {
    ...numbers, growth: "0.17", workload_hours: hours.toFixed(1), workload_a_rep: (hours / 1600).toFixed(4), fit: "61.5", top_five_share: "0.62", visited_share: "0.4", win_rate: closed ? (deals.filter((outcome) => outcome === "won").length / closed).toFixed(4) : null, distance: "6.4",
  };
  const measures = rows.length === 0 ? [] : KEYS.map(([key, unit, better], index) => {
    const value = own[key] === null ? null : String(own[key]);
    const isRanked = peers >= 4 && value !== null;
    return { key, unit, value, ...(better ? { better } : {}), ...(isRanked ? { median: String(Number(value) * (0.8 + (index % 3) / 5)), rank: 1 + (index % (peers + 1)), count: peers + 1 } : { median: null }) };
  });
  const of = (key) => measures.find((one) => one.key === key);
  const best = [...rows].sort((a, b) => b.whiteSpace - a.whiteSpace).filter(({ whiteSpace }) => whiteSpace > 0).slice(0, 4);
  const findings = rows.length === 0 || peers < 4 ? [] : [
    { kind: "strength", measure: "growth", ...of("growth"), link: "/api/v1/accounts" },
    ...(best.length > 0 ? [{ kind: "gap", accounts: best.map((row) => ({ account: row.account.id, name: row.account.name, potential: money(row.potential.amount), revenue: money(row.revenue), white_space: money(row.whiteSpace) })), link: "/api/v1/white-space" }] : []),
    { kind: "gap", industries: [{ industry: "Energy", peers: 3, accounts: 2 }], link: "/api/v1/market-size?by=industry" },
    { kind: "challenge", measure: "top_five_share", ...of("top_five_share"), link: "/api/v1/accounts" },
    { kind: "challenge", measure: "visited_share", ...of("visited_share"), link: "/api/v1/accounts" },
  ];
  return { territory: id, name: territory?.name ?? "", currency: "EUR", as_of: new Date().toISOString(), peers: { count: peers, of: peers >= 4 ? "all" : "none" }, measures, findings, unconverted: [], without_rate: 0 };
}

export const sizeRoutes = {
  "GET /workload-model": ({ world }) => world.market.models.workload,
  "PUT /workload-model": ({ world, body, request }) => {
    checkRules(world, body.visits, [["visits", "formula"]]);
    return put(world, "workload", body, request);
  },
  "GET /potential-model": ({ world }) => world.market.models.potential,
  "PUT /potential-model": ({ world, body, request }) => {
    checkRules(world, body.rules, [["rules", "formula"], ["rules", "amount"]]);
    return put(world, "potential", body, request);
  },
  "POST /potential-model/try": ({ world, body }) => {
    checkRules(world, body.rules, [["rules", "formula"], ["rules", "amount"]]);
    return tried(world, body);
  },
  "GET /market-size": ({ world, query }) => sizeOf(world, query.get("by") ?? "territory"),
  "GET /white-space": ({ world, query }) => {
    const rows = rowsOf(world, world.market.models.potential).filter(({ whiteSpace, account }) => whiteSpace > 0 && (!query.get("territory") || account.territory === query.get("territory"))).sort((a, b) => b.whiteSpace - a.whiteSpace);
    const [from, limit] = [Number(query.get("cursor") || 0), Number(query.get("limit") ?? 25)];
    const items = rows.slice(from, from + limit).map(({ account, potential, revenue, whiteSpace }) => ({ account: account.id, name: account.name, territory: account.territory ?? null, potential: money(potential.amount), revenue: money(revenue), white_space: money(whiteSpace), score: 61.5 }));
    return { items, ...(from + limit < rows.length ? { next: String(from + limit) } : {}) };
  },
  "GET /accounts/:id/market": ({ world, id }) => {
    const account = found(world, "account", id);
    const { potential: model, workload } = world.market.models;
    const known = potentialOf(world, model, account);
    const revenue = revenueOf(world, account);
    return {
      account: id, currency: "EUR", potential: known ? money(known.amount) : null, rule: known ? { ...known.rule, parts: [{ text: known.rule.formula, value: "true" }, { text: "employees", value: String(account.employees) }] } : null,
      is_serviceable: !model.serviceable || holds(world, model.serviceable, account), is_customer: account.kind === "customer", revenue: money(revenue), revenue_before: "0.00", open_pipeline: "0.00", white_space: known ? money(Math.max(0, known.amount - revenue)) : null,
      workload: workloadOf(world, workload, account), unconverted: [],
    };
  },
  "GET /territories/:id/market": ({ world, id }) => territoryOf(world, id),
};
