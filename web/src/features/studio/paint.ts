// What colours the units of the studio's map: the state "colour" of each (unit_map/colours.ts), and a legend's classes. Pure.
import { breaksOf, type ClassRange, classOf, colourIndex, NO_CLASS, rangesOf } from "@/unit_map/classes";
import { CHANGE_BASE, DIVERGING_BASE, NO_COLOUR, TERRITORY_BASE } from "@/unit_map/colours";
import { type BoardState, worstIn } from "./board";
import type { Units } from "./units";

export type Colouring = { by: "territory" } | { by: "measure"; measure: string } | { by: "deviation"; measure: string } | { by: "change" } | { by: "base" };

// As one text, for a select and an address.
export function colouringKey(colouring: Colouring): string {
  return "measure" in colouring ? `${colouring.by}:${colouring.measure}` : colouring.by;
}
export function colouringFrom(key: string): Colouring {
  const [by = "", ...rest] = key.split(":");
  const measure = rest.join(":");
  if ((by === "measure" || by === "deviation") && measure) return { by, measure };
  return by === "change" || by === "base" ? { by } : { by: "territory" };
}

export interface Look {
  colours: Int8Array;
  // Of a measure.
  ranges: ClassRange[];
  // Of deviations: the outer end of the scale.
  scale: number;
  // Of changes.
  changed: number;
}

const STEPS = 7;
const LEAST_SCALE = 0.01;

// One of seven classes for a deviation on a scale that ends at ±`scale`; the middle one is within a seventh of it.
export function deviationClass(value: number, scale: number): number {
  return Math.max(0, Math.min(STEPS - 1, Math.floor(((value / scale + 1) / 2) * STEPS)));
}

function byTerritoryColour(of: Int32Array, colourOf: (index: number) => number): Int8Array {
  const colours = new Int8Array(of.length);
  for (let place = 0; place < of.length; place++) colours[place] = colourOf(of[place] ?? -1);
  return colours;
}

const NONE = { ranges: [], scale: 0, changed: 0 };

function deviationLook(board: BoardState, measure: string): Look {
  const values = board.territories.map((one) => (measure === "*" ? (worstIn(one.deviations)?.value ?? 0) : (one.deviations[measure] ?? 0)));
  const scale = values.reduce((most, value, index) => ((board.territories[index]?.units ?? 0) > 0 ? Math.max(most, Math.abs(value)) : most), LEAST_SCALE);
  const classes = values.map((value) => DIVERGING_BASE + deviationClass(value, scale));
  return { ...NONE, scale, colours: byTerritoryColour(board.of, (index) => classes[index] ?? NO_COLOUR) };
}

export function changeLook(of: Int32Array, then: Int32Array | null): Look {
  const colours = new Int8Array(of.length);
  let changed = 0;
  for (let place = 0; place < of.length; place++) {
    const isChanged = then !== null && then[place] !== of[place];
    colours[place] = CHANGE_BASE + (isChanged ? 1 : 0);
    if (isChanged) changed++;
  }
  return { ...NONE, colours, changed };
}

export function measureLook(values: ArrayLike<number>): Look {
  const list = Array.from(values);
  const breaks = breaksOf(list);
  const colours = Int8Array.from(list, (value) => {
    const one = classOf(value, breaks);
    return one === NO_CLASS ? NO_COLOUR : colourIndex(one, breaks.length + 1);
  });
  return { ...NONE, colours, ranges: rangesOf(list, breaks) };
}

// `first` and `base`: the territories of units when the studio was opened, and in the plan that this one was branched from.
export function lookOf(colouring: Colouring, board: BoardState, units: Units, then: { first: Int32Array; base: Int32Array | null }): Look {
  if (colouring.by === "measure") return measureLook(units.measures.find(({ name }) => name === colouring.measure)?.values ?? []);
  if (colouring.by === "deviation") return deviationLook(board, colouring.measure);
  if (colouring.by === "change") return changeLook(board.of, then.first);
  if (colouring.by === "base") return changeLook(board.of, then.base);
  return { ...NONE, colours: byTerritoryColour(board.of, (index) => (index < 0 ? NO_COLOUR : TERRITORY_BASE + (board.territories[index]?.colour ?? 0))) };
}
