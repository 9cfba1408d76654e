// Goal: who is waited for, whose decision it is, and where a territory stands are told right. Method: a tree of three levels, and strips with known ends.
import { expect, test } from "vitest";
import { type Approval, hasUndecidedBelow, isOnesOwn, namesOf, waitedFor } from "../../src/api/approvals";
import { partOf, stripPlaces } from "../../src/features/studio/facts/strip";

const step = (name: string, depth: number, state: Approval["state"], more: Partial<Approval> = {}): Approval => ({ territory: { id: name, name }, depth, state, owners: [{ id: `p_${name}`, name: `Owner of ${name}` }], territories: 1, may_decide: false, in_place: false, ...more });
const STEPS = [step("north", 2, "open"), step("south", 2, "approved"), step("east", 2, "open", { owners: [{ id: "p_north", name: "Owner of north" }] }), step("top", 0, "waiting", { may_decide: true })];
const [north, south, , top] = STEPS as [Approval, Approval, Approval, Approval];

test("those whose steps are open are waited for, each once", () => {
  expect(namesOf(waitedFor(STEPS))).toEqual(["Owner of north"]);
  expect(namesOf([])).toEqual([]);
});

test("a step is one's own where one decides, and not in somebody's place", () => {
  const inPlace = step("far", 1, "open", { may_decide: true, in_place: true });
  expect([isOnesOwn(STEPS), isOnesOwn([north, south]), isOnesOwn([inPlace]), isOnesOwn([])]).toEqual([true, false, false, false]);
});

test("who decides a step that waits approves those below with it", () => {
  expect([hasUndecidedBelow(STEPS, top), hasUndecidedBelow(STEPS, north), hasUndecidedBelow([south, top], top)]).toEqual([true, false, false]);
});

test("a strip holds the middle half with room around it, and reaches as far as the value", () => {
  const quartiles = { low: 10, middle: 15, high: 20 };
  const inside = stripPlaces(quartiles, 15);
  expect([inside.low, inside.middle, inside.high, inside.own].map((place) => Math.round(place * 1000))).toEqual([300, 500, 700, 500]);
  expect(stripPlaces(quartiles, 100).own).toBe(1);
  expect(stripPlaces(quartiles, -50).own).toBe(0);
  expect(stripPlaces({ low: 5, middle: 5, high: 5 }, 5)).toEqual({ low: 0.5, middle: 0.5, high: 0.5, own: 0.5 });
  expect([partOf(quartiles, 9), partOf(quartiles, 10), partOf(quartiles, 20), partOf(quartiles, 21)]).toEqual(["below", "within", "within", "above"]);
});
