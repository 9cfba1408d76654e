// A value of a measure as the reader's language writes it: money where the measure counts a currency, else the number with what it counts.
import type { Measure } from "@/api/market_layers";
import { useFormat } from "@/lib/format";

const CURRENCY = /^[A-Z]{3}$/;
const COMPACT_FROM = 10_000;

export function useMeasureText(): (measure: Pick<Measure, "unit"> | undefined, value: number | null | undefined, isShort?: boolean) => string {
  const format = useFormat();
  return (measure, value, isShort = false) => {
    if (value === null || value === undefined) return "–";
    if (isShort && Math.abs(value) >= COMPACT_FROM) return format.compact(value);
    if (isShort) return format.number(value);
    if (CURRENCY.test(measure?.unit ?? "")) return format.money({ amount: String(value), currency: measure?.unit ?? "" });
    return measure?.unit ? `${format.number(value)} ${measure.unit}` : format.number(value);
  };
}
