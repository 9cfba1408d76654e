// Numbers as people type them.
import { decimalMark, readDecimal } from "@/lib/decimal";

// null: nothing was typed, or no number.
export function numberTyped(text: string, locale: string): number | null {
  const read = text.trim() === "" ? null : readDecimal(text, decimalMark(locale));
  return read === null ? null : Number(read);
}
// A percentage as a share.
export function shareTyped(text: string, locale: string): number | null {
  const value = numberTyped(text, locale);
  return value === null ? null : value / 100;
}
