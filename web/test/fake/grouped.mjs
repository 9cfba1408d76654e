// Rows by what `keyOf` says of each: a map of lists, in the order in which they come.
export function grouped(rows, keyOf) {
  const found = new Map();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return found;
}
