// A units file as the browser sees it before it is sent: its columns, what the server will take them for, and another head where a person knows better. Pure.
//
// The names are those of src/platform/files/column_names.hpp; what the server makes of the whole file it says itself once it has it.
const NAMES = {
  id: ["id", "unit", "unitid", "zip", "zipcode", "zcta", "zcta5", "zcta5ce10", "zcta5ce20", "postcode", "postalcode", "pc4", "geoid", "geoid10", "geoid20", "fips", "code", "objectid", "gid", "key"],
  lon: ["lon", "longitude", "lng", "x"],
  lat: ["lat", "latitude", "y"],
} as const;
export type Part = keyof typeof NAMES;
export const PARTS = Object.keys(NAMES) as Part[];
const KNOWN = new Set<string>(PARTS.flatMap((part) => NAMES[part]));

export const HEAD_BYTES = 65_536;
const ROWS_MAX = 200;
const DELIMITERS = [",", ";", "\t", "|"];
const QUOTE = 34;
const [LF, CR] = [10, 13];

export interface Head {
  delimiter: string;
  columns: string[];
  rows: string[][];
  // Where the first line ends in the file; its own end of line not counted.
  bytes: number;
}
// The column of each part by its index; null where there is none.
export type Places = Record<Part, number | null>;

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

// One line of fields, quotes taken off.
function fieldsOf(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? "";
    if (sign === '"') {
      if (isQuoted && line[at + 1] === '"') field += line[++at];
      else isQuoted = !isQuoted;
    } else if (sign === delimiter && !isQuoted) {
      fields.push(field.trim());
      field = "";
    } else field += sign;
  }
  return [...fields, field.trim()];
}

function lineEnd(bytes: Uint8Array): number {
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
    if (!isQuoted && (bytes[at] === LF || bytes[at] === CR)) return at;
  }
  return bytes.length;
}

// The beginning of a file; null where it is no text of columns, which the server says in its own words.
export function headOf(bytes: Uint8Array): Head | null {
  const end = lineEnd(bytes);
  const text = new TextDecoder().decode(bytes);
  const first = new TextDecoder().decode(bytes.subarray(0, end));
  const delimiter = DELIMITERS.reduce((best, one) => (fieldsOf(first, one).length > fieldsOf(first, best).length ? one : best));
  const columns = fieldsOf(first, delimiter);
  if (columns.length < 2 || first.includes("\0")) return null;
  const lines = text.slice(first.length).split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  // What ends in the middle of a line is not looked at.
  const whole = bytes.length < HEAD_BYTES ? lines : lines.slice(0, -1);
  return { delimiter, columns, rows: whole.slice(0, ROWS_MAX).map((line) => fieldsOf(line, delimiter)), bytes: end };
}

// By name, the likelier first; an id may also stand in the first column.
export function recognised({ columns }: Head): Places {
  const names = columns.map(plain);
  const find = (part: Part) => NAMES[part].map((name) => names.indexOf(name)).find((index) => index >= 0) ?? null;
  return { id: find("id") ?? 0, lon: find("lon"), lat: find("lat") };
}

const NUMBER = /^\d[\d.,\s]*$/;

// Columns that hold numbers as far as is seen, and those that do not.
export function othersOf({ columns, rows }: Head, places: Places): { measures: string[]; texts: string[] } {
  const isTaken = new Set(Object.values(places));
  const measures: string[] = [];
  const texts: string[] = [];
  columns.forEach((name, index) => {
    if (isTaken.has(index) || name === "") return;
    const isNumber = !KNOWN.has(plain(name)) && rows.length > 0 && rows.every((row) => NUMBER.test(row[index] ?? ""));
    (isNumber ? measures : texts).push(name);
  });
  return { measures, texts };
}

// What is the matter with a choice; nothing where it can be sent.
export function mistakeOf({ id, lon, lat }: Places): "missing" | "doubled" | null {
  if (id === null || lon === null || lat === null) return "missing";
  return id === lon || id === lat || lon === lat ? "doubled" : null;
}

// The first line with other names, by which the server finds what a person chose; null where it finds that by itself.
export function headerFor(head: Head, places: Places): string | null {
  const own = recognised(head);
  if (PARTS.every((part) => own[part] === places[part])) return null;
  const wanted = new Map(PARTS.map((part) => [places[part], part as string]));
  const chosen = new Set<string>(PARTS);
  const names = head.columns.map((name, index) => wanted.get(index) ?? (chosen.has(plain(name)) ? `${name} 2` : name));
  return names.map((name) => (/["\r\n]/.test(name) || name.includes(head.delimiter) ? `"${name.replaceAll('"', '""')}"` : name)).join(head.delimiter);
}
