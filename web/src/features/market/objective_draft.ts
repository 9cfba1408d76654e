// A company goal as it stands in a form, and how it is shared out. Pure.
import type { Body } from "@/api/client";
import type { Metric, Objective } from "@/api/market";
import { compared, readDecimal, typedDecimal } from "@/lib/decimal";

export interface ObjectiveDraft {
  name: string;
  firstDay: string;
  lastDay: string;
  metric: Metric;
  // As typed: an amount, or a number of accounts.
  target: string;
  segment: string;
}
export type Mistake = "name" | "days" | "target";
export type ObjectiveBody = NonNullable<Body<"/objectives", "post">>;

const WEIGHT_MAX = 1_000_000_000;

export function draftOf(objective: Objective | undefined, mark: "." | ",", year: number): ObjectiveDraft {
  if (!objective) return { name: "", firstDay: `${year}-01-01`, lastDay: `${year}-12-31`, metric: "revenue", target: "", segment: "" };
  const { name, first_day, last_day, metric, target, accounts, segment } = objective;
  return { name, firstDay: first_day, lastDay: last_day, metric, target: target ? typedDecimal(target.amount, mark) : String(accounts ?? ""), segment: segment ?? "" };
}

export function targetOf({ metric, target }: ObjectiveDraft, mark: "." | ","): string | null {
  const read = readDecimal(target, mark);
  if (read === null || compared(read, "0") <= 0) return null;
  return metric === "new_accounts" && read.includes(".") ? null : read;
}

export function mistakeOf(draft: ObjectiveDraft, mark: "." | ","): Mistake | null {
  if (!draft.name.trim()) return "name";
  if (!draft.firstDay || !draft.lastDay || draft.lastDay < draft.firstDay) return "days";
  return targetOf(draft, mark) === null ? "target" : null;
}

export function bodyOf(draft: ObjectiveDraft, mark: "." | ",", currency: string): ObjectiveBody {
  const { name, firstDay, lastDay, metric, segment } = draft;
  const target = targetOf(draft, mark) ?? "0";
  const wanted = metric === "new_accounts" ? { accounts: Number(target) } : { target: { amount: target, currency } };
  return { name: name.trim(), first_day: firstDay, last_day: lastDay, metric, ...wanted, ...(segment.trim() ? { segment: segment.trim() } : {}) };
}

export function weightOf(text: string): number | null {
  const weight = Number(text);
  return text.trim() !== "" && Number.isInteger(weight) && weight >= 0 && weight <= WEIGHT_MAX ? weight : null;
}

// `total` in the smallest units, divided by weight as the server does (Hamilton): whole units to each, what is left to the largest remainders, of equal ones
// to the lower id. Null where nothing has a weight.
export function shared(total: bigint, shares: { id: string; weight: number }[]): bigint[] | null {
  const sum = shares.reduce((all, { weight }) => all + BigInt(weight), 0n);
  if (sum === 0n) return null;
  const parts = shares.map(({ id, weight }, index) => ({ id, index, whole: (total * BigInt(weight)) / sum, rest: (total * BigInt(weight)) % sum }));
  const left = Number(total - parts.reduce((all, { whole }) => all + whole, 0n));
  const order = [...parts].sort((a, b) => (a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1));
  const more = new Set(order.slice(0, left).map(({ index }) => index));
  return parts.map(({ whole, index }) => whole + (more.has(index) ? 1n : 0n));
}

// "12.5" as 1250 hundredths, and back.
export function unitsOf(amount: string, digits: number): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole + fraction.padEnd(digits, "0").slice(0, digits));
}
export function amountOf(units: bigint, digits: number): string {
  const text = units.toString().padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export function digitsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
