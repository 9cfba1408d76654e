// Goal: a file's columns are recognised as the server would and put right in its first line alone; the way keeps what was chosen and says what is impossible.
// Method: small files, and four units. The names of columns are compared with the server's sources.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { DatasetUnits } from "../../src/api/studio";
import type { Dataset, Plan } from "../../src/api/types";
import { HEAD_BYTES, headerFor, headOf, mistakeOf, othersOf, recognised } from "../../src/features/studio/guide/columns";
import { violationKey } from "../../src/features/studio/guide/use_violation_text";
import { goalsOf, isOpen, obstaclesOf, withGoals } from "../../src/features/studio/guide/way";
import { guide as enGuide } from "../../src/i18n/en/guide";
import { guide as nlGuide } from "../../src/i18n/nl/guide";

const read = (text: string) => headOf(new TextEncoder().encode(text));
const headFrom = (text: string) => read(text) ?? expect.fail("not read");

test("columns are recognised by their names, whatever parts them", () => {
  const head = headFrom('Postal Code;Lng;LATITUDE;"Sales; net";Name\r\n1011;4,9;52,37;"1.250,5";"Centre ""A"""\r\n1012;4,89;52,36;12;West\r\n');
  expect(head).toMatchObject({ delimiter: ";", columns: ["Postal Code", "Lng", "LATITUDE", "Sales; net", "Name"], bytes: 42 });
  expect(head.rows[0]).toEqual(["1011", "4,9", "52,37", "1.250,5", 'Centre "A"']);
  const places = recognised(head);
  expect(places).toEqual({ id: 0, lon: 1, lat: 2 });
  expect(othersOf(head, places)).toEqual({ measures: ["Sales; net"], texts: ["Name"] });
  expect(headerFor(head, places)).toBeNull();
});

test("the likelier name wins, an unknown id is the first column, and what is missing is said", () => {
  expect(recognised(headFrom("code,zip,x,y\n1,2,3,4"))).toEqual({ id: 1, lon: 2, lat: 3 });
  const unknown = recognised(headFrom("area,east,north\na,1,2"));
  expect([unknown, mistakeOf(unknown)]).toEqual([{ id: 0, lon: null, lat: null }, "missing"]);
  expect([mistakeOf({ id: 0, lon: 0, lat: 1 }), mistakeOf({ id: 0, lon: 1, lat: 2 })]).toEqual(["doubled", null]);
});

test("a choice becomes another first line, in which the server finds it", () => {
  const head = headFrom('area,id,"east, far",north\na,1,2,3');
  expect(headerFor(head, { id: 0, lon: 2, lat: 3 })).toBe("id,id 2,lon,lat");
  expect(headerFor(headFrom("id,lon,lat,a\n1,2,3,4"), { id: 3, lon: 2, lat: 1 })).toBe("id 2,lat,lon,id");
});

test("the names are the server's", () => {
  const source = readFileSync(join(import.meta.dirname, "..", "..", "..", "src", "platform", "files", "column_names.hpp"), "utf8");
  const ours = readFileSync(join(import.meta.dirname, "..", "..", "src", "features", "studio", "guide", "columns.ts"), "utf8");
  for (const [part, constant] of [["id", "kIdNames"], ["lon", "kLonNames"], ["lat", "kLatNames"]]) {
    const named = (text: string, pattern: string) => [...(new RegExp(pattern, "s").exec(text)?.[1] ?? "").matchAll(/"(\w+)"/g)].map(([, name]) => name);
    expect(named(ours, `  ${part}: \\[([^\\]]*)\\]`)).toEqual(named(source, `${constant} = \\{([^}]*)\\}`));
  }
});

test("what is no text of columns is not read, and a line cut short is not looked at", () => {
  expect([read(""), read("just words\nand more"), read("\0a,b\n")]).toEqual([null, null, null]);
  const long = `id,lon,lat\n${"10001,-73.5,40.1\n".repeat(5_000)}`.slice(0, HEAD_BYTES);
  const { rows } = headFrom(long);
  expect(rows.every((row) => row.length === 3)).toBe(true);
});

const DATASET = { id: "dataset_1", name: "Units", unit_count: 4, measures: ["sales", "a~b"] } as Dataset;

test("goals are kept by the address, and proposed where it has none", () => {
  expect(goalsOf(new URLSearchParams(), DATASET, "Units")).toEqual({ name: "Units", dataset: "dataset_1", territories: "4", seconds: 30, balance: { sales: "5" } });
  const goals = { name: "North & more", dataset: "dataset_1", territories: "2", seconds: 120, balance: { sales: "2,5" } };
  expect(goalsOf(new URLSearchParams(withGoals(new URLSearchParams("step=goals"), goals).toString()), DATASET, "")).toEqual(goals);
  expect(goalsOf(withGoals(new URLSearchParams(), { ...goals, balance: {} }), DATASET, "").balance).toEqual({});
});

test("a step is open as soon as there is something to show", () => {
  const plan = { id: "plan_1" } as unknown as Plan;
  const none = { hasFile: false, hasDataset: false, plan: undefined };
  expect([isOpen("data", none), isOpen("columns", none), isOpen("columns", { ...none, hasFile: true }), isOpen("map", { ...none, hasFile: true })]).toEqual([true, false, true, false]);
  expect([isOpen("search", { ...none, plan }), isOpen("adjust", { ...none, plan }), isOpen("review", { ...none, plan: { ...plan, summary: {} } as Plan })]).toEqual([true, false, true]);
});

test("a unit that has more than a territory may have is named, with what would do", () => {
  const units: DatasetUnits = { units: ["A", "B", "C", "D"], lon: [], lat: [], measures: [{ name: "sales", values: [10, 10, 60, 20] }, { name: "none", values: [0, 0, 0, 0] }] };
  const [heavy, nothing] = obstaclesOf(units, 2, [{ measure: "sales", tolerance: 0.1 }, { measure: "none", tolerance: 0.1 }]);
  expect(heavy).toMatchObject({ kind: "heavy", unit: "C", amount: 60, count: 1, territories: 1 });
  expect([heavy?.most, heavy?.tolerance]).toEqual([expect.closeTo(55, 9), expect.closeTo(0.2, 9)]);
  expect(nothing).toMatchObject({ kind: "nothing", measure: "none" });
  expect(obstaclesOf(units, 2, [{ measure: "sales", tolerance: 0.2 }])).toEqual([]);
});

test("every sentence of the checker has its text in both languages, with all that it names", () => {
  const source = readFileSync(join(import.meta.dirname, "..", "..", "..", "src", "engine", "territory", "check_demands_test.cpp"), "utf8");
  const rows = [...source.matchAll(/\{"(T0\d\d)",(?:(?!\{"T0).)*?\{(\{"\w+", "[^"]*"\}(?:,\s*\{"\w+", "[^"]*"\})*)\}\}/gs)];
  expect(new Set(rows.map(([, rule]) => rule)).size).toBeGreaterThan(8);
  for (const [, rule = "", listed = ""] of rows) {
    const values = Object.fromEntries([...listed.matchAll(/\{"(\w+)", "([^"]*)"\}/g)].map(([, name, value]) => [name, value]));
    const key = violationKey({ rule, values }).replace("guide.violation.", "");
    for (const texts of [enGuide.guide.violation, nlGuide.guide.violation] as Record<string, string>[]) {
      const text = texts[key] ?? expect.fail(`${key} has no text`);
      for (const name of Object.keys(values)) if (name !== "case") expect(text, key).toContain(`{{${name}}}`);
    }
  }
});
