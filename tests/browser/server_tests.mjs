// Goal: the app and the real server belong together. Method: the demo company of ./run, signed in by hand, from the map to a finished job.
// Only with run.py --server; every test leaves the company as it found it, but for one plan, territory and position more. Tests run side by side, so
// only the one of the language changes a person, and that person is its own.
import { expect, SERVER, settled, test } from "./harness.mjs";
import { signInAs } from "./sign_in.mjs";

const DESIGN_MS = 120_000;

async function plansOf(page) {
  const answer = await page.request.get(`${SERVER}/api/v1/plans`);
  expect(answer.ok(), `the list of plans: ${answer.status()}`);
  return (await answer.json()).items;
}

test("the planner signs in and sees the map of the plan with its territories", { isReal: true }, async ({ page }) => {
  await signInAs(page, "planner");
  // The first design may still be running right after the demo company was made.
  for (const end = Date.now() + DESIGN_MS; Date.now() < end && !(await plansOf(page)).some((plan) => plan.summary); ) await page.waitForTimeout(1_000);
  const plan = (await plansOf(page)).find((one) => one.state === "active" && one.summary) ?? (await plansOf(page)).find((one) => one.summary);
  expect(plan !== undefined, "the demo company has no finished plan");
  const map = page.getByTestId("map");
  await map.and(page.locator("[data-ready=yes]")).waitFor();
  expect(Number(await map.getAttribute("data-territories")) === plan.territory_count, "not every territory is on the map");
  await page.goto(`/plans/${plan.id}`);
  await page.getByRole("table", { name: "Territories" }).getByRole("row").nth(1).waitFor();
  await page.getByTestId("map").and(page.locator("[data-ready=yes]")).waitFor();
});

test("the language changes, is kept by the server and changes back", { isReal: true }, async ({ page }) => {
  await signInAs(page, "manager");
  await page.goto("/profile");
  await page.getByLabel("Language").selectOption("nl");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Profiel" }).waitFor();
  await page.goto("/plans");
  await page.getByRole("heading", { level: 1, name: "Plannen" }).waitFor();
  await page.goto("/profile");
  await page.getByLabel("Taal").selectOption("en");
  await page.getByRole("button", { name: "Opslaan" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Profile" }).waitFor();
});

test("a design is started, its progress arrives live, and it ends in a map", { isReal: true }, async ({ page }) => {
  await signInAs(page, "planner");
  await page.goto("/plans/new");
  await settled(page);
  const name = `Browser test ${new Date().toISOString()}`;
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Territories").fill("20");
  await page.getByRole("button", { name: "Start the design" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  const bar = page.getByRole("progressbar");
  await bar.waitFor();
  await page.waitForFunction(() => Number(document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow") ?? 100) > 0);
  await page.getByText("Worst deviation", { exact: true }).waitFor({ timeout: DESIGN_MS });
  await page.getByTestId("map").and(page.locator("[data-ready=yes]")).waitFor({ timeout: DESIGN_MS });
  await page.goto("/jobs");
  // A second job proves how good the plan is.
  await page.getByRole("row", { name: `Territories of ${name}` }).getByText("Done").first().waitFor();
});

test("every page of the administrator opens without a problem", { isReal: true }, async ({ page }) => {
  await signInAs(page, "admin");
  for (const path of ["/", "/plans", "/territories", "/positions", "/jobs", "/people", "/roles", "/audit", "/webhooks", "/company", "/tokens", "/profile"]) {
    await page.goto(path);
    await settled(page);
    const problems = await page.getByRole("alert").allTextContents();
    expect(problems.length === 0, `${path}: ${problems.join(" ")}`);
  }
});

test("an open page follows what is changed elsewhere", { isReal: true }, async ({ page }) => {
  await signInAs(page, "planner");
  await page.goto("/territories");
  await settled(page);
  const session = await (await page.request.get(`${SERVER}/api/v1/session`)).json();
  const write = (method, path, data, headers = {}) => page.request.fetch(`${SERVER}/api/v1${path}`, { method, data, headers: { "X-CSRF-Token": session.csrf_token, ...headers } });
  const name = `Elsewhere ${new Date().toISOString()}`;
  const made = await (await write("POST", "/territories", { name })).json();
  await page.getByRole("link", { name }).waitFor();
  await write("PATCH", `/territories/${made.id}`, { name: `${name} again` }, { "If-Match": '"1"' });
  await page.getByRole("link", { name: `${name} again` }).waitFor();
  await write("POST", `/territories/${made.id}/placements`, { is_open: false });
  await page.getByRole("link", { name: `${name} again` }).waitFor({ state: "detached" });
});

test("a territory and a position are made, tied together and taken apart", { isReal: true }, async ({ page }) => {
  await signInAs(page, "planner");
  const mark = new Date().toISOString().slice(11, 23);
  const choose = async (label, text) => {
    await page.getByRole("dialog").getByRole("combobox", { name: label }).fill(text);
    await page.getByRole("option", { name: text }).first().click();
  };
  await page.goto("/positions");
  await settled(page);
  await page.getByRole("button", { name: "Add a position" }).click();
  await page.getByRole("dialog").getByLabel("Title").fill(`Seat ${mark}`);
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("link", { name: `Seat ${mark}` }).waitFor();
  await page.goto("/territories");
  await settled(page);
  await page.getByRole("button", { name: /^Add (a|the first) territory$/ }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Place ${mark}`);
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  const act = async (what) => {
    await page.getByRole("button", { name: `Actions for Place ${mark}` }).click();
    await page.getByRole("menuitem", { name: what, exact: true }).click();
  };
  await act("Assign");
  await choose("Position", `Seat ${mark}`);
  await page.getByRole("dialog").getByRole("button", { name: "Assign" }).click();
  await page.getByRole("link", { name: `Seat ${mark}` }).waitFor();
  await act("End");
  await page.getByRole("dialog").getByRole("button", { name: "End" }).click();
  await page.getByRole("link", { name: `Place ${mark}` }).waitFor({ state: "detached" });
});
