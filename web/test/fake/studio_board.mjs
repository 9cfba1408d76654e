// A board of the fake server: its data set's units on a grid, and its figures, counted from scratch whenever they are asked for.
import { gridOf, noise } from "./layer_world.mjs";
import { barriersOf, isParted } from "./studio_demands.mjs";
import { territories } from "./world.mjs";

const BOX = { west: -123, south: 27, east: -70, north: 48 };
const COLUMNS = 10;
const ROWS = 6;
export const GRID = [40, 25];

function kmBetween(a, b) {
  const radians = Math.PI / 180;
  const [dLat, dLon] = [(b.lat - a.lat) * radians, (b.lon - a.lon) * radians];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(h));
}

// The units of a data set, made when they are first asked for; `world.studioGrid` says how many.
export function unitsOf(world, dataset) {
  world.studio.datasets ??= new Map();
  const known = world.studio.datasets.get(dataset);
  if (known) return known;
  const [columns, rows] = world.studioGrid ?? GRID;
  const { units, topology } = gridOf(columns, rows, BOX, (place) => String(10_000 + place));
  const first = units.map(({ column, row }) => Math.floor((column * COLUMNS) / columns) + COLUMNS * Math.floor((row * ROWS) / rows));
  const wanted = territories().map(({ row }) => row.amounts.population);
  const raw = units.map((_, place) => 0.6 + 0.8 * noise(place, 4));
  const sums = wanted.map((_, index) => first.reduce((all, own, place) => all + (own === index ? raw[place] : 0), 0));
  const population = raw.map((value, place) => Math.round((value * wanted[first[place]]) / sums[first[place]]));
  const places = units.map((_, place) => 1 + Math.floor(40 * noise(place, 8)));
  const made = { columns, rows, units, topology, first, measures: [{ name: "population", values: population }, { name: "places", values: places }], placeOf: new Map(units.map(({ code }, place) => [code, place])) };
  world.studio.datasets.set(dataset, made);
  return made;
}

function nearOf({ columns, rows }, place) {
  const [column, row] = [place % columns, Math.floor(place / columns)];
  return [column > 0 ? place - 1 : -1, column < columns - 1 ? place + 1 : -1, row > 0 ? place - columns : -1, row < rows - 1 ? place + columns : -1].filter((other) => other >= 0);
}

// How many pieces each territory is in; a barrier parts what it lies between.
function piecesOf(data, { of, demands }, count) {
  const barriers = barriersOf(demands);
  const seen = new Uint8Array(of.length);
  const pieces = Array(count).fill(0);
  for (let start = 0; start < of.length; start++) {
    if (seen[start]) continue;
    pieces[of[start]]++;
    const pending = [start];
    seen[start] = 1;
    while (pending.length > 0) {
      const own = pending.pop();
      for (const other of nearOf(data, own)) {
        if (seen[other] || of[other] !== of[start] || isParted(barriers, own, other)) continue;
        seen[other] = 1;
        pending.push(other);
      }
    }
  }
  return pieces;
}

export function figuresOf(data, board) {
  const { of, names } = board;
  const members = names.map(() => []);
  of.forEach((index, place) => members[index].push(place));
  const pieces = piecesOf(data, board, names.length);
  const shares = data.measures.map(({ values }) => values.reduce((all, value) => all + value, 0) / names.length);
  return names.map(({ id, name, colour }, index) => {
    const own = members[index];
    const sums = data.measures.map(({ values }) => own.reduce((all, place) => all + values[place], 0));
    const centre = own.length > 0 ? { lon: own.reduce((all, place) => all + data.units[place].lon, 0) / own.length, lat: own.reduce((all, place) => all + data.units[place].lat, 0) / own.length } : undefined;
    const kms = own.map((place) => kmBetween(data.units[place], centre));
    return {
      index, id, name, colour, units: own.length, amounts: Object.fromEntries(data.measures.map(({ name: measure }, at) => [measure, sums[at]])),
      deviations: { population: sums[0] / shares[0] - 1 }, rms_km: own.length > 0 ? Math.sqrt(kms.reduce((all, km) => all + km * km, 0) / own.length) : 0,
      radius_km: Math.max(0, ...kms), pieces: pieces[index], ...(centre ? { centre } : {}),
    };
  });
}

export function totalsOf(figures, tolerance) {
  const outside = figures.filter(({ deviations }) => Math.abs(deviations.population) > tolerance + 1e-9).length;
  const filled = figures.filter(({ units }) => units > 0);
  const fragments = figures.reduce((all, { pieces }) => all + Math.max(0, pieces - 1), 0);
  return {
    rms_km: Math.sqrt(filled.reduce((all, { rms_km }) => all + rms_km * rms_km, 0) / Math.max(1, filled.length)), fragments,
    worst_deviation: { population: Math.max(0, ...figures.map(({ deviations }) => Math.abs(deviations.population))) }, outside: { population: outside }, violations: outside + fragments,
  };
}

export function effectOf(before, after, tolerance) {
  const isOut = (one) => one !== undefined && Math.abs(one.deviations.population) > tolerance + 1e-9;
  const breaks = [];
  const mends = [];
  for (const then of after) {
    const now = before.find(({ index }) => index === then.index);
    const balance = { kind: "balance", territory: then.index, measure: "population", deviation: then.deviations.population, tolerance };
    if (isOut(then) && !isOut(now)) breaks.push(balance);
    if (isOut(now) && !isOut(then)) mends.push(balance);
    if (then.pieces > Math.max(1, now?.pieces ?? 0)) breaks.push({ kind: "pieces", territory: then.index, pieces: then.pieces });
    if (now && then.pieces > 0 && then.pieces < now.pieces) mends.push({ kind: "pieces", territory: then.index, pieces: then.pieces });
  }
  return { breaks, mends };
}

// Moves that make the heaviest territories lighter, best first: what the fake's optimiser finds.
export function betterMoves(data, board, scope, count) {
  const next = { ...board, of: [...board.of] };
  const moves = new Map();
  const values = data.measures[0].values;
  const held = new Set(board.demands.filter(({ kind }) => kind === "pin" || kind === "together").flatMap(({ units }) => units));
  const isForbidden = (place, to) => board.demands.some(({ kind, units, territory }) => kind === "forbid" && units[0] === place && territory === to);
  const isIn = (index) => scope.length === 0 || scope.includes(index);
  const amounts = figuresOf(data, next).map(({ amounts }) => amounts.population);
  for (let step = 0; step < count; step++) {
    let best = null;
    for (let place = 0; place < next.of.length; place++) {
      const from = next.of[place];
      if (board.locks.has(place) || held.has(place) || !isIn(from)) continue;
      for (const to of new Set(nearOf(data, place).map((other) => next.of[other]))) {
        if (to === from || !isIn(to) || isForbidden(place, to)) continue;
        const gain = amounts[from] ** 2 + amounts[to] ** 2 - (amounts[from] - values[place]) ** 2 - (amounts[to] + values[place]) ** 2;
        if (gain > 0 && gain > (best?.gain ?? 0)) best = { place, from, to, gain };
      }
    }
    if (!best) break;
    next.of[best.place] = best.to;
    amounts[best.from] -= values[best.place];
    amounts[best.to] += values[best.place];
    moves.set(best.place, best.to);
  }
  return [...moves].filter(([place, to]) => board.of[place] !== to);
}

// A plan's board, made when it is first asked for.
export function boardOf(world, plan) {
  world.studio.boards ??= new Map();
  const known = world.studio.boards.get(plan.id);
  if (known) return known;
  const data = unitsOf(world, plan.dataset);
  const names = territories().map(({ row, colour }) => ({ id: `territory_${String(row.index).padStart(26, "0")}`, name: row.name, colour }));
  const made = { of: [...data.first], locks: new Set(), demands: [], names, changes: [], undo: new Map(), redo: new Map(), offers: [], base: null };
  world.studio.boards.set(plan.id, made);
  return made;
}

export const copyOf = (board) => ({ of: [...board.of], locks: new Set(board.locks), demands: [...board.demands], names: board.names.map((one) => ({ ...one })) });
export const toleranceOf = (plan) => plan.request.balance[0].tolerance;
