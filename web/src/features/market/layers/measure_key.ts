// A measure's name in formulas, made of what people call it: lower-case letters, digits and "_". Pure.

export const KEY_MAX = 50;

export function keyOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "_").replace(/^[_0-9]+/, "").slice(0, KEY_MAX).replace(/_+$/, "");
}
