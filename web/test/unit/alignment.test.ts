// Goal: what was recorded becomes what holds, and the tree is read right. Method: small histories drawn by hand, and each day of them compared with
// the rule itself: the highest revision among the rows that cover the day.
import { expect, test } from "vitest";
import type { Assignment, Placement, PositionId, Territory, TerritoryId } from "../../src/api/types";
import { covers, holdersOf, placesOf, spansOf, tiesOf } from "../../src/features/alignment/timeline";
import { choicesOf, familyOf, pathTo, shownFor, treeOf } from "../../src/lib/territory_tree";
import { dayAfter, dayBefore, isDay } from "../../src/lib/days";

interface Row {
  revision: number;
  valid_from: string;
  valid_to?: string;
  who: string;
}
const day = (number: number) => `2026-01-${String(number).padStart(2, "0")}`;
const row = (revision: number, from: number, to: number | null, who: string): Row => ({ revision, valid_from: day(from), ...(to ? { valid_to: day(to) } : {}), who });

test("a later row covers an earlier one only on its own days", () => {
  const rows = [row(1, 1, null, "A"), row(2, 10, 20, "B")];
  expect(spansOf(rows, ({ who }) => who)).toEqual([
    { from: day(1), to: day(10), value: "A" },
    { from: day(10), to: day(20), value: "B" },
    { from: day(20), to: undefined, value: "A" },
  ]);
});

test("a territory's places are told without the days it was not in the tree", () => {
  const place = (revision: number, from: number, to: number | null, parent: string | null, is_open = true) =>
    ({ revision, parent, is_open, valid_from: day(from), ...(to ? { valid_to: day(to) } : {}), recorded_at: "2026-01-01T00:00:00Z" }) as Placement;
  expect(placesOf([place(1, 1, null, null), place(2, 8, null, "territory_a"), place(3, 20, null, null, false)])).toEqual([
    { from: day(8), to: day(20), value: "territory_a" },
    { from: day(1), to: day(8), value: null },
  ]);
});

test("neighbours with the same value are one stretch, and gaps stay gaps", () => {
  const rows = [row(1, 1, 5, "A"), row(2, 5, 9, "A"), row(3, 12, 14, "A")];
  expect(spansOf(rows, ({ who }) => who)).toEqual([
    { from: day(1), to: day(9), value: "A" },
    { from: day(12), to: day(14), value: "A" },
  ]);
});

test("every day of every history has what the rule says", () => {
  let seed = 7;
  const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  for (let round = 0; round < 200; round++) {
    const rows = Array.from({ length: 1 + next(6) }, (_, index) => {
      const from = 1 + next(20);
      return row(index + 1, from, next(3) === 0 ? null : from + 1 + next(8), "ABC"[next(3)] ?? "A");
    });
    const spans = spansOf(rows, ({ who }) => who);
    for (let at = 1; at <= 29; at++) {
      const wanted = rows.filter((one) => one.valid_from <= day(at) && (!one.valid_to || day(at) < one.valid_to)).sort((a, b) => b.revision - a.revision)[0]?.who;
      expect(spans.filter((span) => covers(span, day(at))).map(({ value }) => value)).toEqual(wanted ? [wanted] : []);
    }
  }
});

test("people and territories of a position are told apart, and what was taken away is gone", () => {
  const base = { recorded_at: "2026-01-01T00:00:00Z", position: "position_1" };
  const all: Assignment[] = [
    { ...base, revision: 1, person: "person_1", valid_from: day(1) },
    { ...base, revision: 2, territory: "territory_1", part: "owner", valid_from: day(1) },
    { ...base, revision: 3, territory: "territory_1", part: "none", valid_from: day(9) },
    { ...base, revision: 4, person: null, valid_from: day(20) },
  ];
  const position = "position_1" as PositionId;
  expect(holdersOf(all, position).map(({ value }) => value)).toEqual([null, "person_1"]);
  expect(tiesOf(all, { position })).toEqual([{ from: day(1), to: day(9), value: { position, territory: "territory_1", part: "owner" } }]);
  expect(tiesOf(all, { territory: "territory_2" as TerritoryId })).toEqual([]);
});

const node = (id: string, parent?: string) => ({ id, name: id.toUpperCase(), version: 1, overlays: [], ...(parent ? { parent } : {}) }) as unknown as Territory;
const tree = treeOf([node("a"), node("b", "a"), node("c", "b"), node("x", "unseen")]);

test("the tree knows the way up and all that lies below; whose parent is unseen stands at the top", () => {
  expect(tree.top.map(({ id }) => id)).toEqual(["a", "x"]);
  expect(pathTo(tree, "c" as TerritoryId).map(({ id }) => id)).toEqual(["a", "b"]);
  expect([...familyOf(tree, "b" as TerritoryId)].sort()).toEqual(["b", "c"]);
  expect(choicesOf(tree, familyOf(tree, "b" as TerritoryId)).map(({ label }) => label)).toEqual(["A", "X"]);
});

test("a search keeps what matches and everything above it", () => {
  expect([...(shownFor(tree, "c", ({ name }) => name) ?? [])].sort()).toEqual(["a", "b", "c"]);
  expect(shownFor(tree, " ", ({ name }) => name)).toBeNull();
});

test("the last day and the first day after are neighbours, across months and years", () => {
  expect([dayAfter("2026-12-31"), dayBefore("2027-01-01"), dayAfter("2028-02-28")]).toEqual(["2027-01-01", "2026-12-31", "2028-02-29"]);
  expect([isDay("2026-02-01"), isDay("2026-13-01"), isDay(""), isDay(null)]).toEqual([true, false, false, false]);
});
