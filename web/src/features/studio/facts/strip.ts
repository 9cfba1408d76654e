// Where a value stands on a strip from the least to the most of what is shown, as shares of its length. Pure.
import type { Standing } from "@/api/studio";

export interface StripPlaces {
  low: number;
  middle: number;
  high: number;
  own: number;
}

const MARGIN = 0.75;

// The strip reaches beyond the middle half by some of its width, and as far as the value itself; where all are alike, they stand in the middle.
export function stripPlaces({ low, middle, high }: Pick<Standing, "low" | "middle" | "high">, own: number): StripPlaces {
  const room = MARGIN * (high - low);
  const [least, most] = [Math.min(own, low - room), Math.max(own, high + room)];
  const width = most - least;
  const place = (value: number) => (width > 0 ? (value - least) / width : 0.5);
  return { low: place(low), middle: place(middle), high: place(high), own: place(own) };
}

export type Part = "below" | "within" | "above";
export const partOf = ({ low, high }: Pick<Standing, "low" | "high">, own: number): Part => (own < low ? "below" : own > high ? "above" : "within");
