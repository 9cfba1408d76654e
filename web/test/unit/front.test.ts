// Goal: plans to choose from stand where they should, are joined by what none beats and walked by keys. Method: a few plans of round numbers.
import { expect, test } from "vitest";
import type { FrontPoint, Tradeoff } from "../../src/api/studio";
import { distinct, lineOf, placeOn, scaleOf, VIEWS, walkedTo } from "../../src/features/studio/front/front";
import { secondsOf } from "../../src/features/studio/panel/optimise_fields";

const gives = (travel_km: number, deviation: number, moved: number): Tradeoff => ({ travel_km, deviation, moved });
const pointsOf = (...all: Tradeoff[]) => all.map((one, index) => ({ offer: { id: `offer_${index}`, units_moved: one.moved === 0 ? 0 : 1 }, gives: one, is_on_front: true }) as FrontPoint);

test("an axis has round values around all that it shows, also where that is one value", () => {
  expect(scaleOf([0.013, 0.048, 0.021], "deviation")).toEqual({ least: 0.01, most: 0.05, ticks: [0.01, 0.02, 0.03, 0.04, 0.05] });
  expect(scaleOf([101, 118], "travel_km").ticks).toEqual([100, 105, 110, 115, 120]);
  for (const values of [[0], [0, 0], [52.5], [0.02, 0.02], [1e6, 1e6 + 1]]) {
    const scale = scaleOf(values, "travel_km");
    expect(scale.least).toBeLessThanOrEqual(Math.min(...values));
    expect(scale.most).toBeGreaterThanOrEqual(Math.max(...values));
    expect(scale.most).toBeGreaterThan(scale.least);
    expect(scale.ticks.length).toBeLessThanOrEqual(6);
  }
  expect(placeOn({ least: 10, most: 20, ticks: [] }, 15)).toBe(0.5);
});

test("what moves nothing is no choice, and what reads the same is one, on the front where one of them is", () => {
  const points = pointsOf(gives(100, 0.05, 0), gives(104.02, 0.02, 0.1), gives(110, 0.01, 0.3), gives(104.04, 0.020001, 0.1)).map((point, index) => ({ ...point, is_on_front: index === 3 }));
  expect(distinct(points).map(({ offer, is_on_front }) => [offer.id, is_on_front])).toEqual([["offer_1", true], ["offer_2", false]]);
});

test("the line joins what no other beats on both axes, from left to right", () => {
  const [a, b, c, d] = [gives(100, 0.05, 0), gives(104, 0.02, 0.1), gives(105, 0.04, 0.02), gives(110, 0.01, 0.3)];
  expect(lineOf([d, c, b, a], VIEWS.travel)).toEqual([a, b, d]);
  expect(lineOf([d, c, b, a], VIEWS.moved)).toEqual([a, c, b, d]);
  expect(lineOf([a, { ...a }], VIEWS.travel)).toHaveLength(1);
});

test("arrows walk along the axes and stop at the ends; plans that give the same are both reached", () => {
  const points = pointsOf(gives(104, 0.02, 0.1), gives(100, 0.05, 0), gives(110, 0.01, 0.3), gives(104, 0.02, 0.1));
  const { travel } = VIEWS;
  expect([walkedTo(points, 1, travel, "ArrowRight"), walkedTo(points, 0, travel, "ArrowRight"), walkedTo(points, 3, travel, "ArrowRight"), walkedTo(points, 2, travel, "ArrowRight")]).toEqual([0, 3, 2, 2]);
  expect([walkedTo(points, 1, travel, "ArrowDown"), walkedTo(points, 2, travel, "ArrowUp"), walkedTo(points, 2, travel, "ArrowDown")]).toEqual([3, 0, 2]);
  expect([walkedTo(points, 0, travel, "Home"), walkedTo(points, 0, travel, "End"), walkedTo(points, 0, travel, "Enter")]).toEqual([1, 2, null]);
});

test("few territories are searched for half a second, unless something else was chosen", () => {
  const draft = { kind: "one", scope: "selection", seconds: null, cap: "", balance: {} } as const;
  expect([secondsOf(draft, 10), secondsOf(draft, 11), secondsOf({ ...draft, scope: "all" }, 3)]).toEqual([0.5, 15, 15]);
  expect([secondsOf({ ...draft, seconds: 60 }, 3), secondsOf({ ...draft, kind: "several" }, 3), secondsOf({ ...draft, kind: "several", seconds: 0.1 }, 30)]).toEqual([60, 6, 30]);
});
