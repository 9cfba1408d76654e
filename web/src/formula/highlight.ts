// Cuts a formula into coloured pieces. For the eye only: what is right and wrong the server says. O(length). Pure.
import type { Range } from "./offsets";

export type Look = "plain" | "text" | "number" | "word" | "function" | "field" | "sign" | "comment";
export interface Piece {
  text: string;
  look: Look;
  isFault: boolean;
}

const TOKENS = /(\/\/[^\n]*)|(r?"""[\s\S]*?(?:"""|$)|r?"(?:\\.|[^"\\\n])*"?|r?'(?:\\.|[^'\\\n])*'?)|(`[^`\n]*`?)|(\d[\w.]*)|([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*)|([-+*/%!=<>&|?:]+)/g;
const WORDS = new Set(["true", "false", "null", "in"]);

function lookOf(match: RegExpMatchArray, after: string, isField: (name: string) => boolean): Look {
  const [, comment, text, quoted, number, name] = match;
  if (comment !== undefined) return "comment";
  if (text !== undefined) return "text";
  if (quoted !== undefined) return "field";
  if (number !== undefined) return "number";
  if (name === undefined) return "sign";
  if (WORDS.has(name)) return "word";
  if (isField(name)) return "field";
  return after === "(" ? "function" : "plain";
}

function tokensOf(text: string, isField: (name: string) => boolean): (Range & { look: Look })[] {
  const found: (Range & { look: Look })[] = [];
  for (const match of text.matchAll(TOKENS)) {
    const from = match.index;
    const to = from + match[0].length;
    const look = lookOf(match, text.slice(to).trimStart()[0] ?? "", isField);
    // "name.startsWith(": the field keeps its own colour before the function's.
    const dot = match[0].lastIndexOf(".");
    if (look === "function" && dot > 0) {
      found.push({ from, to: from + dot, look: isField(match[0].slice(0, dot)) ? "field" : "plain" }, { from: from + dot + 1, to, look });
    } else found.push({ from, to, look });
  }
  return found;
}

// All of the text, in order; a fault begins and ends a piece.
export function piecesOf(text: string, faults: Range[], isField: (name: string) => boolean): Piece[] {
  const tokens = tokensOf(text, isField);
  const cuts = [...new Set([0, text.length, ...tokens.flatMap(({ from, to }) => [from, to]), ...faults.flatMap(({ from, to }) => [from, to])])].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, index) => {
    const to = cuts[index + 1] ?? from;
    if (to <= from) return [];
    const token = tokens.find((one) => one.from <= from && to <= one.to);
    return [{ text: text.slice(from, to), look: token?.look ?? "plain", isFault: faults.some((fault) => fault.from <= from && to <= fault.to) }];
  });
}
