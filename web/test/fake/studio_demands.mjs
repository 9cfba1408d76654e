// Demands on a board of the fake server: read from what was asked, refused where they cannot be, and judged against where units are.
import { Refusal } from "./refusal.mjs";

export const keyOf = ({ kind, units, territory }) => `${kind} ${territory ?? ""} ${[...units].sort((a, b) => a - b).join(" ")}`;
const LEAST = { pin: 1, forbid: 1, together: 2, barrier: 2 };
const MOST = { pin: 1, forbid: 1, together: 1_000, barrier: 2 };
const pairOf = (a, b) => `${Math.min(a, b)} ${Math.max(a, b)}`;
export const barriersOf = (demands) => new Set(demands.filter(({ kind }) => kind === "barrier").map(({ units: [a, b] }) => pairOf(a, b)));
export const isParted = (barriers, a, b) => barriers.has(pairOf(a, b));

// Whether two units border each other; `world.studio.apart` has pairs of places that the map shows side by side and the server does not.
function areNeighbours(world, { columns }, a, b) {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const isBeside = high - low === columns || (high - low === 1 && high % columns !== 0);
  return isBeside && !(world.studio.apart ?? []).some(([one, other]) => pairOf(one, other) === pairOf(a, b));
}

// What is wrong with a demand beside those that stand; null: nothing.
function faultOf(world, data, standing, { kind, units, territory }, names) {
  const code = (place) => data.units[place].code;
  if (units.length < LEAST[kind] || units.length > MOST[kind]) return `A demand of this kind names ${LEAST[kind]} to ${MOST[kind]} units.`;
  if (kind === "barrier") return areNeighbours(world, data, ...units) ? null : `${code(units[0])} and ${code(units[1])} do not border each other. Leave this pair out.`;
  if (kind === "together") return null;
  if (!names[territory]) return `There is no territory ${territory}.`;
  const name = names[territory].name;
  const other = standing.find((one) => one.kind === "pin" && one.territory === territory && one.units[0] !== units[0]);
  if (kind === "pin" && other) return `${name} has its centre pinned at ${code(other.units[0])}. Give that up first.`;
  const elsewhere = standing.find((one) => one.kind === "pin" && one.units[0] === units[0] && one.territory !== territory);
  if (kind === "pin" && elsewhere) return `${code(units[0])} is the centre of ${names[elsewhere.territory].name}. Give that up first.`;
  const against = standing.find((one) => one.kind === (kind === "pin" ? "forbid" : "pin") && one.territory === territory && one.units[0] === units[0]);
  if (!against) return null;
  return kind === "pin" ? `${code(units[0])} may never be in ${name}. Give that up first.` : `${code(units[0])} is the centre of ${name}. Give that up first.`;
}

// What is asked, by place; refused with every one that cannot be.
export function demandsAsked(world, data, board, { demand = [], release = [], add = [] }) {
  const placed = ({ kind, units, territory }) => ({ kind, units: units.map((one) => data.placeOf.get(one)), ...(territory === undefined ? {} : { territory }) });
  const released = release.map(placed);
  const gone = new Set(released.map(keyOf));
  const names = [...board.names, ...add];
  const standing = board.demands.filter((one) => !gone.has(keyOf(one)));
  const errors = [];
  const made = [];
  demand.map(placed).forEach((one, at) => {
    const message = faultOf(world, data, [...standing, ...made], one, names);
    if (message) errors.push({ pointer: `/demand/${at}`, rule: "P101", message });
    else made.push(one);
  });
  if (errors.length > 0) throw new Refusal(400, "The request is not valid", errors[0].message, "P101", errors);
  return { made, released };
}

export function demandAct({ made, released }) {
  return (next) => {
    const gone = new Set([...made, ...released].map(keyOf));
    next.demands = [...next.demands.filter((one) => !gone.has(keyOf(one))), ...made];
  };
}

const isBroken = ({ of }, { kind, units, territory }) => {
  if (kind === "pin") return of[units[0]] !== territory;
  if (kind === "forbid") return of[units[0]] === territory;
  return kind === "together" && units.some((place) => of[place] !== of[units[0]]);
};

// Demands that hold in one board and not in the other; one that was given up is not mended.
export function demandEffect(before, after) {
  const shown = (board) => (demand) => ({ kind: demand.kind, territory: demand.territory ?? board.of[demand.units[0]], demand });
  const wasBroken = new Set(before.demands.filter((one) => isBroken(before, one)).map(keyOf));
  const isThere = new Set(after.demands.map(keyOf));
  const broken = after.demands.filter((one) => isBroken(after, one));
  const isStill = new Set(broken.map(keyOf));
  return {
    breaks: broken.filter((one) => !wasBroken.has(keyOf(one))).map(shown(after)),
    mends: before.demands.filter((one) => wasBroken.has(keyOf(one)) && isThere.has(keyOf(one)) && !isStill.has(keyOf(one))).map(shown(before)),
  };
}

export const brokenCount = (board) => board.demands.filter((one) => isBroken(board, one)).length;

export function demandDifference(before, after) {
  const [was, is] = [before, after].map(({ demands }) => new Set(demands.map(keyOf)));
  return { demanded: after.demands.filter((one) => !was.has(keyOf(one))), released: before.demands.filter((one) => !is.has(keyOf(one))) };
}
