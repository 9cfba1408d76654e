// The first column of a CSV (RFC 4180) without its head. Pure; one pass over the text, for it may have some MB.
export function firstColumn(text: string): string[] {
  const found: string[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    let end = at;
    let isQuoted = false;
    // Where the first field ends, and where its line does.
    let comma = -1;
    for (; end < text.length; end++) {
      const sign = text[end];
      if (sign === '"') isQuoted = !isQuoted;
      else if (isQuoted) continue;
      else if (sign === "," && comma < 0) comma = end;
      else if (sign === "\n") break;
    }
    const field = text.slice(at, comma < 0 ? end : comma).replace(/\r$/, "");
    found.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    at = end + 1;
  }
  return found.slice(1);
}
