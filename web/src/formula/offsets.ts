// Places in a formula: the server counts bytes of UTF-8, the browser units of UTF-16. O(length). Pure.
import type { Fault } from "@/api/crm";

function bytesOf(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

// The unit at which so many bytes have gone by; a place inside a character is its beginning, one beyond the end is the end.
export function indexAt(text: string, bytes: number): number {
  let index = 0;
  let gone = 0;
  for (const character of text) {
    const size = bytesOf(character.codePointAt(0) ?? 0);
    if (gone + size > bytes) return index;
    gone += size;
    index += character.length;
  }
  return index;
}

export function bytesAt(text: string, index: number): number {
  let gone = 0;
  for (const character of text.slice(0, index)) gone += bytesOf(character.codePointAt(0) ?? 0);
  return gone;
}

export interface Range {
  from: number;
  to: number;
}

// What to underline. A fault at the end has nothing under it: then the last character before it.
export function rangeOf(text: string, { offset, size }: Pick<Fault, "offset" | "size">): Range {
  const from = indexAt(text, offset);
  const to = indexAt(text, offset + size);
  if (to > from) return { from, to };
  return from > 0 ? { from: from - 1, to: from } : { from: 0, to: Math.min(1, text.length) };
}

// With what the fault proposes in its place.
export function repaired(text: string, fault: Fault): { from: number; to: number; insert: string } {
  return { from: indexAt(text, fault.offset), to: indexAt(text, fault.offset + fault.size), insert: fault.replacement ?? "" };
}
