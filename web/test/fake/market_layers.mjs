// Unit layers of the fake server (docs/spec/unit-layers.md): reading takes a few ticks; a file is looked at only as far as the browser tests need.
import { compile } from "./crm_formula.mjs";
import { csvRows } from "./crm_imports.mjs";
import { emit } from "./emit.mjs";
import { grouped } from "./grouped.mjs";
import { addGrid } from "./layer_world.mjs";
import { Refusal } from "./refusal.mjs";
import { newId } from "./world.mjs";

const TICKS = 6;
const LIVE = new Set(["accounts", "revenue", "white_space"]);
const BUILT_IN = [
  { key: "us_zip", name: "US ZIP codes", source: "GeoNames, CC BY 4.0; county borders: US Census Bureau 2023", unit_count: 40_000, is_available: true },
  { key: "us_county", name: "US counties", source: "US Census Bureau 2023", unit_count: 3_144, is_available: false, missing: ["us_counties.topojson"] },
];

const fault = (pointer, rule, message) => ({ pointer, rule, message });
const refuse = (faults) => {
  if (faults.length > 0) throw new Refusal(400, "The request is not valid", faults[0].message, faults[0].rule, faults);
};

function layerIn(world, id) {
  const found = world.market.layers.find(({ layer }) => layer.id === id);
  if (!found) throw new Refusal(404, "Not found", "There is no such layer.", "M060");
  return found;
}

function checkVersion(one, request) {
  const wanted = request.headers["if-match"];
  if (wanted !== "*" && wanted !== `"${one.version}"`) throw new Refusal(412, "Changed since it was read", "It was changed by someone else since you read it.", "M063");
}

const numbersOf = ({ values }) => values.filter((value) => value !== null).sort((a, b) => a - b);

function summed({ values: _, pending: __, ...measure }, list) {
  const at = (part) => list[Math.min(list.length - 1, Math.floor(part * (list.length - 1)))];
  return {
    ...measure, count: list.length, sum: list.reduce((all, value) => all + value, 0),
    ...(list.length > 0 ? { least: list[0], most: list.at(-1), quantiles: Array.from({ length: 21 }, (_, step) => at(step / 20)) } : {}),
  };
}
const shown = (measure) => summed(measure, numbersOf(measure));

// A job that takes a few ticks, and what comes of it.
function work(world, session, kind, title, done) {
  const job = { id: newId("job"), kind, title, state: "running", progress: 0, message: "Reading the file", created_by: session.person.id, created_at: new Date().toISOString(), run_at: new Date().toISOString(), is_cancel_requested: false, attempts: 1 };
  world.jobs.unshift(job);
  let tick = 0;
  function step() {
    Object.assign(job, { progress: ++tick / TICKS });
    if (tick >= TICKS) {
      done();
      Object.assign(job, { state: "succeeded", message: "", finished_at: new Date().toISOString() });
    }
    emit(world, "job.updated", job);
    if (tick < TICKS) setTimeout(step, world.tickMs).unref();
  }
  setTimeout(step, world.tickMs).unref();
  return job;
}

function read(world, session, wish, problems) {
  const made = addGrid(world, { columns: 12, rows: 8, ...wish, state: "loading" });
  const job = work(world, session, "market.load_layer", `Load ${wish.name}`, () => Object.assign(made.layer, { state: problems ? "failed" : "ready", version: 2, ...(problems ? { problems, unit_count: 0 } : {}) }));
  made.layer.job = job.id;
  return made.layer;
}

const counted = ({ id }) => ({ job: id });
const nameTaken = (world, name, id) => (world.market.layers.some(({ layer }) => layer.name === name && layer.id !== id) ? [fault("/name", "M064", "There is a layer of this name already: choose another name, or remove it first.")] : []);

const CROSSING = [{ rule: "M070", message: "The ring of unit 10017 crosses itself near 5.1204, 52.0911. Mend it, or ask for it to be mended (repair=true)." }];

const layerRoutes = {
  "GET /unit-layers": ({ world }) => ({ items: world.market.layers.map(({ layer }) => layer), built_in: BUILT_IN }),
  "POST /unit-layers": ({ world, session, body, response }) => {
    const one = BUILT_IN.find(({ key }) => key === body.built_in);
    response.statusCode = 202;
    return read(world, session, { name: one.name, source: one.source, built_in: one.key, country: "US", match: { by: "postal_code", characters: 5 } });
  },
  "POST /unit-layers/upload": ({ world, session, query, body, response }) => {
    const name = query.get("name");
    refuse(nameTaken(world, name));
    response.statusCode = 202;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const problems = text.includes("crosses") && query.get("repair") !== "true" ? CROSSING : null;
    return read(world, session, { name, country: query.get("country") || undefined, shape: query.get("cells") === "true" ? "cells" : text.startsWith("{") ? "areas" : "points", source: query.get("source") ?? "" }, problems);
  },
  "GET /unit-layers/:id": ({ world, id, response }) => {
    const { layer } = layerIn(world, id);
    response.setHeader("ETag", `"${layer.version}"`);
    return layer;
  },
  "PATCH /unit-layers/:id": ({ world, id, body, request }) => {
    const { layer } = layerIn(world, id);
    checkVersion(layer, request);
    refuse(nameTaken(world, body.name, id));
    return Object.assign(layer, body, { version: layer.version + 1 });
  },
  "DELETE /unit-layers/:id": ({ world, id, request, response }) => {
    const found = layerIn(world, id);
    checkVersion(found.layer, request);
    world.market.layers = world.market.layers.filter((one) => one !== found);
    response.statusCode = 204;
  },
  "POST /unit-layers/:id/count": ({ world, session, id, response }) => {
    const { measures } = layerIn(world, id);
    response.statusCode = 202;
    return counted(work(world, session, "market.count", "Counting the market", () => measures.filter(({ kind }) => kind === "live").forEach((one) => Object.assign(one, { as_of: new Date().toISOString(), values: one.pending ?? one.values }))));
  },
};

const valueAt = (measures, place) => Object.fromEntries(measures.filter(({ values }) => values[place] !== null).map(({ key, values }) => [key, values[place]]));
const unitOf = ({ units, measures }, place) => {
  const { code, name, part_of, lon, lat, area_km2, territory } = units[place];
  return { code, name, part_of, lon, lat, area_km2, territory, values: valueAt(measures, place) };
};

function sortedPlaces({ units, measures }, q, sort) {
  const isDown = sort.startsWith("-");
  const key = sort.replace(/^-/, "");
  const values = measures.find((one) => one.key === key)?.values;
  const wanted = q.toLowerCase();
  const places = units.map((_, place) => place).filter((place) => `${units[place].code} ${units[place].name}`.toLowerCase().includes(wanted));
  const by = (place) => (values ? (values[place] ?? -Infinity) : place);
  return places.sort((a, b) => (isDown ? by(b) - by(a) : by(a) - by(b)) || a - b);
}

const unitRoutes = {
  "GET /unit-layers/:id/map": ({ world, id }) => layerIn(world, id).topology,
  "GET /unit-layers/:id/values": ({ world, id, query }) => {
    const { units, measures } = layerIn(world, id);
    const ids = [...new Set(units.map(({ territory }) => territory).filter(Boolean))];
    const keys = (query.get("measures") ?? "").split(",").filter(Boolean);
    const names = ids.map((one) => world.alignment.territories.find((own) => own.id === one)?.name ?? "");
    const asked = measures.filter(({ key }) => keys.includes(key));
    return {
      count: units.length, measures: Object.fromEntries(asked.map(({ key, values }) => [key, values])), territories: { ids, names, of: units.map(({ territory }) => ids.indexOf(territory)) },
      as_of: Object.fromEntries(asked.filter(({ kind }) => kind === "live").map(({ key, as_of }) => [key, as_of])),
    };
  },
  "GET /unit-layers/:id/units": ({ world, id, query }) => {
    const found = layerIn(world, id);
    const places = sortedPlaces(found, query.get("q") ?? "", query.get("sort") ?? "code");
    const [from, limit] = [Number(query.get("cursor") || 0), Number(query.get("limit") ?? 50)];
    return { items: places.slice(from, from + limit).map((place) => unitOf(found, place)), ...(from + limit < places.length ? { next: String(from + limit) } : {}) };
  },
  "GET /unit-layers/:id/units/:code": ({ world, id, params }) => {
    const found = layerIn(world, id);
    const place = found.units.findIndex(({ code }) => code === params.code);
    if (place < 0) throw new Refusal(404, "Not found", `The layer has no unit ${params.code}.`, "M061");
    const { column, row } = found.units[place];
    const neighbours = found.units.filter((one) => Math.abs(one.column - column) + Math.abs(one.row - row) === 1).map(({ code }) => code);
    const ranked = found.measures.filter(({ values }) => values[place] !== null).map((one) => [one.key, { rank: 1 + one.values.filter((value) => value > one.values[place]).length, of: numbersOf(one).length }]);
    return { ...unitOf(found, place), neighbours, ranks: Object.fromEntries(ranked) };
  },
  "GET /unit-layers/:id/units.csv": ({ world, id }) => ["code,name,lon,lat", ...layerIn(world, id).units.map(({ code, name, lon, lat }) => [code, name, lon, lat].join(","))].join("\n"),
};

const told = (examples) => ({ count: examples.length, examples: examples.slice(0, 20) });
const keyOf = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "_");

// What a CSV would bring, and its measures.
function joined(found, text, query) {
  const [header, ...rows] = csvRows(text, /^[^\n]*;/.test(text) ? ";" : ",");
  const codes = new Map(found.units.map(({ code }, place) => [code, place]));
  const hits = (column) => rows.filter((row) => codes.has(row[column])).length;
  const column = query.get("code") ? header.indexOf(query.get("code")) : header.map((_, index) => index).sort((a, b) => hits(b) - hits(a))[0];
  const at = (index) => index + 2;
  const known = rows.map((row, index) => ({ line: at(index), code: row[column], row, place: codes.get(row[column]) }));
  const meant = (code) => [...codes.keys()].find((own) => own.endsWith(code.replace(/^0+/, "")) && own !== code);
  const matched = known.filter(({ place }) => place !== undefined);
  const lines = grouped(matched, ({ code }) => code);
  const numeric = header.map((_, index) => index).filter((index) => index !== column && rows.some((row) => /^-?\d+(\.\d+)?$/.test(row[index] ?? "")));
  const columns = numeric.map((index) => {
    const values = found.units.map(() => null);
    for (const { row, place } of matched) if (/^-?\d+(\.\d+)?$/.test(row[index])) values[place] = query.get("repeats") === "sum" ? (values[place] ?? 0) + Number(row[index]) : Number(row[index]);
    const wrong = matched.filter(({ row }) => row[index] !== "" && !/^-?\d+(\.\d+)?$/.test(row[index])).map(({ line, row }) => ({ line, text: row[index] }));
    const key = keyOf(header[index]);
    const numbers = values.filter((value) => value !== null);
    return { column: header[index], key, decimal_mark: ".", numbers: numbers.length, empty: 0, not_numbers: told(wrong), replaces: found.measures.some((one) => one.key === key), values };
  });
  const repeated = [...lines].filter(([, all]) => all.length > 1).map(([code]) => code);
  const report = {
    is_sound: repeated.length === 0 || Boolean(query.get("repeats")), code: header[column], rows: rows.length, matched: matched.length, mended: told([]),
    unknown: told(known.filter(({ place }) => place === undefined).map(({ line, code }) => ({ line, code, ...(meant(code) ? { meant: meant(code) } : {}) }))),
    without: told(found.units.filter(({ code }) => !lines.has(code)).map(({ code }) => code)), repeated: told(repeated),
    left_out: header.filter((_, index) => index !== column && !numeric.includes(index)), notes: [],
  };
  return { report, columns };
}

function derive(found, measure) {
  const names = new Map(found.measures.filter(({ key }) => key !== measure.key).map(({ key, values }) => [key, (place) => values[place]]));
  names.set("area_km2", (place) => found.units[place].area_km2);
  try {
    const formula = compile(measure.formula, names);
    const used = [...names].filter(([key]) => new RegExp(`\\b${key}\\b`).test(measure.formula)).map(([, of]) => of);
    return found.units.map((_, place) => (used.some((of) => (of(place) ?? null) === null) ? null : formula(place)));
  } catch (error) {
    refuse([fault("/formula", error.rule ?? "Q006", error.message)]);
  }
}

const measureRoutes = {
  "GET /unit-layers/:id/measures": ({ world, id }) => ({ items: layerIn(world, id).measures.map(shown) }),
  "POST /unit-layers/:id/measures/join": ({ world, id, query, body }) => {
    const found = layerIn(world, id);
    const { report, columns } = joined(found, body, query);
    const isStored = query.get("check") !== "true" && report.is_sound;
    if (isStored) {
      for (const { column, key, values } of columns) {
        found.measures = found.measures.filter((one) => one.key !== key);
        found.measures.push({ key, name: column, unit: "", kind: "joined", adds: "sum", weighed_by: null, formula: null, source: query.get("source") ?? "", as_of: query.get("as_of") || null, version: 1, values });
      }
    }
    return { is_stored: isStored, ...report, columns: columns.map(({ values: _, ...one }) => one) };
  },
  "PUT /unit-layers/:id/measures/:key": ({ world, id, params, body, request }) => {
    const found = layerIn(world, id);
    const old = found.measures.find(({ key }) => key === params.key);
    if (old) checkVersion(old, request);
    if (LIVE.has(params.key)) refuse([fault("/key", "M089", "Live measures cannot be changed.")]);
    const measure = { kind: "derived", weighed_by: null, source: "", as_of: null, ...old, key: params.key, ...body, version: (old?.version ?? 0) + 1 };
    if (measure.formula) measure.values = derive(found, measure);
    found.measures = old ? found.measures.map((one) => (one === old ? measure : one)) : [...found.measures, measure];
    return shown(measure);
  },
  "DELETE /unit-layers/:id/measures/:key": ({ world, id, params, request, response }) => {
    const found = layerIn(world, id);
    const old = found.measures.find(({ key }) => key === params.key);
    checkVersion(old, request);
    const reader = found.measures.find(({ formula }) => formula && new RegExp(`\\b${old.key}\\b`).test(formula));
    if (reader) throw new Refusal(409, "It cannot be done now", `The formula of ${reader.key} reads it. Change that one first.`, "M087");
    found.measures = found.measures.filter((one) => one !== old);
    response.statusCode = 204;
  },
};

const sizeCount = {
  "POST /market-size/count": ({ world, session, response }) => {
    response.statusCode = 202;
    return counted(work(world, session, "market.count", "Counting the market", () => delete world.market.isUncounted));
  },
};

export const layersRoutes = { ...sizeCount, ...layerRoutes, ...unitRoutes, ...measureRoutes };
