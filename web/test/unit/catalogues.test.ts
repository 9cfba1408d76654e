// Goal: every text is there in both languages, and none is kept that nothing shows. Method: the catalogues are compared key by key, and the
// sources are searched for every key; a key made from parts (`role.${role}.name`) stands for all that it can become.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "../../src/i18n/en";
import { crm as enCrm } from "../../src/i18n/en/crm";
import { nl } from "../../src/i18n/nl";
import { crm as nlCrm } from "../../src/i18n/nl/crm";

const SOURCE = join(import.meta.dirname, "..", "..", "src");

function flatten(catalogue: object, prefix = ""): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as [string, string]] : flatten(value as object, `${prefix}${key}.`),
  );
}

const english = new Map([...flatten(en), ...flatten(enCrm)]);
const dutch = new Map([...flatten(nl), ...flatten(nlCrm)]);
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
const base = (key: string) => key.replace(/_(one|other)$/, "");

function sources(): string {
  const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("i18n") && !file.includes("generated"))
    .map((file) => readFileSync(join(SOURCE, file), "utf8"))
    .join("\n");
}

describe("the catalogues", () => {
  test("have the same keys", () => {
    expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("have no part that hides another", () => {
    const own = new Set(flatten(en).map(([key]) => key));
    expect(flatten(enCrm).filter(([key]) => own.has(key))).toEqual([]);
  });

  test("have no empty text, and the same placeholders", () => {
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe("");
      expect(dutch.get(key)?.trim(), key).not.toBe("");
      expect(placeholders(dutch.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  // Of those that a screen can show: not of the command line, nor of the server's own disk.
  test("tell what plans, demands and comments are refused for", () => {
    const docs = ["planning", "threads"].map((name) => readFileSync(join(SOURCE, "..", "..", "docs", "errors", `${name}.md`), "utf8")).join("\n");
    const rules = [...docs.matchAll(/^### ((?:P05|P1\d|V0)\d+):/gm)].map(([, rule]) => rule ?? "").filter((rule) => !["P057", "P122", "P123"].includes(rule));
    expect(rules.length).toBeGreaterThan(40);
    expect(rules.filter((rule) => !dutch.has(`rule.${rule}`))).toEqual([]);
  });

  // Of those that somebody's formula can have: columns (Q05x) are the server's own.
  test("tell what formulas are refused for", () => {
    const docs = readFileSync(join(SOURCE, "..", "..", "docs", "errors", "formula.md"), "utf8");
    const rules = [...docs.matchAll(/^### (Q(?!05)\d+):/gm)].map(([, rule]) => rule ?? "");
    expect(rules.length).toBeGreaterThan(25);
    expect(rules.filter((rule) => !dutch.has(`rule.${rule}`))).toEqual([]);
  });

  test("hold nothing that is not used", () => {
    const text = sources();
    const named = new Set([...text.matchAll(/"([\w.-]+)"/g)].map(([, name]) => name));
    const patterns = [...text.matchAll(/`((?:[a-z][\w]*\.)+[^`\s]*\$\{[^`]*)`/g)].map((match) => {
      const parts = (match[1] ?? "").split(/\$\{(?:[^{}]|\{[^}]*\})*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return new RegExp(`^${parts.join("[\\w-]+")}$`);
    });
    const unused = [...english.keys()].map(base).filter((key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)));
    expect([...new Set(unused)]).toEqual([]);
  });
});
