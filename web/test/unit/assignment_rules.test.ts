// Goal: the small rules behind the pages of assignment rules and behind an account's territory. Method: examples at the edges; the answer of
// GET /accounts/{account}/alignment is the contract's.
import { afterEach, expect, test, vi } from "vitest";
import { QueryClient } from "@tanstack/react-query";
import { accountAlignmentQuery } from "../../src/api/rule_queries";
import type { AccountId } from "../../src/api/crm";
import type { AccountWhy, AlignmentRow, AssignmentRule, RuleFigures, TerritoryShift } from "../../src/api/rules";
import { clauseState, placedOn, plainOf, reasonOf, storyOf, verdictsOf } from "../../src/features/crm/territory/placement";
import { byShift, silenceOf } from "../../src/features/rules/preview_facts";
import { badUnitsOf, bodyOf, changeOf, comparedWith, differences, draftOf, mistakeOf, type RuleDraft, unitsOf, without } from "../../src/features/rules/rule_draft";

const rule = (more: object = {}) => ({ id: "rule_1", territory: "territory_1", name: "Large", kind: "formula", formula: "employees > 500", priority: 0, is_overlay: false, is_open: true, version: 1, ...more }) as unknown as AssignmentRule;
const draft = (more: Partial<RuleDraft> = {}): RuleDraft => ({ ...draftOf(rule()), ...more });

afterEach(() => vi.unstubAllGlobals());

test("postal codes are read a line or a comma at a time, each once, and wrong ones are told", () => {
  expect(unitsOf(" 1012*\n\n1013 AB,1013 AB;\t2000 ")).toEqual(["1012*", "1013 AB", "2000"]);
  expect(badUnitsOf(["1012*", "10*12", "*", "1".repeat(40), "1".repeat(41)])).toEqual(["10*12", "*", "1".repeat(41)]);
});

test("a rule is refused for its first mistake", () => {
  expect(mistakeOf(draft())).toBeNull();
  expect(mistakeOf(draft({ name: " " }))).toBe("name");
  expect(mistakeOf(draft({ territory: "" }))).toBe("territory");
  expect(mistakeOf(draft({ formula: "\n" }))).toBe("formula");
  expect(mistakeOf(draft({ kind: "named" }))).toBe("accounts");
  expect(mistakeOf(draft({ kind: "named", accounts: Array<AccountId>(10_001).fill("account_1" as AccountId) }))).toBe("accountsMany");
  expect(mistakeOf(draft({ kind: "units", units: "10*12" }))).toBe("units");
  expect(mistakeOf(draft({ kind: "units", units: "1012*" }))).toBeNull();
  for (const priority of ["", "1.5", "1001", "-1001", "x"]) expect(mistakeOf(draft({ priority })), priority).toBe("priority");
  for (const priority of ["-1000", "1000"]) expect(mistakeOf(draft({ priority })), priority).toBeNull();
});

test("a body has the condition of its kind alone", () => {
  expect(bodyOf(draft({ units: "1012*", country: "NL" }))).toEqual({ territory: "territory_1", name: "Large", kind: "formula", formula: "employees > 500", priority: 0, is_overlay: false, is_open: true });
  expect(bodyOf(draft({ kind: "units", units: "1012*" }))).toMatchObject({ kind: "units", units: ["1012*"] });
});

test("a change has what is other, and another kind goes as a whole", () => {
  expect(changeOf(draft(), draft({ name: "Large " }))).toBeNull();
  expect(changeOf(draft(), draft({ priority: "10" }))).toEqual({ priority: 10 });
  expect(changeOf(draft(), draft({ kind: "named", accounts: ["account_1" as AccountId] }))).toEqual({ kind: "named", accounts: ["account_1"] });
  const codes = draft({ kind: "units", units: "1012*", country: "NL" });
  expect(changeOf(codes, { ...codes, country: "" })).toEqual({ country: "" });
});

test("differences are told a part at a time, and one part is given up", () => {
  const mine = draft({ formula: "true", priority: "3" });
  expect(differences(draft(), mine)).toEqual(["condition", "priority"]);
  // What another kind would have asked does not count.
  expect(differences(draft(), draft({ units: "1012*" }))).toEqual([]);
  expect(without({ formula: "true", kind: "formula", priority: "3" }, "condition")).toEqual({ priority: "3" });
});

test("a draft is compared with what is in force", () => {
  const active = [rule(), rule({ id: "rule_2" }), rule({ id: "rule_3" })];
  const { marks, removed } = comparedWith(active, [rule({ version: 2 }), rule({ id: "rule_2", name: "Other" }), rule({ id: "rule_4" })]);
  expect([...marks]).toEqual([["rule_2", "changed"], ["rule_4", "added"]]);
  expect(removed).toBe(1);
});

test("a rule that does nothing says why, and what changes most stands first", () => {
  const figures = (holds: number, offers: number, wins: number) => ({ rule: "rule_1", holds, offers, wins }) as RuleFigures;
  expect([figures(0, 0, 0), figures(3, 0, 0), figures(3, 2, 0), figures(3, 2, 1)].map(silenceOf)).toEqual(["holds", "offers", "wins", null]);
  const shift = (territory: string, then: number, gained: number, lost: number) => ({ territory, now: 0, then, gained, lost }) as TerritoryShift;
  expect(byShift([shift("a", 1, 0, 0), shift("b", 9, 0, 0), shift("c", 0, 2, 3), shift("d", 0, 4, 0)]).map(({ territory }) => territory)).toEqual(["c", "d", "b", "a"]);
});

const rows = [
  { territory: "territory_1", is_overlay: false, valid_from: "2026-01-01", valid_to: "2026-06-01", reason: "import", recorded_at: "2026-01-02T00:00:00Z" },
  { territory: "territory_9", is_overlay: false, valid_from: "2026-06-01", reason: "manual", recorded_at: "2026-06-02T00:00:00Z", superseded_at: "2026-07-01T00:00:00Z" },
  { territory: "territory_2", is_overlay: false, valid_from: "2026-06-01", reason: "rule", rule: "rule_1", recorded_at: "2026-07-01T00:00:00Z" },
  { territory: "territory_3", is_overlay: true, valid_from: "2026-06-01", reason: "rule", rule: "rule_2" },
  { is_overlay: true, valid_from: "2026-06-01", reason: "manual" },
  { is_overlay: false, valid_from: "2027-01-01", reason: "something new" },
] as unknown as AlignmentRow[];

test("an account's alignment is asked for and read as the contract has it", async () => {
  const fetched = vi.fn((_url: string) => Promise.resolve(new Response(JSON.stringify({ items: rows }), { headers: { "Content-Type": "application/json" } })));
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("document", { documentElement: { lang: "en" } });
  const got = await new QueryClient().fetchQuery(accountAlignmentQuery("account_1" as AccountId));
  expect(fetched.mock.calls[0]?.[0]).toBe("/api/v1/accounts/account_1/alignment");
  expect(got).toEqual(rows);
  // An answer without rows is one of none.
  fetched.mockImplementation(() => Promise.resolve(new Response("{}", { headers: { "Content-Type": "application/json" } })));
  expect(await new QueryClient().fetchQuery(accountAlignmentQuery("account_2" as AccountId))).toEqual([]);
});

test("what holds on a day is what is still believed and covers it", () => {
  expect(placedOn(rows, "2026-05-31").own?.territory).toBe("territory_1");
  expect(placedOn(rows, "2026-06-01").own?.territory).toBe("territory_2");
  expect(placedOn(rows, "2026-06-01").overlays.map(({ territory }) => territory)).toEqual(["territory_3"]);
  expect(placedOn(rows, "2027-01-01").own).toMatchObject({ reason: "something new" });
  expect(placedOn([], "2026-01-01")).toEqual({ own: undefined, overlays: [] });
});

test("the story is told newest first, without what is not believed any more unless asked", () => {
  expect(storyOf(rows, false).map(({ valid_from }) => valid_from)).toEqual(["2027-01-01", "2026-06-01", "2026-06-01", "2026-06-01", "2026-01-01"]);
  const whole = storyOf(rows, true);
  expect(whole).toHaveLength(6);
  expect(whole.findIndex(({ territory }) => territory === "territory_9")).toBe(4);
  expect([reasonOf("rule"), reasonOf("something new"), reasonOf(undefined)]).toEqual(["rule", "other", "other"]);
});

test("values are read as formulas write them", () => {
  expect(['"Ret\\"ail"', "480", "40000000.0", "0.250", "null", "true", 'date("2027-01-01")', "-3"].map(plainOf)).toEqual(['Ret"ail', "480", "40000000", "0.25", null, "true", "2027-01-01", "-3"]);
  expect(["true", "false", "null", '"US"'].map(clauseState)).toEqual(["holds", "fails", "unknown", "value"]);
});

test("of the other rules those that came near stand first", () => {
  const one = (name: string, outcome: string) => ({ rule: name, name, outcome });
  const why = { rules: [one("a", "fails"), one("b", "wins"), one("c", "parents"), one("d", "adds"), one("e", "beaten")] } as unknown as AccountWhy;
  const { winner, adding, others } = verdictsOf(why);
  expect([winner?.name, adding.map(({ name }) => name), others.map(({ name }) => name)]).toEqual(["b", ["d"], ["e", "c", "a"]]);
});
