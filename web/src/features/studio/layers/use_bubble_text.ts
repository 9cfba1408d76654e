// A value of a bubble as the reader's language writes it: accounts as a number, white space as money of the company.
import { useSession } from "@/api/session";
import { useFormat } from "@/lib/format";
import type { Bubbles } from "./shown";

const COMPACT_FROM = 10_000;

export function useBubbleText(): (measure: Bubbles, value: number | undefined, isShort?: boolean) => string {
  const format = useFormat();
  const { currency } = useSession().company;
  return (measure, value, isShort = false) => {
    if (value === undefined || Number.isNaN(value)) return "–";
    if (isShort) return value >= COMPACT_FROM ? format.compact(value) : format.number(value);
    return measure === "accounts" ? format.number(value) : format.wholeMoney({ amount: String(Math.round(value)), currency });
  };
}
