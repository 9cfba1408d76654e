// Goal: many events at once make the page read anew once. Method: a clock by hand.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gather } from "../../src/api/events";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what goes out of date within a moment is asked for once", () => {
  const asked: string[][] = [];
  const stale = gather((key) => asked.push(key));
  for (let count = 0; count < 100; count++) stale.add([["alignment"]]);
  stale.add([["plans"], ["alignment"]]);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(asked).toEqual([["alignment"], ["plans"]]);
  stale.add([["plans"]]);
  vi.advanceTimersByTime(1_000);
  expect(asked).toHaveLength(3);
});

test("nothing is asked for once the page is left", () => {
  const asked: string[][] = [];
  const stale = gather((key) => asked.push(key));
  stale.add([["plans"]]);
  stale.stop();
  vi.advanceTimersByTime(1_000);
  expect(asked).toEqual([]);
});
