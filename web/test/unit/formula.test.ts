// Goal: the formula editor points at the right place and offers what can stand there. Method: texts whose bytes and units differ, and carets in each kind
// of place.
import { expect, test } from "vitest";
import { type Choice, completionAt, type Words } from "../../src/formula/completion";
import { piecesOf } from "../../src/formula/highlight";
import { bytesAt, indexAt, rangeOf, repaired } from "../../src/formula/offsets";
import { formulaPlace } from "../../src/lib/rule_text";

const fault = (offset: number, size: number, replacement?: string) => ({ rule: "Q012", message: "", line: 1, column: 1, offset, size, replacement });

test("bytes and units are told apart for every kind of character", () => {
  const text = 'city == "Zürich€😀" && x';
  for (let index = 0; index <= text.length; index++) {
    const isInside = /[\udc00-\udfff]/.test(text[index] ?? "");
    if (!isInside) expect(indexAt(text, bytesAt(text, index)), String(index)).toBe(index);
  }
  expect(bytesAt(text, text.length)).toBe(Buffer.byteLength(text));
  expect(indexAt("é", 1)).toBe(0);
  expect(indexAt("abc", 99)).toBe(3);
});

test("a fault behind letters of several bytes is underlined where it is", () => {
  const text = 'city == "Zürich😀" && emploees > 5';
  const at = fault(Buffer.byteLength('city == "Zürich😀" && '), 8, "employees");
  const { from, to } = rangeOf(text, at);
  expect(text.slice(from, to)).toBe("emploees");
  const change = repaired(text, at);
  expect(text.slice(0, change.from) + change.insert + text.slice(change.to)).toBe('city == "Zürich😀" && employees > 5');
});

test("a fault at the end underlines what stands before it", () => {
  expect(rangeOf("a ==", fault(4, 0))).toEqual({ from: 3, to: 4 });
  expect(rangeOf("", fault(0, 0))).toEqual({ from: 0, to: 0 });
});

test("the coloured pieces are the whole text, and know fields, functions and texts", () => {
  const isField = (name: string) => ["name", "custom.size"].includes(name);
  const text = 'name.startsWith("A") && custom.size > 1.5 // why\n|| size(name) in ["x", \'y';
  const pieces = piecesOf(text, [{ from: 5, to: 15 }], isField);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  const lookOf = (wanted: string) => pieces.find((piece) => piece.text === wanted)?.look;
  expect(["name", "startsWith", '"A"', "custom.size", "1.5", "// why", "size", "in", "'y"].map(lookOf)).toEqual(["field", "function", "text", "field", "number", "comment", "function", "word", "text"]);
  expect(pieces.filter(({ isFault }) => isFault).map((piece) => piece.text)).toEqual(["startsWith"]);
});

const choices: Choice[] = [
  { name: "employees", label: "Medewerkers", detail: "int", kind: "field" },
  { name: "kind", label: "Soort", detail: "string", kind: "field" },
  { name: "custom.size", label: "Maat", detail: "string", kind: "field" },
  { name: "size", label: "Characters", detail: "size(string) -> int", kind: "function" },
  { name: "startsWith", label: "Begins", detail: "string.startsWith(string) -> bool", kind: "method" },
];
const words: Words = new Map([["kind", [{ word: "prospect", label: "Prospect" }, { word: "customer", label: "Klant" }]]]);

// The text with | for the caret, and what is written for the first choice.
function complete(text: string, isAsked = false): { names: string[]; first: string } {
  const caret = text.indexOf("|");
  const plain = text.replace("|", "");
  const { from, to, choices: found } = completionAt(plain, caret, choices, words, isAsked);
  return { names: found.map(({ name }) => name), first: found[0] ? plain.slice(0, from) + found[0].insert + plain.slice(to) : "" };
}

test("fields and functions are offered by their name and by what they are called", () => {
  expect(complete("emp|")).toEqual({ names: ["employees"], first: "employees" });
  expect(complete("1 + mede|").first).toBe("1 + employees");
  expect(complete("si|").first).toBe("size()");
  expect(complete("custom.s|").first).toBe("custom.size");
  expect(complete("").names).toEqual([]);
  expect(complete("|", true).names).toContain("employees");
  expect(complete("kind|").names).toEqual([]);
});

test("after a point come methods, but not inside a number", () => {
  expect(complete("kind.|").names).toEqual(["startsWith"]);
  expect(complete('kind.st| == "x"').first).toBe('kind.startsWith() == "x"');
  expect(complete("1.|").names).toEqual([]);
});

test("a field that is compared offers its own words, quoted", () => {
  expect(complete('kind == "|').names).toEqual(["prospect", "customer"]);
  expect(complete('kind == "kla|').first).toBe('kind == "customer"');
  expect(complete('kind == "c|"').first).toBe('kind == "customer"');
  expect(complete('kind in ["prospect", "c|').first).toBe('kind in ["prospect", "customer"');
  expect(complete("kind != |").first).toBe('kind != "prospect"');
  expect(complete('employees == "|').names).toEqual([]);
  expect(complete('kind == "customer" && emp|').first).toBe('kind == "customer" && employees');
});

test("where a mistake stands is read from the server's sentence", () => {
  expect(formulaPlace('In the rule "Big: \"north\"": line 2, column 14: There is no field "emploees".\n  2 | emploees > 5')).toEqual({ name: 'Big: "north"', line: 2, column: 14 });
  expect(formulaPlace("Large: line 1, column 1: A bracket is open.")).toEqual({ name: "Large", line: 1, column: 1 });
  expect(formulaPlace("line 3, column 7: A bracket is open.")).toEqual({ name: null, line: 3, column: 7 });
  expect(formulaPlace("There is no field of line 3.")).toBeNull();
});
