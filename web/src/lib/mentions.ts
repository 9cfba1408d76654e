// Mentions in a text: "@[person_...]" as it is kept, "@Pim Planner" as people read and write it. Pure.

export interface Named {
  id: string;
  name: string;
  email: string;
}

const TOKEN = /@\[(person_[0-9a-z]+)\]/g;
// What may stand before "@" where a name is typed, and not after a name.
const IS_WORD = /[\p{L}\p{N}_]/u;
const TYPED_MAX = 60;
const FOUND_MAX = 8;

export type Piece = { text: string } | { person: string };

// A kept text in pieces, so that names can be put in as elements.
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ person: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

// What each is called in a text that is typed: the name, and where two have the same one, the address too.
export function labelsOf(people: readonly Named[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of people) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(people.map(({ id, name, email }) => [id, (counts.get(name) ?? 0) > 1 ? `${name} (${email})` : name]));
}

// A kept text as it is read, or edited; `other` stands for whom the page does not know.
export function shownText(text: string, labels: ReadonlyMap<string, string>, other: string): string {
  return piecesOf(text)
    .map((piece) => ("text" in piece ? piece.text : `@${labels.get(piece.person) ?? other}`))
    .join("");
}

// A typed text as it is kept: every "@" before somebody's name becomes a mention, the longest name first.
export function keptText(typed: string, labels: ReadonlyMap<string, string>): string {
  const byLength = [...labels].sort((a, b) => b[1].length - a[1].length);
  let kept = "";
  let at = 0;
  while (at < typed.length) {
    const isStart = typed[at] === "@" && !IS_WORD.test(typed[at - 1] ?? " ");
    const found = isStart ? byLength.find(([, label]) => typed.startsWith(label, at + 1) && !IS_WORD.test(typed[at + 1 + label.length] ?? " ")) : undefined;
    kept += found ? `@[${found[0]}]` : (typed[at] ?? "");
    at += found ? found[1].length + 1 : 1;
  }
  return kept;
}

export interface Asked {
  from: number;
  to: number;
  typed: string;
}

// The name that is being typed at the caret; null where none is.
export function askedAt(text: string, caret: number): Asked | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf("@");
  if (from < 0 || IS_WORD.test(before[from - 1] ?? " ")) return null;
  const typed = before.slice(from + 1);
  return typed.length > TYPED_MAX || /[\n@[]|^\s|\s\s/.test(typed) ? null : { from, to: caret, typed };
}

// Whom that may mean: every word typed begins a word of the name, or of the address. None once a name stands there whole.
export function meant<Person extends Named>(people: readonly Person[], typed: string, labels: ReadonlyMap<string, string>): Person[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if ([...labels.values()].some((label) => typed === label || typed.startsWith(`${label} `))) return [];
  const begins = ({ name, email }: Named) => {
    const own = `${name} ${email}`.toLowerCase().split(/[\s.@]+/);
    return words.every((word) => own.some((one) => one.startsWith(word)) || name.toLowerCase().startsWith(word));
  };
  return people.filter(begins).slice(0, FOUND_MAX);
}
