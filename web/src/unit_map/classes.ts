// Values made into classes of about as many units each, and into bars of a histogram. Pure.

export const CLASSES = 7;
export const NO_CLASS = -1;

// The lower ends of all classes but the first, each larger than the one before: values that are had by very many units make fewer classes.
export function breaksOf(values: readonly (number | null)[], count = CLASSES): number[] {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort();
  const breaks: number[] = [];
  for (let index = 1; index < count; index++) {
    const value = sorted[Math.floor((index * sorted.length) / count)];
    if (value !== undefined && value > (breaks.at(-1) ?? sorted[0] ?? value)) breaks.push(value);
  }
  return breaks;
}

// Which class a value is of, from 0.
export function classOf(value: number | null | undefined, breaks: readonly number[]): number {
  if (value === null || value === undefined) return NO_CLASS;
  let index = 0;
  while (index < breaks.length && value >= (breaks[index] ?? Infinity)) index++;
  return index;
}

// Which of the palette's colours a class has, so that fewer classes still go from one end of it to the other.
export function colourIndex(one: number, classes: number, colours = CLASSES): number {
  return classes < 2 ? Math.floor(colours / 2) : Math.round((one * (colours - 1)) / (classes - 1));
}

export interface ClassRange {
  from: number;
  // Below it; of the last class, the largest value.
  to: number;
  count: number;
}

export function rangesOf(values: readonly (number | null)[], breaks: readonly number[]): ClassRange[] {
  let [least, most] = [Infinity, -Infinity];
  const counts = Array<number>(breaks.length + 1).fill(0);
  for (const value of values) {
    if (value === null) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
    const one = classOf(value, breaks);
    counts[one] = (counts[one] ?? 0) + 1;
  }
  if (least > most) return [];
  return counts.map((count, index) => ({ from: index === 0 ? least : (breaks[index - 1] ?? least), to: breaks[index] ?? most, count }));
}

export interface Bar {
  from: number;
  to: number;
  count: number;
}

// Where bars end: at the largest value, unless that lies so far beyond almost all others that it would press them into the first bar.
const FAR = 3;
const topOf = (least: number, almost: number, largest: number) => (largest - least > FAR * (almost - least) ? almost : largest);

// Bars of one width from the smallest to the largest value. Where the topmost hundredth lies far out, the last bar takes it in.
export function barsOf(values: readonly (number | null)[], count: number): Bar[] {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort();
  const [least, largest] = [sorted[0], sorted.at(-1)];
  if (least === undefined || largest === undefined) return [];
  const top = topOf(least, sorted[Math.floor(0.99 * (sorted.length - 1))] ?? largest, largest);
  const width = (top - least) / count;
  if (width <= 0) return [{ from: least, to: largest, count: sorted.length }];
  const bars = Array.from({ length: count }, (_, index) => ({ from: least + index * width, to: index === count - 1 ? largest : least + (index + 1) * width, count: 0 }));
  for (const value of sorted) {
    const bar = bars[Math.min(count - 1, Math.floor((value - least) / width))];
    if (bar) bar.count++;
  }
  return bars;
}

// The largest number of one or two significant digits that does not exceed a value: for the sizes that a legend names.
export function roundBelow(value: number): number {
  if (value <= 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(value)) - (value < 100 ? 0 : 1));
  return Math.floor(value / step + 1e-9) * step;
}

// Of the bubble of the largest value, in pixels.
export const RADIUS_MAX = 26;
// The radius of a bubble whose area is in proportion to its value.
export function radiusOf(value: number | null | undefined, most: number, radiusMax: number): number {
  return value === null || value === undefined || value <= 0 || most <= 0 ? 0 : radiusMax * Math.sqrt(Math.min(1, value / most));
}

// What part of all values lies in each of `count` bars of one width, by quantiles at even steps: between two of them values count as evenly spread.
// Where the topmost step lies far out, the last bar takes it in.
export function densityOf(quantiles: readonly number[], count: number): number[] {
  const steps = quantiles.length - 1;
  const least = quantiles[0];
  const largest = quantiles[steps];
  if (steps < 1 || least === undefined || largest === undefined) return [];
  const top = topOf(least, quantiles[steps - 1] ?? largest, largest);
  const width = (top - least) / count;
  if (width <= 0) return [1];
  // The part of all values below `at`.
  const below = (at: number) => {
    let part = 0;
    for (let step = 0; step < steps; step++) {
      const [from, to] = [quantiles[step] ?? 0, quantiles[step + 1] ?? 0];
      if (at >= to) part = (step + 1) / steps;
      else if (at > from) part = (step + (at - from) / (to - from)) / steps;
    }
    return part;
  };
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? 1 : below(least + (index + 1) * width)) - (index === 0 ? 0 : below(least + index * width)));
}
