// Goal: the small rules behind the pages of the ideal customer. Method: examples at the edges.
import { expect, test } from "vitest";
import type { IcpFit, Lift } from "../../src/api/market";
import { placeOf, scaleOf, sideOf } from "../../src/features/market/fit_facts";
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
