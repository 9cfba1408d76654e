// Goal: what people type is shown as text, wherever it comes back. Method: every text of the company (names, titles, messages, addresses) is replaced by
// markup that would run; every screen is opened in turn. The markup must be seen as text, and nothing of it may have become part of the page. The
// harness fails as well on whatever the content security policy had to stop.
import { expect, settled, test } from "./harness.mjs";

const MARKUP = '<img src=x onerror="window.__ran=1"><svg onload="window.__ran=1"></svg><script>window.__ran=1</script>\'"&lt;b&gt;${7*7}{{7*7}}';
const TEXTS = new Set(["name", "title", "message", "email", "url", "subject_name"]);
const PATHS = ["/", "/plans", "/plans/new", "/plans/guide", "/territories", "/positions", "/jobs", "/people", "/roles", "/audit", "/webhooks", "/company", "/tokens", "/profile"];

// Words that the app takes for codes stay: of the permissions and measures, say.
function poison(value, seen = new Set()) {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  const children = value instanceof Map ? [...value.values()] : Object.entries(value);
  for (const child of children) {
    if (!Array.isArray(child) || value instanceof Map) poison(child, seen);
    else if (typeof child[1] === "string" && TEXTS.has(child[0])) value[child[0]] = MARKUP;
    else poison(child[1], seen);
  }
}

async function check(page, path) {
  await page.goto(path);
  await settled(page);
  await page.waitForTimeout(150);
  const found = await page.evaluate(() => ({
    ran: window.__ran === 1,
    planted: document.querySelectorAll("img[src=x], svg[onload], [onerror]").length,
    scripts: [...document.scripts].filter((script) => !script.src).length,
  }));
  expect(!found.ran, `${path}: a text ran as a script`);
  expect(found.planted === 0, `${path}: a text became an element`);
  expect(found.scripts === 0, `${path}: a text became a script`);
}

function poisonAll(world) {
  for (const part of [world.company, world.people.map(({ person }) => person), world.plans, world.jobs, world.alignment, world.audit, world.webhooks, world.tokens]) poison(part);
}

test("markup in any text is text on every screen", { role: "admin" }, async ({ page, server }) => {
  const { world } = server;
  poisonAll(world);
  const { territories, positions } = world.alignment;
  const things = [`/people/${world.people[1].person.id}`, `/plans/${world.plans[0].id}`, `/jobs/${world.jobs[0].id}`, `/territories/${territories[1].id}`, `/positions/${positions[0].id}`];
  for (const path of [...PATHS, ...things]) await check(page, path);
  await page.goto("/people");
  await page.getByText('onerror="window.__ran=1"', { exact: false }).first().waitFor();
  await page.goto("/territories");
  await page.getByText('onerror="window.__ran=1"', { exact: false }).first().waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("onerror");
  await page.getByRole("option").first().waitFor();
  expect((await page.evaluate(() => window.__ran)) !== 1, "the palette ran a text");
});

test("markup in an address or a refusal is text", {}, async ({ page }) => {
  const typed = encodeURIComponent('"><img src=x onerror="window.__ran=1">');
  for (const path of [`/sign-in?problem=${typed}`, `/sign-in?to=javascript:window.__ran=1`, `/invitation?token=${typed}`, `/password-reset?token=${typed}`]) await check(page, path);
});
