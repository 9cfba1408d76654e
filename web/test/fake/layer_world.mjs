// Layers of the fake server: grids of cells over a box, with codes, names and a few measures, all made by a fixed rule.
import { treeOn } from "./alignment.mjs";
import { newId } from "./world.mjs";

const BOX = { west: 3, south: 49, east: 19, north: 60.5 };
const SCALE = 100_000;
const PLACES = [["Amsterdam", 4.9, 52.37], ["Utrecht", 5.12, 52.09], ["Antwerp", 4.4, 51.2], ["Luxembourg", 6.1, 49.6], ["Copenhagen", 12.6, 55.7], ["Oslo", 10.75, 59.9], ["Stockholm", 18, 59.3]];

// A number from 0 to 1 that belongs to a pair of numbers.
export const noise = (a, b) => Math.abs((Math.sin(a * 12.9898 + b * 78.233) * 43_758.5453) % 1);

// A corner of the grid in whole steps of the quantisation; those inside are moved a little.
function corner(column, row, columns, rows) {
  const isEdge = column === 0 || row === 0 || column === columns || row === rows;
  const move = (seed) => (isEdge ? 0 : ((noise(column, row + seed) - 0.5) * 0.6 * SCALE) / Math.max(columns, rows));
  return [Math.round((column * SCALE) / columns + move(1)), Math.round((row * SCALE) / rows + move(2))];
}

const lonLat = ([x, y], box = BOX) => [box.west + (x * (box.east - box.west)) / SCALE, box.south + (y * (box.north - box.south)) / SCALE];

// Borders are shared: an arc a side of a cell.
function topologyOf(units, columns, rows, box = BOX) {
  const arcs = [];
  const side = new Map();
  const arc = (a, b) => {
    const key = `${a} ${b}`;
    if (!side.has(key)) {
      const [from, to] = [corner(...a, columns, rows), corner(...b, columns, rows)];
      side.set(key, arcs.push([from, [to[0] - from[0], to[1] - from[1]]]) - 1);
    }
    return side.get(key);
  };
  const geometries = units.map(({ code, column, row, point }) => {
    if (point) return { type: "Point", id: code, coordinates: point };
    const [sw, se, ne, nw] = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
    return { type: "Polygon", id: code, arcs: [[arc(sw, se), arc(se, ne), ~arc(nw, ne), ~arc(sw, nw)]] };
  });
  const transform = { scale: [(box.east - box.west) / SCALE, (box.north - box.south) / SCALE], translate: [box.west, box.south] };
  return { type: "Topology", transform, arcs, objects: { units: { type: "GeometryCollection", geometries } } };
}

function nearest(tree, lon, lat) {
  const [name] = [...PLACES].sort((a, b) => (a[1] - lon) ** 2 + ((a[2] - lat) * 1.7) ** 2 - (b[1] - lon) ** 2 - ((b[2] - lat) * 1.7) ** 2)[0];
  return tree.find((one) => one.name === name)?.id;
}

// A grid of cells over a box, with the middle of each: for what needs shapes alone.
export function gridOf(columns, rows, box, codeOf) {
  const units = Array.from({ length: columns * rows }, (_, place) => {
    const [column, row] = [place % columns, Math.floor(place / columns)];
    const middle = corner(column, row, columns, rows).map((value, axis) => value + Math.round(SCALE / (2 * (axis ? rows : columns))));
    const [lon, lat] = lonLat(middle, box);
    return { code: codeOf(place), column, row, lon, lat };
  });
  return { units, topology: topologyOf(units, columns, rows, box) };
}

export function addGrid(world, { name, columns, rows, shape = "cells", state = "ready", step = 3, ...more }) {
  const tree = treeOn(world, new Date().toISOString().slice(0, 10));
  const units = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const middle = corner(column, row, columns, rows).map((value, axis) => value + Math.round(SCALE / (2 * (axis ? rows : columns))));
      const [lon, lat] = lonLat(middle);
      const place = row * columns + column;
      units.push({
        code: String(10_000 + place * step), name: place % 4 === 0 ? `District ${place + 1}` : "", part_of: `Region ${1 + Math.floor((4 * row) / rows)}`, lon, lat, column, row,
        ...(shape === "points" ? { point: middle } : { area_km2: Math.round(200 + 400 * noise(place, 5)) }),
        territory: noise(place, 9) < 0.06 ? undefined : nearest(tree, lon, lat),
      });
    }
  }
  const layer = {
    id: newId("layer"), name, country: "NL", shape, match: { by: "postal_code", characters: 4 }, source: "Harbour Instruments, drawn for the demonstration", state, unit_count: units.length, created_at: "2026-11-20T09:00:00Z", version: 1,
    bounds: [BOX.west, BOX.south, BOX.east, BOX.north], findings: [], ...more,
  };
  const population = units.map(({ lon, lat }, place) => (noise(place, 3) < 0.03 ? null : Math.round(Math.exp(6 + 4 * noise(place, 4) + 2 * Math.exp(-((lon - 5) ** 2) / 8 - (lat - 52) ** 2 / 4)))));
  const income = units.map((_, place) => (noise(place, 6) < 0.05 ? null : Math.round(22_000 + 30_000 * noise(place, 7))));
  const live = (key, title, unit, of) => ({ key, name: title, unit, kind: "live", adds: "sum", weighed_by: null, formula: null, source: "", as_of: "2026-11-26T02:00:00Z", version: 1, values: units.map((_, place) => of(place)) });
  const joined = (key, title, unit, adds, values) => ({ key, name: title, unit, kind: "joined", adds, weighed_by: adds === "mean" ? "population" : null, formula: null, source: "Statistics office", as_of: "2025-01-01", version: 1, values });
  const measures = [
    joined("population", "Population", "people", "sum", population), joined("income", "Median income", "EUR", "mean", income),
    live("accounts", "Accounts", "accounts", (place) => Math.floor(9 * noise(place, 11) ** 3)), live("revenue", "Revenue", "EUR", (place) => Math.round(90_000 * noise(place, 12) ** 4)),
  ];
  const made = { layer, units, measures, topology: topologyOf(units, columns, rows) };
  world.market.layers.push(made);
  return made;
}

export function addDemoLayers(world) {
  addGrid(world, {
    name: "Postal districts", columns: 20, rows: 14,
    findings: [
      { rule: "M075", count: 3, message: "Points stand at one and the same place; they share a cell’s area evenly.", examples: ["10003, 10006", "10120, 10123"] },
      { rule: "M078", count: 41, message: "These units have no area, only a point.", examples: ["10003", "10006", "10009"] },
    ],
  });
  addGrid(world, { name: "Hospitals", columns: 9, rows: 6, shape: "points", match: { by: "place" }, country: undefined });
}

// A layer of the units of the studio's grid, with white space, counted or not yet.
export function addPlanLayer(world, { columns = 40, rows = 25, isCounted = true } = {}) {
  const made = addGrid(world, { name: "Sales districts", columns, rows, step: 1 });
  const [accounts] = made.measures.filter(({ key }) => key === "accounts");
  made.measures.push({ ...accounts, key: "white_space", name: "White space", unit: "EUR", values: made.units.map((_, place) => Math.round(400_000 * noise(place, 13) ** 5)) });
  for (const one of isCounted ? [] : made.measures.filter(({ kind }) => kind === "live")) Object.assign(one, { as_of: undefined, pending: one.values, values: one.values.map(() => null) });
  return made;
}
