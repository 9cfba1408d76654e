// A data set's units as the studio holds them.
import type { DatasetUnits } from "@/api/studio";
import { type Points, pointsOf } from "./geometry";

export interface Units {
  ids: string[];
  lon: Float64Array;
  lat: Float64Array;
  points: Points;
  measures: { name: string; values: Float64Array }[];
  placeOf: Map<string, number>;
}

export function unitsFrom({ units, lon, lat, measures }: DatasetUnits): Units {
  return {
    ids: units,
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    points: pointsOf(lon, lat),
    measures: measures.map(({ name, values }) => ({ name, values: Float64Array.from(values) })),
    placeOf: new Map(units.map((id, place) => [id, place])),
  };
}
