// Goal: the small rules behind the screens. Method: examples, limits and one beyond.
import { expect, test } from "vitest";
import { urlOf } from "../../src/api/client";
import { ApiProblem, fieldErrors, otherErrors } from "../../src/api/problem";
import { matches } from "../../src/app/commands";
import { matching } from "../../src/design/combobox";
import { initials } from "../../src/design/avatar";
import { firstMistake, percentOf, requestOf } from "../../src/lib/design_draft";
import { boundsOf } from "../../src/plan_map/map_bounds";
import { worstOf } from "../../src/plan_map/palette";

const dataset = { id: "dataset_1", name: "ZIPs", unit_count: 100, measures: ["population"], created_at: "2026-01-01T00:00:00Z" };
const draft = { name: "Plan", dataset: "dataset_1", territories: "10", seconds: 30, balance: { population: "2,5" } };

test("an address is made of its parameters, escaped, without empty filters", () => {
  expect(urlOf("/people/{person}", { path: { person: "a/b" } })).toBe("/api/v1/people/a%2Fb");
  expect(urlOf("/people", { query: { search: "é&", role: "", cursor: undefined } })).toBe("/api/v1/people?search=%C3%A9%26");
});

test("mistakes go to their fields, the first of each, and the rest above the form", () => {
  const problem = new ApiProblem(422, {
    errors: [
      { pointer: "/admin/email", rule: "I022", message: "first" },
      { pointer: "/admin/email", rule: "I022", message: "second" },
      { pointer: "/seed", rule: "P055", message: "hidden" },
    ],
  });
  expect(fieldErrors(problem)).toEqual({ "admin/email": "first", seed: "hidden" });
  expect(otherErrors(problem, ["admin/email"])).toEqual(["hidden"]);
  expect(fieldErrors(new Error("no problem"))).toEqual({});
});

test("a design is refused for its first mistake", () => {
  expect(firstMistake(draft, dataset)).toBeNull();
  expect(firstMistake(draft, undefined)).toBe("dataset");
  expect(firstMistake({ ...draft, name: " " }, dataset)).toBe("name");
  expect(firstMistake({ ...draft, territories: "0" }, dataset)).toBe("territories");
  expect(firstMistake({ ...draft, territories: "1.5" }, dataset)).toBe("territories");
  expect(firstMistake({ ...draft, territories: "100" }, dataset)).toBeNull();
  expect(firstMistake({ ...draft, territories: "101" }, dataset)).toBe("tooMany");
  expect(firstMistake({ ...draft, balance: {} }, dataset)).toBe("balance");
  expect(firstMistake({ ...draft, balance: { population: "101" } }, dataset)).toBe("tolerance");
  expect(firstMistake({ ...draft, balance: { population: "" } }, dataset)).toBe("tolerance");
});

test("a tolerance is typed in percent, with a comma or a point, and sent as a share", () => {
  expect(percentOf("2,5")).toBe(2.5);
  expect(requestOf(draft)?.balance).toEqual([{ measure: "population", tolerance: 0.025 }]);
});

test("bounds span every ring, and nothing has none", () => {
  const feature = (coordinates: unknown) => ({ type: "Feature" as const, geometry: { coordinates }, properties: { index: 0, name: "", colour: 0 } });
  expect(boundsOf([feature([[[[1, 2], [3, 4]]], [[[-5, 0]]]])])).toEqual([[-5, 0], [3, 4]]);
  expect(boundsOf([])).toBeNull();
});

test("the worst deviation keeps its sign", () => {
  expect(worstOf({ a: 0.01, b: -0.03 })).toBe(-0.03);
  expect(worstOf({})).toBe(0);
});

test("words are found in any order", () => {
  expect(matches("Field sales 2027", "2027 field")).toBe(true);
  expect(matches("Field sales 2027", "west")).toBe(false);
  expect(matching([{ value: "NL", label: "Netherlands" }, { value: "BE", label: "Belgium" }], "nl")).toHaveLength(1);
});

test("initials are of the first and the last name", () => {
  expect([initials("Ada"), initials("Ada de Lovelace"), initials("  ")]).toEqual(["A", "AL", "?"]);
});
