// Goal: periods are whole fiscal ones, an address is read back, and what is saved opens in a spreadsheet as it stands. Method: cases by hand.
import { describe, expect, test } from "vitest";
import { csvOf, readView, runsUntil, shareOf } from "@/features/performance/view";
import { changeOf } from "@/lib/decimal";
import { daysOf } from "@/lib/spans";

describe("the days of a period", () => {
  test("are whole fiscal quarters and years", () => {
    expect(daysOf("thisQuarter", "2026-11-26", 1)).toEqual({ from: "2026-10-01", to: "2026-12-31" });
    expect(daysOf("lastQuarter", "2026-02-03", 1)).toEqual({ from: "2025-10-01", to: "2025-12-31" });
    expect(daysOf("thisYear", "2026-03-31", 4)).toEqual({ from: "2025-04-01", to: "2026-03-31" });
    expect(daysOf("thisYear", "2026-04-01", 4)).toEqual({ from: "2026-04-01", to: "2027-03-31" });
    expect(daysOf("thisQuarter", "2026-03-31", 12)).toEqual({ from: "2026-03-01", to: "2026-05-31" });
    expect(daysOf("lastYear", "2025-01-31", 2)).toEqual({ from: "2023-02-01", to: "2024-01-31" });
    expect(daysOf("twelveMonths", "2024-02-29", 7)).toEqual({ from: "2023-03-01", to: "2024-02-29" });
  });
});

describe("an address", () => {
  const read = (text: string) => readView(new URLSearchParams(text), "2026-11-26", 1);
  test("says days, groups and periods", () => {
    const { span, view } = read("from=2026-01-01&to=2026-01-31&by=custom.level&as=today&period=quarter&kind=invoice");
    expect(span).toBe("custom");
    expect(view).toEqual({ from: "2026-01-01", to: "2026-01-31", by: "custom.level", as: "today", period: "quarter", kind: "invoice" });
    expect(read("span=lastYear").view.to).toBe("2025-12-31");
  });
  test("that makes no sense is as usual", () => {
    const usual = read("");
    expect(usual.span).toBe("thisYear");
    for (const text of ["span=soon", "span=custom", "from=2026-02-01&to=2026-01-01", "from=x&to=y", "by=a;b", "by=custom.%22"]) expect(read(text), text).toEqual(usual);
  });
});

test("a span that is running is told from one that is over", () => {
  const counted = (last_day: string) => ({ counted_days: { last_day } });
  expect(runsUntil(counted("2026-11-28"), { to: "2026-12-31" })).toBe("2026-11-28");
  expect(runsUntil(counted("2026-12-31"), { to: "2026-12-31" })).toBeNull();
});

test("changes and bars are numbers for the eye", () => {
  expect(changeOf("150.00", "100.00")).toBeCloseTo(0.5);
  expect(changeOf("150.00", "0.00")).toBeUndefined();
  expect(shareOf("50", 200)).toBe(25);
  expect(shareOf("-50", 200)).toBe(0);
  expect(shareOf("50", 0)).toBe(0);
});

test("a file quotes what must be quoted, and no cell of it is a formula", () => {
  expect(csvOf([["a", 'b "c"', "d,e"], ["=1+1", "-5.00", "-x"]])).toBe('a,"b ""c""","d,e"\r\n\'=1+1,-5.00,\'-x\r\n');
});
