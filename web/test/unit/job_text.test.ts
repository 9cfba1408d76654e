// Goal: what the server says of jobs is said in the reader's language. Method: examples with numbers and names as the server writes them; and its sources
// are searched for every title and message, so that a new one does not stay English unnoticed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sayingsOf } from "../../src/lib/job_text";

const ROOT = join(import.meta.dirname, "..", "..", "..", "src");
const SOURCES = ["planning/design_job.cpp", "planning/optimise_job.cpp", "planning/front_job.cpp", "planning/plan_activation_job.cpp", "planning/progress_display.cpp", "planning/assignment_job.cpp", "planning/proof_job.cpp", "planning/service.cpp", "platform/events/webhook_delivery.cpp"];

test("a title keeps its name, whatever is in it", () => {
  expect(sayingsOf("Territories of North, worst deviation 3%")).toEqual([{ key: "jobText.territoriesOf", text: "North, worst deviation 3%" }]);
  expect(sayingsOf("Proof of Proof of X")).toEqual([{ key: "jobText.proofOf", text: "Proof of X" }]);
});

test("a message is taken apart into what it says and its numbers", () => {
  expect(sayingsOf("Best so far: 12,345.6 km, worst deviation 3.25%, 1,204 outside their tolerance")).toEqual([
    { key: "jobText.bestSoFar", km: 12345.6 },
    { key: "jobText.worst", share: 0.0325 },
    { key: "jobText.outside", count: 1204 },
  ]);
});

test("what is not known stays as it came", () => {
  expect(sayingsOf("Best so far: 3 km, and something new")).toBeNull();
  expect(sayingsOf("")).toBeNull();
});

test("every title and message in the server's sources is known", () => {
  const texts = SOURCES.flatMap((file) => {
    const source = readFileSync(join(ROOT, file), "utf8");
    const titles = [...source.matchAll(/title_of\("([^"]+)"/g)].map((found) => `${found[1]} of X`);
    const plain = [...source.matchAll(/(?:\.title = |progress\([^"();]*?, |return )"([A-Z][^"]*)"/g)].map((found) => found[1] ?? "");
    const formatted = [...source.matchAll(/format\("((?:Best|, |\{\} of)[^"]*)"/g)].map((found) => (found[1] ?? "").replace(/^, /, "").replaceAll("{}", "1"));
    return [...titles, ...plain, ...formatted.map((text) => text.replace("deviation 1", "deviation 1%"))];
  });
  expect(texts.length).toBeGreaterThanOrEqual(12);
  for (const text of texts) expect(sayingsOf(text), text).not.toBeNull();
});
