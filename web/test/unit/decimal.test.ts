// Goal: money and other exact numbers are never rounded on their way. Method: examples, the marks of both languages, and numbers too large for a double.
import { expect, test } from "vitest";
import { compared, negated, readDecimal, shifted, sumOf, typedDecimal } from "../../src/lib/decimal";

test("sums are exact, at any size and scale", () => {
  expect(sumOf("0.10", "0.2")).toBe("0.30");
  expect(sumOf("90071992547409931234.01", "0.009")).toBe("90071992547409931234.019");
  expect(sumOf("-0.5", "0.25")).toBe("-0.25");
  expect(sumOf("5", negated("5"))).toBe("0");
  expect(negated("12.30")).toBe("-12.30");
});

test("numbers compare by their value, not by their text", () => {
  expect([compared("2", "10"), compared("1.50", "1.5"), compared("-3", "-4")]).toEqual([-1, 0, 1]);
});

test("the point goes to the right and to the left, exactly", () => {
  expect([shifted("0.2", 2), shifted("0.175", 2), shifted("1", 2), shifted("-0.1", 2), shifted("12.5", -2), shifted("20", -2), shifted("-5", -2), shifted("0", -2)]).toEqual(["20", "17.5", "100", "-10", "0.125", "0.2", "-0.05", "0"]);
});

test("a number is read as the reader's language writes it", () => {
  expect(readDecimal("1.250,50", ",")).toBe("1250.50");
  expect(readDecimal("1,250.50", ".")).toBe("1250.50");
  expect(readDecimal("1.250", ",")).toBe("1250");
  expect(readDecimal("1.250", ".")).toBe("1.250");
  expect(readDecimal("12.5", ",")).toBe("12.5");
  expect(readDecimal("1 250", ",")).toBe("1250");
  expect(readDecimal("-,5", ",")).toBe("-0.5");
  expect(readDecimal("1.234.567", ",")).toBe("1234567");
  expect(readDecimal("007", ".")).toBe("7");
});

test("what is no number is nothing", () => {
  for (const text of ["", "-", "12x", "1,2,3.4.5", "1.25.000", "1e5", "--1"]) expect(readDecimal(text, "."), text).toBeNull();
});

test("what is shown to be typed over reads back the same", () => {
  for (const text of ["0.12", "-1234567.890000", "42"]) {
    for (const mark of [".", ","] as const) expect(compared(readDecimal(typedDecimal(text, mark), mark) ?? "", text), `${text} ${mark}`).toBe(0);
  }
});
