// Unit layers, their measures and their maps (docs/spec/unit-layers.md).
import type { Id, JobId, TerritoryId } from "./types";

export type LayerId = Id<"layer">;
export const LAYER_SHAPES = ["areas", "cells", "points"] as const;
export type LayerShape = (typeof LAYER_SHAPES)[number];

// How an account finds its unit.
export type LayerMatch = { by: "postal_code"; characters: number } | { by: "place" };

// Something noticed while a layer was read, of `count` units, some of which are named; or why it was refused, where nothing is counted.
export interface LayerFinding {
  rule: string;
  count?: number;
  message: string;
  examples?: string[];
}

export interface UnitLayer {
  id: LayerId;
  name: string;
  country?: string;
  shape: LayerShape;
  match: LayerMatch;
  built_in?: string;
  source: string;
  state: "loading" | "ready" | "failed";
  unit_count: number;
  job?: JobId;
  created_at: string;
  version: number;
  // West, south, east, north.
  bounds?: [number, number, number, number];
  findings?: LayerFinding[];
  problems?: LayerFinding[];
}
export interface BuiltInLayer {
  key: string;
  name: string;
  source: string;
  unit_count: number;
  is_available: boolean;
  // Files that this server lacks.
  missing?: string[];
}
export interface LayerList {
  items: UnitLayer[];
  built_in: BuiltInLayer[];
}

export const LIVE_MEASURES = ["accounts", "customers", "revenue", "open_pipeline", "workload_hours", "potential", "white_space"] as const;
export type LiveMeasure = (typeof LIVE_MEASURES)[number];
export interface Measure {
  key: string;
  name: string;
  unit: string;
  kind: "joined" | "derived" | "live";
  adds: "sum" | "mean";
  weighed_by?: string | null;
  formula?: string | null;
  source: string;
  as_of?: string | null;
  version: number;
  // Units that have a value.
  count: number;
  sum?: number | null;
  least?: number | null;
  most?: number | null;
  // 0%, 5%, … 100%.
  quantiles?: number[];
}
export interface MeasureChange {
  name: string;
  unit: string;
  adds: Measure["adds"];
  weighed_by?: string | null;
  formula?: string | null;
}

// Lists in the order of the units' places; -1: of no territory.
export interface LayerValues {
  count: number;
  measures: Record<string, (number | null)[]>;
  territories: { ids: TerritoryId[]; names: string[]; of: number[] };
  as_of?: Record<string, string>;
}

export interface Unit {
  code: string;
  name: string;
  part_of?: string;
  lon: number;
  lat: number;
  area_km2?: number;
  territory?: TerritoryId;
  // Of the measures that it has.
  values: Record<string, number>;
}
// Among the units that have a value, the greatest first.
export interface UnitRank {
  rank: number;
  of: number;
}
export interface UnitDetail extends Unit {
  neighbours: string[];
  ranks: Record<string, UnitRank>;
}

export type Repeats = "refuse" | "sum" | "last";
export type DecimalMark = "." | ",";
// How many there are, and the first of them.
export interface Told<T> {
  count: number;
  examples: T[];
}
// `meant`: the unit's code; of a code that no unit has what it probably was, where that is known.
export interface JoinCode {
  line: number;
  code: string;
  meant?: string;
}
export interface JoinColumn {
  // As the file calls it.
  column: string;
  // The measure's.
  key: string;
  // That its numbers have beside them: %, a currency.
  sign?: string;
  numbers: number;
  empty: number;
  not_numbers: Told<{ line: number; text: string }>;
  // There is a measure of that key, from a file, already.
  replaces: boolean;
}
// What a CSV of measures would bring, or brought.
export interface JoinReport {
  is_stored: boolean;
  // Whether it may be stored as it was asked for.
  is_sound: boolean;
  // The column of codes.
  code: string;
  rows: number;
  matched: number;
  // Rows whose code was mended: a lost zero, lower case.
  mended: Told<JoinCode>;
  unknown: Told<JoinCode>;
  // Units that no row is about.
  without: Told<string>;
  // Units that several rows are about.
  repeated: Told<string>;
  // Columns that hold no numbers.
  left_out: string[];
  columns: JoinColumn[];
  notes: string[];
}
