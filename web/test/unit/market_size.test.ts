// Goal: the small rules behind the market's models. Method: examples at the limits and one beyond.
import { expect, test } from "vitest";
import type { PotentialModel, WorkloadModel } from "../../src/api/market_size";
import { hoursOf, minutesOf, movedRow, numberOf, potentialBody, potentialDraft, potentialMistake, visitsOf, withRow, workloadBody, workloadDraft, workloadMistake } from "../../src/features/market/models/model_draft";

const WORKLOAD = {
  visits: [{ name: "Key", formula: "is_key_account", a_year: 24 }, { name: "Rest", formula: "true", a_year: 4 }],
  minutes_by_complexity: [30, 45, 60, 90, 120], complexity_default: 2, detour: "1.3", speed_kmh: "60", distance_most_km: "80", hours_a_year: "1600", layer: null, version: 1,
} as WorkloadModel;
const POTENTIAL = { rules: [{ name: "Hospitals", formula: 'industry == "Hospitals"', amount: "employees * 120" }], serviceable: null, obtainable: "0.175", layer: null, version: 1 } as PotentialModel;

test("a form gives back the model that it was made from", () => {
  const { version: _, layer: __, ...workload } = WORKLOAD;
  expect(workloadBody(workloadDraft(WORKLOAD, ","), ",")).toEqual(workload);
  expect(potentialBody(potentialDraft(POTENTIAL, ","), ",")).toEqual({ rules: POTENTIAL.rules, obtainable: "0.175" });
  expect(potentialDraft(POTENTIAL, ",").obtainable).toBe("17,5");
});

test("a model is refused for its first mistake", () => {
  const workload = workloadDraft(WORKLOAD, ".");
  const rows = (change: object) => ({ ...workload, rows: workload.rows.map((row, index) => (index === 1 ? { ...row, ...change } : row)) });
  expect(workloadMistake(workload, ".")).toBeNull();
  expect([workloadMistake(rows({ name: " " }), "."), workloadMistake(rows({ name: "Key " }), "."), workloadMistake(rows({ formula: "" }), "."), workloadMistake(rows({ gives: "1001" }), ".")]).toEqual(["name", "twice", "formula", "visits"]);
  expect(workloadMistake({ ...workload, minutes: ["30", "45", "60", "90", "1441"] }, ".")).toBe("minutes");
  expect(workloadMistake({ ...workload, detour: "0.9" }, ".")).toBe("detour");
  const potential = potentialDraft(POTENTIAL, ".");
  expect(potentialMistake(potential, ".")).toBeNull();
  expect(potentialMistake({ ...potential, rows: withRow(potential.rows, "") }, ".")).toBe("name");
  expect(potentialMistake({ ...potential, rows: potential.rows.map((row) => ({ ...row, gives: " " })) }, ".")).toBe("amount");
  expect(potentialMistake({ ...potential, obtainable: "101" }, ".")).toBe("obtainable");
  expect(potentialMistake({ ...potential, rows: [] }, ".")).toBeNull();
});

test("numbers lie within their limits", () => {
  expect([visitsOf("0"), visitsOf("1000"), visitsOf("1001"), visitsOf("1.5"), visitsOf("")]).toEqual([0, 1000, null, null, null]);
  expect([minutesOf("1440"), minutesOf("1441")]).toEqual([1440, null]);
  expect([numberOf("detour", "1", "."), numberOf("detour", "10", "."), numberOf("detour", "10.01", "."), numberOf("hours_a_year", "8.784", ",")]).toEqual(["1", "10", null, "8784"]);
});

test("rows go up and down, not over the edge, and a new one has a key of its own", () => {
  const { rows } = workloadDraft(WORKLOAD, ".");
  expect(movedRow(rows, 0, 1).map(({ name }) => name)).toEqual(["Rest", "Key"]);
  expect(movedRow(rows, 1, 1)).toBe(rows);
  expect(new Set(withRow(rows.slice(1), "").map(({ key }) => key)).size).toBe(2);
});

test("hours a year are visits of so many minutes and their travel", () => {
  expect(hoursOf(24, 45, 10, 1.3, 60)).toBeCloseTo(23.2);
  expect(hoursOf(12, 60, 0, 1.3, 60)).toBe(12);
});
