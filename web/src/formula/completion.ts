// What can stand where the caret is: fields, functions, and the words of a field that is compared. Pure.

export interface Choice {
  // What is written, and what the reader calls it.
  name: string;
  label: string;
  // A type, or the form of a function.
  detail: string;
  kind: "field" | "function" | "method" | "word";
}
// The words of a field: `kind` -> "customer" called Customer.
export type Words = Map<string, { word: string; label: string }[]>;

export interface Completion {
  // What is replaced, and by what; the caret stands so far before the end of it afterwards.
  from: number;
  to: number;
  choices: (Choice & { insert: string; back: number })[];
}

const SHOWN_MAX = 50;
const NONE: Completion = { from: 0, to: 0, choices: [] };

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function matching(choices: Choice[], typed: string): Choice[] {
  const wanted = plain(typed);
  const rank = ({ name, label }: Choice) => (plain(name).startsWith(wanted) ? 0 : plain(label).startsWith(wanted) ? 1 : plain(name).includes(wanted) || plain(label).includes(wanted) ? 2 : 3);
  return choices
    .map((choice, place) => ({ choice, place, rank: rank(choice) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .slice(0, SHOWN_MAX)
    .map(({ choice }) => choice);
}

function withInsert(choice: Choice) {
  if (choice.kind === "function" || choice.kind === "method") return { ...choice, insert: `${choice.name}()`, back: 1 };
  return { ...choice, insert: choice.name, back: 0 };
}

// The text that is open at the caret: where it begins, and the field that it is compared with.
function openText(before: string): { from: number; quote: string; field: string } | null {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const start = before.length - line.length;
  let quote = "";
  let at = 0;
  for (let index = 0; index < line.length; index++) {
    const sign = line[index] ?? "";
    if (quote === "" && (sign === '"' || sign === "'")) {
      quote = sign;
      at = index;
    } else if (sign === "\\") index++;
    else if (sign === quote) quote = "";
  }
  if (quote === "") return null;
  const field = /([A-Za-z_][\w.]*)\s*(?:==|!=|in\s*\[(?:[^\]]*,)?)\s*$/.exec(line.slice(0, at))?.[1] ?? "";
  return { from: start + at + 1, quote, field };
}

const wordChoice = ({ word, label }: { word: string; label: string }): Choice => ({ name: word, label, detail: "", kind: "word" });

// `isAsked`: also where nothing has been typed yet (Ctrl+Space).
export function completionAt(text: string, caret: number, choices: Choice[], words: Words, isAsked: boolean): Completion {
  const before = text.slice(0, caret);
  const open = openText(before);
  if (open) {
    const found = matching((words.get(open.field) ?? []).map(wordChoice), before.slice(open.from));
    const isClosed = text[caret] === open.quote;
    return { from: open.from, to: caret, choices: found.map((choice) => ({ ...choice, insert: isClosed ? choice.name : choice.name + open.quote, back: 0 })) };
  }
  const compared = /([A-Za-z_][\w.]*)\s*(?:==|!=)\s*(\w*)$/.exec(before);
  const own = compared ? words.get(compared[1] ?? "") : undefined;
  if (compared && own) {
    const typed = compared[2] ?? "";
    return { from: caret - typed.length, to: caret, choices: matching(own.map(wordChoice), typed).map((choice) => ({ ...choice, insert: JSON.stringify(choice.name), back: 0 })) };
  }
  const name = /[A-Za-z_][\w.]*$/.exec(before)?.[0] ?? "";
  const dot = before.length - (/\.(\w*)$/.exec(before)?.[0].length ?? before.length + 1);
  const isCustom = name.startsWith("custom.");
  if (dot >= 0 && !isCustom && !/\d$/.test(before.slice(0, dot))) {
    const typed = before.slice(dot + 1);
    return { from: dot + 1, to: caret, choices: matching(choices.filter(({ kind }) => kind === "method"), typed).map(withInsert) };
  }
  if (name === "" && !isAsked) return NONE;
  const found = matching(choices.filter(({ kind }) => kind !== "method"), name);
  return { from: caret - name.length, to: caret, choices: found.filter((choice) => isAsked || choice.name !== name).map(withInsert) };
}
