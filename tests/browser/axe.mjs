// What axe-core finds on a page: WCAG 2.2 AA on the light page, then once more what colours decide, after its theme is turned dark.
import { readFileSync } from "node:fs";
import { AXE, expect, settled } from "./harness.mjs";

const SOURCE = readFileSync(AXE, "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

async function violationsOf(page, options) {
  return page.evaluate(async (wanted) => (await globalThis.axe.run(document, wanted)).violations, { ...options, resultTypes: ["violations"] });
}

function toldOf(path, violations) {
  return violations.map((violation) => {
    const where = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""}`);
    return `${path}: ${violation.id}: ${violation.help}\n    ${where.join("\n    ")}`;
  });
}

// Colours change by a transition, however short: what is judged before it has ended is still the light page.
async function turnDark(page) {
  await page.evaluate(() => void (document.documentElement.dataset.theme = "dark"));
  await page.waitForFunction(() => {
    const [red] = /\d+/.exec(getComputedStyle(document.body).backgroundColor) ?? ["255"];
    return Number(red) < 64 && !document.getAnimations().some((one) => one instanceof CSSTransition);
  });
}

export async function faultsOf(page, path) {
  await settled(page);
  await page.waitForTimeout(100);
  await page.evaluate(SOURCE);
  // Under a dialog the page's heading is hidden, as it should be; a menu stands outside the page's regions while it is open.
  const hasDialog = (await page.getByRole("dialog").count()) > 0;
  const hasMenu = (await page.getByRole("menu").count()) > 0;
  const light = await violationsOf(page, { runOnly: { type: "tag", values: TAGS }, rules: { "page-has-heading-one": { enabled: !hasDialog }, region: { enabled: !hasMenu } } });
  await turnDark(page);
  const dark = await violationsOf(page, { runOnly: { type: "rule", values: COLOUR_RULES } });
  return [...toldOf(path, light), ...toldOf(`${path}, dark`, dark)];
}

export async function visit(page, paths) {
  const faults = [];
  for (const path of paths) {
    await page.goto(path);
    faults.push(...(await faultsOf(page, path)));
  }
  expect(faults.length === 0, faults.join("\n"));
}
