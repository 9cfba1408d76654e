// Goal: numbers and times read well in both languages. Method: examples at the edges between units.
import { expect, test } from "vitest";
import { duration, formatsFor, relativeTime } from "../../src/lib/format";

const NOW = new Date("2026-11-25T12:00:00Z");

test("a time is told in the largest unit that fits", () => {
  const at = (seconds: number) => relativeTime("en", new Date(NOW.getTime() + seconds * 1000), NOW);
  expect(at(0)).toBe("now");
  expect(at(-59)).toBe("now");
  expect(at(-60)).toBe("1 minute ago");
  expect(at(-3600)).toBe("1 hour ago");
  expect(at(-86_400)).toBe("yesterday");
  expect(at(86_400 * 40)).toBe("next month");
  expect(relativeTime("nl", new Date(NOW.getTime() - 7_200_000), NOW)).toBe("2 uur geleden");
});

test("a duration has at most two units, none of them empty, and tenths only when it is short", () => {
  expect(duration("en", 0.44)).toBe("0.4s");
  expect(duration("en", 30)).toBe("30s");
  expect(duration("en", 125)).toBe("2m 5s");
  expect(duration("en", 3_720)).toBe("1h 2m");
  expect(duration("en", 14_400)).toBe("4h");
  expect(duration("en", 60)).toBe("1m");
});

test("deviations carry their sign, and 0 none", () => {
  const format = formatsFor("en");
  expect(format.signedPercent(0.0142)).toBe("+1.42%");
  expect(format.signedPercent(-0.0142)).toBe("-1.42%");
  expect(format.signedPercent(0)).toBe("0.00%");
  expect(formatsFor("nl").percent(0.0142)).toBe("1,42%");
});

test("a local date does not move with the time zone", () => {
  expect(formatsFor("en").localDate("2027-04-27")).toBe("Apr 27, 2027");
});
