// Goal: several plans are looked for, seen as they are found, compared by pointer, by keyboard alone and as a table, shown on the map and accepted.
// Method: as a person does it, against the fake server, whose search finds a plan a tick.
import { faultsOf } from "./axe.mjs";
import { expect, PHONE, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };
const planOf = (server) => server.world.plans[0];
const boardIn = (server) => server.world.studio.boards.get(planOf(server).id);
const points = (page) => page.locator("svg[role=group] [data-point]");
const note = (page) => page.getByTestId("proposed-note");

async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}

async function openOptimiser(page, server, name = /^Optimise/) {
  await page.goto(`/plans/${planOf(server).id}/studio?tab=optimise`);
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.getByRole("tab", { name }).and(page.locator("[aria-selected=true]")).waitFor();
}

async function wait(page, isSo, what) {
  for (let tries = 0; tries < 150; tries++) {
    if (await isSo()) return;
    await page.waitForTimeout(100);
  }
  throw new Error(what);
}

async function lookFor(page) {
  await page.getByRole("radio", { name: "A choice of plans" }).click();
  await page.getByRole("button", { name: "Look for plans" }).click();
}

test("front: plans appear as they are found, one is looked at on the map and accepted, and the choice is still there afterwards", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  server.world.tickMs = 900;
  await openOptimiser(page, server);
  await page.getByRole("radio", { name: "A choice of plans" }).click();
  await page.getByText(/^You get up to twelve plans/).first().waitFor();
  await judge(page, "before a choice of plans", faults);
  await page.getByLabel("Time to search").selectOption({ label: "12s" });
  await page.getByRole("button", { name: "Look for plans" }).click();
  await wait(page, async () => (await points(page).count()) >= 2, "no plan appears");
  const early = await points(page).count();
  await judge(page, "while plans are found", faults);
  server.world.tickMs = 30;
  await wait(page, async () => (await points(page).count()) === 12, "not all plans appear");
  expect(early < 12 && server.world.studio.asked.seconds === 12, `${early} plans at once, asked ${JSON.stringify(server.world.studio.asked)}`);
  const table = page.getByRole("table", { name: "Plans to choose from, in numbers" });
  expect((await table.getByRole("row").count()) === 14, "the table is not the plot's equal");
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  const title = await points(page).nth(4).getAttribute("aria-label");
  expect(/^Choice 5: Worst deviation [\d.]+%, Spread [\d.]+ ?km, Changes hands [\d.]+%\. (None|Another) is better/.test(title), title);
  await points(page).nth(4).click();
  await note(page).getByText(/^Map as the optimiser offers: \d+ units?$/).first().waitFor();
  expect((await table.getByRole("button", { name: "Choice 5" }).getAttribute("aria-pressed")) === "true", "the table is not in step");
  await judge(page, "a plan that is chosen", faults);
  await table.getByRole("button", { name: "Choice 9" }).click();
  await page.locator("[data-point][aria-pressed=true][aria-label^='Choice 9:']").waitFor();
  await page.getByLabel("Compare", { exact: true }).selectOption({ label: "Spread against Changes hands" });
  await table.getByRole("button", { name: "Changes hands" }).click();
  expect((await table.getByRole("row").nth(1).textContent()).startsWith("Now"), "sorted by what changes hands the present plan is not first");
  await page.getByRole("button", { name: "Judge it" }).click();
  const chosen = page.getByTestId("front-chosen");
  await chosen.getByRole("button", { name: "Accept all of it" }).click();
  await page.getByText("The offer was accepted").first().waitFor();
  await note(page).waitFor({ state: "detached" });
  await page.getByText(/^The plan has changed since these were found/).first().waitFor();
  expect(boardIn(server).changes.length === 1 && boardIn(server).changes[0].kind === "offer", "the plan was not accepted as one change");
  await page.reload();
  await wait(page, async () => (await points(page).count()) === 12, "the choice is forgotten");
  expect(faults.length === 0, faults.join("\n"));
});

test("front: what others looked for is offered where this browser looked for nothing", { role: "planner", ...look }, async ({ page, server, beside }) => {
  server.world.tickMs = 20;
  await openOptimiser(page, server);
  await lookFor(page);
  await wait(page, async () => (await points(page).count()) === 12, "not all plans appear");
  expect((await page.getByText(/looked for these/).count()) === 0, "one is told of one's own search");
  const admin = await beside("admin");
  await openOptimiser(admin, server);
  await admin.getByRole("radio", { name: "A choice of plans" }).click();
  await wait(admin, async () => (await points(admin).count()) === 12, "what the planner found is not offered");
  await admin.getByText("Pim Planner looked for these now.").waitFor();
  const faults = [];
  await judge(admin, "a choice that somebody else looked for", faults);
  await admin.getByRole("button", { name: "Look anew" }).click();
  await admin.getByRole("button", { name: "Look for plans" }).click();
  await admin.getByText(/looked for these/).waitFor({ state: "detached" });
  expect(faults.length === 0, faults.join("\n"));
});

test("front: stopped early it keeps what it found, and one part of a plan is accepted", { role: "planner", ...look }, async ({ page, server }) => {
  server.world.tickMs = 1_500;
  await openOptimiser(page, server);
  await lookFor(page);
  await wait(page, async () => (await points(page).count()) >= 3, "no plan appears");
  await page.getByRole("button", { name: "Stop and keep the best" }).click();
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  const kept = await points(page).count();
  expect(kept >= 3 && kept < 12, `${kept} plans were kept`);
  await points(page).nth(1).click();
  const territories = page.getByTestId("front-chosen").getByRole("list", { name: "Territories of the offer" });
  await territories.getByRole("checkbox").first().click();
  await page.getByTestId("front-chosen").getByRole("button", { name: /^Accept for \d+ territor/ }).click();
  await page.getByText("The offer was accepted").first().waitFor();
  expect(boardIn(server).changes.length === 1, "the part was not accepted");
  await page.getByRole("radio", { name: "One best plan" }).click();
  await page.getByRole("region", { name: "Offers" }).getByText("Accepted", { exact: true }).first().waitFor();
});

test("front: the keyboard alone looks for plans, walks them and accepts one", { role: "planner", ...look }, async ({ page, server }) => {
  server.world.tickMs = 20;
  await openOptimiser(page, server);
  const keys = async (...names) => {
    for (const name of names) await page.keyboard.press(name);
  };
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");
  async function tabTo(wanted) {
    for (let step = 0; step < 60; step++) {
      if (wanted.test(await focused())) return;
      await keys("Tab");
    }
    throw new Error(`${wanted} is not reached by Tab, but ${await focused()}`);
  }
  await page.getByRole("tab", { name: /^Optimise/ }).focus();
  await tabTo(/^One best plan$/);
  // The arrow moves the focus, which chooses by itself only while the key is held for a moment.
  await keys("ArrowRight");
  await wait(page, async () => (await focused()) === "A choice of plans", "the arrow does not lead on");
  await keys(" ");
  await tabTo(/^Look for plans$/);
  await keys("Enter");
  await wait(page, async () => (await points(page).count()) === 12, "not all plans appear");
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "A choice of plans" }).focus();
  await tabTo(/^Choice \d+:/);
  await keys("Home");
  const first = await focused();
  await keys("ArrowRight", "ArrowRight");
  const third = await focused();
  expect(first !== third && /^Choice /.test(third), `arrows lead from ${first} to ${third}`);
  await keys("End", "ArrowRight");
  expect(/^Choice /.test(await focused()), "the last point loses the focus");
  await keys("Enter");
  await note(page).waitFor();
  await tabTo(/^Judge it$/);
  await keys("Enter");
  await tabTo(/^Accept all of it$/);
  await keys("Enter");
  await page.getByText("The offer was accepted").first().waitFor();
  expect(boardIn(server).changes.length === 1, "the plan was not accepted");
});

test("front: a selection of few territories is searched for half a second", { role: "planner", ...look }, async ({ page, server }) => {
  server.world.tickMs = 20;
  await openOptimiser(page, server);
  await page.keyboard.press("u");
  await page.waitForFunction(() => document.activeElement?.getAttribute("data-testid") === "units-grid");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", " ", "Shift+ArrowDown"]) await page.keyboard.press(key);
  await page.getByRole("tab", { name: /^Optimise/ }).click();
  await page.getByRole("radio", { name: "Territories of the selection" }).click();
  await page.getByRole("button", { name: "Optimise", exact: true }).click();
  const nothing = page.getByRole("heading", { name: "Nothing better was found" });
  await nothing.waitFor();
  const { asked } = server.world.studio;
  expect(asked.seconds === 0.5 && asked.territories.length === 2, `asked ${JSON.stringify(asked)}`);
  await page.getByRole("button", { name: "Put aside" }).click();
  await page.getByRole("button", { name: "Put aside" }).waitFor({ state: "detached" });
  expect(boardIn(server).offers[0].offer.state === "dismissed", "the offer was not put aside");
});

test("front: on a phone, in Dutch", { role: "planner", ...look, viewport: PHONE, hasTouch: true, isMobile: true, locale: "nl-NL" }, async ({ page, server }) => {
  server.world.people[1].person.locale = "nl";
  server.world.tickMs = 20;
  await openOptimiser(page, server, /^Verbeteren/);
  await page.getByRole("button", { name: "Het paneel groter maken" }).tap();
  await page.getByRole("radio", { name: "Keuze uit plannen" }).tap();
  await page.getByRole("button", { name: "Plannen zoeken" }).tap();
  await wait(page, async () => (await points(page).count()) === 12, "not all plans appear");
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  await points(page).nth(7).tap();
  await page.getByText(/^Keuze 8: Grootste afwijking /).first().waitFor();
  await note(page).getByText(/^Kaart volgens het aanbod: /).first().waitFor();
  const faults = await faultsOf(page, "a choice of plans on a phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= PHONE.width, `the page is ${width} wide`);
  expect(faults.length === 0, faults.join("\n"));
});
