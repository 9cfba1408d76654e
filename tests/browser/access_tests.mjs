// Goal: WCAG 2.2 AA on every screen in both themes. Method: axe-core; animations are stilled, so that no colour is judged half faded in.
import { readFileSync } from "node:fs";
import { AXE, expect, test } from "./harness.mjs";

const SOURCE = readFileSync(AXE, "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIGNED_IN = ["/", "/plans", "/jobs", "/people", "/people?invite=1", "/roles", "/audit", "/webhooks", "/company", "/tokens", "/profile", "/nowhere"];
const SIGNED_OUT = ["/sign-in", "/password-reset", "/password-reset?token=a", "/invitation?token=a", "/invitation", "/design"];

async function faultsOf(page, path) {
  await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.waitForTimeout(250);
  await page.evaluate(SOURCE);
  // Under a dialog the page's heading is hidden, as it should be.
  const hasDialog = (await page.getByRole("dialog").count()) > 0;
  const options = { runOnly: { type: "tag", values: TAGS }, rules: { "page-has-heading-one": { enabled: !hasDialog } } };
  const violations = await page.evaluate(async (wanted) => (await globalThis.axe.run(document, wanted)).violations, options);
  return violations.map((violation) => {
    const where = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""}`);
    return `${path}: ${violation.id}: ${violation.help}\n    ${where.join("\n    ")}`;
  });
}

async function visit(page, paths) {
  const faults = [];
  for (const path of paths) {
    await page.goto(path);
    faults.push(...(await faultsOf(page, path)));
  }
  expect(faults.length === 0, faults.join("\n"));
}

for (const colorScheme of ["light", "dark"]) {
  const look = { colorScheme, reducedMotion: "reduce" };
  test(`axe finds nothing on the pages before signing in, ${colorScheme}`, look, ({ page }) => visit(page, SIGNED_OUT));
  test(`axe finds nothing on the administrator's pages, ${colorScheme}`, { ...look, role: "admin" }, ({ page }) => visit(page, SIGNED_IN));
  test(`axe finds nothing on the planner's pages, ${colorScheme}`, { ...look, role: "planner" }, async ({ page, server }) => {
    const { plans, jobs } = server.world;
    await visit(page, ["/", "/plans/new", `/plans/${plans[0].id}`, `/jobs/${jobs[0].id}`]);
    await page.keyboard.press("Control+k");
    const faults = await faultsOf(page, "the palette");
    expect(faults.length === 0, faults.join("\n"));
  });
  test(`axe finds nothing on the first run, ${colorScheme}`, { ...look, isEmpty: true }, ({ page }) => visit(page, ["/setup"]));
  test(`axe finds nothing on a phone, ${colorScheme}`, { ...look, role: "admin", viewport: { width: 390, height: 844 } }, ({ page }) => visit(page, ["/", "/people", "/audit"]));
}
