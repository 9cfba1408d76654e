// A small company for the fake server: people, a plan whose territories tile a box over the United States, and what else pages show.
import { firstLeadPolicy } from "./leads.mjs";

let counter = 0;
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

export function newId(prefix) {
  let value = ++counter;
  let text = "";
  while (value > 0) {
    text = DIGITS[value % 32] + text;
    value = Math.floor(value / 32);
  }
  return `${prefix}_${"01k9".padEnd(26 - text.length, "0")}${text}`;
}

// As src/platform/identity/principal.cpp has it.
const READER = ["company.read", "people.read", "tokens.manage", "territories.read", "plans.read", "crm.read", "market.read"];
const CRM = ["crm.read", "crm.write", "crm.import", "crm.manage"];
export const ROLE_PERMISSIONS = {
  admin: ["company.read", "company.manage", "rates.manage", "people.read", "people.manage", "personal.export", "personal.erase", "tokens.manage", "audit.read", "jobs.read", "jobs.manage", "webhooks.manage", "territories.read", "territories.manage", "plans.read", "plans.manage", "market.read", "market.manage", ...CRM],
  planner: ["company.read", "people.read", "tokens.manage", "territories.read", "territories.manage", "plans.read", "plans.manage", "jobs.read", "market.read", "market.manage", ...CRM],
  manager: [...READER, "crm.write"],
  rep: [...READER, "crm.write"],
  finance: [...READER, "rates.manage"],
  people_ops: ["company.read", "people.read", "people.manage", "personal.export", "personal.erase", "tokens.manage", "territories.read"],
  auditor: ["company.read", "people.read", "tokens.manage", "audit.read", "jobs.read", "territories.read", "plans.read", "crm.read", "market.read"],
};

const NAMES = {
  admin: "Ada Admin",
  planner: "Pim Planner",
  manager: "Mia Manager",
  rep: "Ravi Representative",
  finance: "Fleur Finance",
  people_ops: "Pat People",
  auditor: "Otto Auditor",
};
export const PASSWORD = "correct horse battery";

const COLUMNS = 10;
const ROWS = 6;
const WEST = -123;
const EAST = -70;
const SOUTH = 27;
const NORTH = 48;

// A corner of the tiling, moved a little so that no two territories look alike.
function corner(column, row) {
  const isEdge = column === 0 || row === 0 || column === COLUMNS || row === ROWS;
  const wobble = isEdge ? 0 : 1.1;
  const lon = WEST + ((EAST - WEST) * column) / COLUMNS + wobble * Math.sin(column * 12.9 + row * 78.2);
  const lat = SOUTH + ((NORTH - SOUTH) * row) / ROWS + wobble * 0.8 * Math.cos(column * 39.3 + row * 11.1);
  return [lon, lat];
}

export function territories() {
  const found = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const index = found.length;
      const ring = [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1), corner(column, row)];
      const deviation = Math.round(142 * Math.sin(index * 1.7)) / 10_000;
      found.push({
        ring,
        colour: (column + 2 * row) % 6,
        row: {
          index,
          name: `Territory ${index + 1}`,
          units: 520 + ((index * 37) % 400),
          amounts: { population: Math.round(4_033_000 * (1 + deviation)) },
          deviations: { population: deviation },
          rms_km: 60 + ((index * 29) % 110),
          centre: { lon: (ring[0][0] + ring[2][0]) / 2, lat: (ring[0][1] + ring[2][1]) / 2 },
        },
      });
    }
  }
  return found;
}

export function mapOf(tiles) {
  const features = tiles.map(({ ring, colour, row }) => ({
    type: "Feature",
    geometry: { type: "Polygon", coordinates: [ring] },
    properties: { index: row.index, name: row.name, colour },
  }));
  return { type: "FeatureCollection", features };
}

export const DATASETS = [
  { id: newId("dataset"), name: "US ZIPs", unit_count: 40_567, measures: ["population", "places"], created_at: "2026-11-01T00:00:00Z" },
  { id: newId("dataset"), name: "US counties", unit_count: 3_108, measures: ["population"], created_at: "2026-11-01T00:00:00Z" },
];

export function emptyWorld() {
  return { tickMs: 150, company: null, people: [], sessions: new Map(), tokens: [], webhooks: [], deliveries: [], jobs: [], plans: [], audit: [], streams: new Set(), invitations: new Map(), homes: new Map(), digests: new Map(), hasMail: true, alignment: { revision: 0, territories: [], positions: [], placements: [], assignments: [] }, assignment: { sets: [], rules: new Map(), rows: new Map() }, market: { profiles: [], objectives: [], layers: [], models: null, nextPolicy: { value: 40, fit: 20, cadence: 30, recency: 10, new_share: "0.3000", version: 0 } }, rates: [], leads: { policy: firstLeadPolicy(), routings: new Map() }, studio: {} };
}

export function addCompany(world, { name, time_zone, currency, country }, locale) {
  world.company = {
    id: newId("tenant"), name, time_zone, currency, country, locale, fiscal_year_start_month: 1, week_start: "monday", holidays: [], retention_days: 365, sign_in_domains: [],
  };
}

export function addPerson(world, { name, email, roles, locale, password, status = "active" }) {
  const now = new Date().toISOString();
  const person = { id: newId("person"), name, email, roles, status, locale, time_zone: "Europe/Amsterdam", created_at: now };
  if (status === "active") person.last_seen_at = now;
  world.people.push({ person, password });
  return person;
}

export function addAudit(world, actor, action, subject, subject_name, details = {}) {
  world.audit.unshift({ number: world.audit.length + 1, at: new Date().toISOString(), actor, action, subject, subject_name, details });
}

export function finishedPlan(name, job) {
  return {
    id: newId("plan"), name, state: "draft", unit_count: 40_567, territory_count: COLUMNS * ROWS, created_at: new Date().toISOString(), ...(job ? { job } : {}),
    dataset: DATASETS[0].id, version: 1, request: { name, dataset: DATASETS[0].id, territories: COLUMNS * ROWS, balance: [{ measure: "population", tolerance: 0.02 }], seconds: 30 },
    summary: { is_feasible: true, is_partial: false, worst_deviation: 0.0142, deviations: { population: 0.0142 }, fragments: 0, rms_km: 118.4, mean_km: 101.2, radius_km: 402, bound_km: 111.9, gap: 0.058, bound_scope: "every plan", iterations: 812_000, seconds: 30, violations: [] },
  };
}

export function demoWorld() {
  const world = emptyWorld();
  addCompany(world, { name: "Harbour Instruments", time_zone: "Europe/Amsterdam", currency: "EUR", country: "NL" }, "en");
  world.company.holidays = [{ date: "2027-04-27", name: "King’s Day" }];
  for (const [role, name] of Object.entries(NAMES)) {
    const person = addPerson(world, { name, email: `${role}@demo.example`, roles: [role], locale: "en", password: PASSWORD });
    addAudit(world, { id: world.people[0].person.id, name: NAMES.admin }, "person.created", person.id, name, { roles: [role] });
  }
  addPerson(world, { name: "Noor New", email: "noor@demo.example", roles: ["rep"], locale: "nl", password: null, status: "invited" });
  const job = { id: newId("job"), kind: "planning.design", title: "Territories of Field sales 2027", state: "succeeded", progress: 1, message: "", created_by: world.people[1].person.id, created_at: new Date(Date.now() - 3_600_000).toISOString(), attempts: 1, run_at: new Date().toISOString(), is_cancel_requested: false };
  const plan = finishedPlan("Field sales 2027", job.id);
  job.started_at = job.created_at;
  job.finished_at = new Date(Date.now() - 3_569_000).toISOString();
  job.result = { plan: plan.id };
  world.jobs.push(job);
  world.plans.push(plan);
  return world;
}
