// Goal: a design can be started, followed, stopped and read, on the map and in the table. Method: the fake's design takes twenty ticks, as long as the test says.
import { expect, test } from "./harness.mjs";

async function startDesign(page, name) {
  await page.goto("/plans/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Start the design" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

test("the planner's first screen is the map of the plan with all its territories", { role: "planner" }, async ({ page }) => {
  await page.goto("/");
  const map = page.getByTestId("map");
  await map.and(page.locator("[data-ready=yes]")).waitFor();
  expect((await map.getAttribute("data-territories")) === "60", "not every territory is on the map");
});

test("the map draws, answers to the pointer and is equalled by the table", { role: "planner" }, async ({ page }) => {
  await page.goto("/plans");
  await page.getByRole("link", { name: "Field sales 2027" }).click();
  await page.getByTestId("map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.waitForTimeout(1_500);
  const box = await page.getByTestId("map").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  await page.getByTestId("territory-card").waitFor();
  await page.getByRole("radio", { name: "Balance" }).click();
  const table = page.getByRole("table", { name: "Territories" });
  expect((await table.getByRole("columnheader", { name: "Deviation" }).getAttribute("aria-sort")) === "descending", "the table does not begin with the worst");
  await page.getByRole("button", { name: "Show all 60" }).click();
  expect((await table.getByRole("row").count()) === 61, "the table does not have a line for every territory");
  await table.getByRole("button", { name: "Units" }).click();
  const first = await table.getByRole("row").nth(1).textContent();
  expect(first?.includes("520"), `sorted by units the first line is ${first}`);
});

test("progress arrives live, and the plan appears when the job ends", { role: "planner" }, async ({ page, server }) => {
  server.world.tickMs = 400;
  await startDesign(page, "Live progress");
  const bar = page.getByRole("progressbar");
  await bar.waitFor();
  const before = Number(await bar.getAttribute("aria-valuenow"));
  await page.waitForFunction((least) => Number(document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow") ?? 100) > least, before);
  await page.getByText("Worst deviation", { exact: true }).first().waitFor();
  await page.getByTestId("map").waitFor();
});

test("the home page shows the first design's progress, and then its map", { role: "planner" }, async ({ page, server }) => {
  Object.assign(server.world, { plans: [], tickMs: 300 });
  await page.goto("/");
  await page.getByText("There is no plan yet").first().waitFor();
  await startDesign(page, "The first");
  await page.goto("/");
  await page.getByRole("main").getByRole("progressbar").first().waitFor();
  await page.getByText("Its territories are being searched for.", { exact: false }).first().waitFor();
  await page.getByTestId("map").and(page.locator("[data-ready=yes]")).waitFor();
});

test("stopping a design keeps the best plan so far", { role: "planner" }, async ({ page, server }) => {
  server.world.tickMs = 1_000;
  await startDesign(page, "Stopped early");
  await page.getByRole("button", { name: "Stop and keep the best" }).click();
  await page.getByText("Worst deviation", { exact: true }).first().waitFor();
  await page.goto("/jobs");
  await page.getByRole("row", { name: /Stopped early/ }).getByText("Cancelled").first().waitFor();
});

test("in Dutch a job's title and what it is doing are Dutch, numbers too", { role: "planner", locale: "nl-NL" }, async ({ page, server }) => {
  server.world.people[1].person.locale = "nl";
  server.world.tickMs = 2_000;
  await page.goto("/plans/new");
  await page.getByLabel("Naam", { exact: true }).fill("Noord");
  await page.getByRole("button", { name: "Start het ontwerp" }).click();
  await page.getByText(/^Beste tot nu toe: 51\.\d00 km, grootste afwijking 4,\d+%$/).first().waitFor();
  await page.goto("/jobs");
  await page.getByRole("link", { name: "Rayons van Noord" }).click();
  await page.getByRole("heading", { level: 1, name: "Rayons van Noord" }).waitFor();
});

test("a job is followed on its own page and tried again", { role: "planner" }, async ({ page, server }) => {
  server.world.tickMs = 2_000;
  await startDesign(page, "Again");
  await page.goto("/jobs");
  await page.getByRole("link", { name: "Territories of Again" }).click();
  await page.getByRole("button", { name: "Cancel job" }).click();
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  server.world.tickMs = 50;
  await again.click();
  await page.getByRole("link", { name: "Open the plan" }).waitFor();
});

test("a lost connection is told, and the page recovers", { role: "planner" }, async ({ page, context }) => {
  await page.goto("/plans");
  await page.getByRole("link", { name: "Field sales 2027" }).waitFor();
  await context.setOffline(true);
  await page.getByText("You are offline.", { exact: false }).first().waitFor();
  await context.setOffline(false);
  await page.getByText("You are offline.", { exact: false }).waitFor({ state: "detached" });
});

test("a start that cannot be made says why", { role: "planner" }, async ({ page }) => {
  await page.goto("/plans/new");
  const start = page.getByRole("button", { name: /Start the design/ });
  await start.waitFor();
  expect((await start.textContent())?.includes("Give it a name first"), "the reason is missing");
  await page.getByLabel("Name", { exact: true }).fill("Too many");
  await page.getByLabel("Territories").fill("900000");
  expect((await start.textContent())?.includes("whole number from 1 to 10,000"), "the reason does not follow the form");
});
