// Goal: the small rules behind the pages of the ideal customer and of company goals. Method: examples at the edges.
import { expect, test } from "vitest";
import type { IcpFit, Lift, Progress } from "../../src/api/market";
import type { Territory, TerritoryId } from "../../src/api/types";
import { placeOf, scaleOf, sideOf } from "../../src/features/market/fit_facts";
import { amountOf, bodyOf as goalBodyOf, draftOf as goalOf, mistakeOf as goalMistakeOf, shared, unitsOf } from "../../src/features/market/objective_draft";
import { paceOf } from "../../src/features/market/progress_bar";
import { dividedDown, inOrder, placedIn } from "../../src/features/market/share_tree";
import { treeOf } from "../../src/lib/territory_tree";
import { bodyOf, differences, draftOf, isSame, mistakeOf, moved, partsOf, type ProfileDraft, withNewRow, withProposals } from "../../src/features/market/profile_draft";

const LARGE = { name: "Large", formula: "employees > 500", weight: 30 };
const DUTCH = { name: "Dutch", formula: 'country == "NL"', weight: 10 };
const draft = (): ProfileDraft => draftOf({ name: "Ideal", criteria: [LARGE, DUTCH] });
const withRow = (more: object): ProfileDraft => ({ ...draft(), rows: draft().rows.map((row, index) => (index === 1 ? { ...row, ...more } : row)) });

test("a profile is refused for its first mistake", () => {
  expect(mistakeOf(draft())).toBeNull();
  expect(mistakeOf({ ...draft(), name: " " })).toBe("name");
  expect(mistakeOf({ ...draft(), rows: [] })).toBe("none");
  expect(mistakeOf(withRow({ name: "" }))).toBe("criterion");
  expect(mistakeOf(withRow({ name: " Large " }))).toBe("twice");
  expect(mistakeOf(withRow({ formula: "\n" }))).toBe("formula");
  for (const weight of ["", "0", "1001", "1.5", "x"]) expect(mistakeOf(withRow({ weight })), weight).toBe("weight");
  for (const weight of ["1", "1000"]) expect(mistakeOf(withRow({ weight })), weight).toBeNull();
});

test("a form gives back what it was made from, and a new row has a key of its own", () => {
  expect(bodyOf(draft())).toEqual({ name: "Ideal", criteria: [LARGE, DUTCH] });
  expect(isSame(draft(), withRow({ name: "Dutch " }))).toBe(true);
  const { rows } = withNewRow({ ...draft(), rows: draft().rows.slice(1) });
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
});

test("rows go up and down, and not over the edge", () => {
  const { rows } = draft();
  expect(moved(rows, 0, 1).map(({ name }) => name)).toEqual(["Dutch", "Large"]);
  expect(moved(rows, 0, -1)).toBe(rows);
  expect(moved(rows, 1, 1)).toBe(rows);
});

test("parts of the score are told of right weights alone", () => {
  expect(partsOf(draft().rows)).toEqual([0.75, 0.25]);
  expect(partsOf(withRow({ weight: "x" }).rows)).toEqual([1, null]);
});

test("what somebody else changed is told by criterion", () => {
  expect(differences([LARGE, DUTCH], [{ ...LARGE, weight: 40 }])).toEqual([
    { name: "Large", before: LARGE, after: { ...LARGE, weight: 40 } },
    { name: "Dutch", before: DUTCH, after: null },
  ]);
});

test("proposed weights are taken, what does no good is left out, and what says nothing stays", () => {
  const criteria = [{ ...LARGE, finding: "fitted", proposed_weight: 100 }, { ...DUTCH, finding: "fitted" }, { name: "Few", formula: "true", weight: 5, finding: "few_held" }];
  expect(withProposals({ criteria } as unknown as IcpFit)).toEqual([{ ...LARGE, weight: 100 }, { name: "Few", formula: "true", weight: 5 }]);
});

test("a lift stands on a scale whose middle makes no difference", () => {
  const lift: Lift = { estimate: 2, least: 1, most: 4 };
  expect(scaleOf([lift, undefined])).toBe(4);
  expect(scaleOf([])).toBe(2);
  expect(scaleOf([{ least: 1 }])).toBe(20);
  expect([0, 0.25, 0.5, 1, 2, 4, 9].map((value) => placeOf(value, 4))).toEqual([0, 0, 25, 50, 75, 100, 100]);
  expect(placeOf(undefined, 4)).toBe(100);
  expect([sideOf({ least: 1.1 }), sideOf({ least: 0.1, most: 0.9 }), sideOf({ least: 0.5, most: 2 }), sideOf({ least: 0.5 })]).toEqual(["more", "less", "either", "either"]);
});

test("a goal is divided whole, and what is left goes to the largest remainders, of equal ones to the lower id", () => {
  const shares = (...weights: number[]) => weights.map((weight, index) => ({ id: `territory_${index}`, weight }));
  expect(shared(100_000n, shares(2, 1))).toEqual([66_667n, 33_333n]);
  expect(shared(100n, shares(1, 1, 1))).toEqual([34n, 33n, 33n]);
  expect(shared(100n, shares(1, 1, 1).reverse())).toEqual([33n, 33n, 34n]);
  expect(shared(7n, shares(0, 5))).toEqual([0n, 7n]);
  expect(shared(7n, shares(0, 0))).toBeNull();
  expect([unitsOf("12.5", 2), unitsOf("12", 0)]).toEqual([1250n, 12n]);
  expect([amountOf(5n, 2), amountOf(1250n, 2), amountOf(12n, 0)]).toEqual(["0.05", "12.50", "12"]);
});

test("a goal has a name, days in order and a target above 0 of its kind", () => {
  const goal = { ...goalOf(undefined, ".", 2027), name: "Ours", target: "1,000.50" };
  expect(goalMistakeOf(goal, ".")).toBeNull();
  expect(goalMistakeOf({ ...goal, name: " " }, ".")).toBe("name");
  expect(goalMistakeOf({ ...goal, lastDay: "2026-12-31" }, ".")).toBe("days");
  for (const target of ["", "0", "x"]) expect(goalMistakeOf({ ...goal, target }, ".")).toBe("target");
  expect(goalMistakeOf({ ...goal, metric: "new_accounts" }, ".")).toBe("target");
  expect(goalBodyOf(goal, ".", "EUR")).toEqual({ name: "Ours", first_day: "2027-01-01", last_day: "2027-12-31", metric: "revenue", target: { amount: "1000.50", currency: "EUR" } });
  expect(goalBodyOf({ ...goal, metric: "new_accounts", target: "12", segment: " true " }, ".", "EUR")).toMatchObject({ accounts: 12, segment: "true" });
});

test("a goal is divided down the tree: each share is the sum of those within it", () => {
  const place = (territory: string, within: string | null, weight: number) => ({ territory: territory as TerritoryId, within: within as TerritoryId | null, weight });
  const rows = [place("country", null, 3), place("north", "country", 1), place("south", "country", 2), place("abroad", null, 1)];
  const amounts = dividedDown(100_001n, rows);
  expect(amounts && Object.fromEntries(amounts)).toEqual({ country: 75_001n, north: 25_000n, south: 50_001n, abroad: 25_000n });
  expect(dividedDown(10n, [place("country", null, 1), place("north", "country", 0)])).toBeNull();
});

test("shares stand below the nearest territory above them that has one too", () => {
  const territory = (id: string, parent?: string) => ({ id, name: id, parent }) as unknown as Territory;
  const tree = treeOf([territory("top"), territory("middle", "top"), territory("b", "middle"), territory("a", "middle"), territory("other")]);
  const placed = placedIn(tree, ["other", "b", "a", "top"] as TerritoryId[]);
  expect(placed.map(({ within }) => within)).toEqual([null, "top", "top", null]);
  expect(inOrder(placed, (row) => row.territory).map(({ row, depth }) => `${row.territory} ${depth}`)).toEqual(["other 0", "top 0", "a 1", "b 1"]);
});

test("a pace is told in words", () => {
  const progress = (pace: string | null, missing: string) => ({ pace, missing: { amount: missing, currency: "EUR" } }) as unknown as Progress;
  expect([progress("1.06", "1"), progress("1.05", "1"), progress("0.95", "1"), progress("0.949", "1"), progress(null, "1"), progress("0.5", "0.00")].map(paceOf)).toEqual(["ahead", "onPace", "onPace", "behind", null, "over"]);
});
