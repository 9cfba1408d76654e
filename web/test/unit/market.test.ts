// Goal: the small rules behind the pages of the ideal customer and of company goals. Method: examples at the edges.
import { expect, test } from "vitest";
import type { IcpFit, Lift } from "../../src/api/market";
import { placeOf, scaleOf, sideOf } from "../../src/features/market/fit_facts";
import { amountOf, bodyOf as goalBodyOf, draftOf as goalOf, mistakeOf as goalMistakeOf, shared, unitsOf } from "../../src/features/market/objective_draft";
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
