// Goal: what the optimiser must keep is said on the map and in the panel, by mouse, touch and keyboard; what it breaks is told; all of it is undone.
// Method: as a person does it, against the fake server, whose plan has 1,000 units on a grid of 40 by 25.
import { faultsOf } from "./axe.mjs";
import { expect, PHONE, test } from "./harness.mjs";
import { boardIn, changeAs, judge, look, openStudio, planOf, spotOf, tab } from "./studio_page.mjs";

const form = (page) => page.getByTestId("demand-form");
const group = (page, name) => page.getByRole("region", { name });
const kinds = (server) => boardIn(server).demands.map(({ kind }) => kind);
const begin = async (page, name) => {
  await page.getByRole("button", { name: /^(Demand|New demand)$/ }).click();
  await page.getByRole("menuitem", { name }).click();
};
const territory = async (page, label, name) => {
  await form(page).getByRole("combobox", { name: label }).fill(name);
  await page.getByRole("option", { name, exact: true }).click();
};

// Drags a line from the middle of a unit over the middles of others.
async function drawLine(page, server, codes) {
  const spots = [];
  for (const code of codes) spots.push(await spotOf(page, code));
  await page.mouse.move(...spots[0]);
  await page.mouse.down();
  for (const spot of spots.slice(1)) await page.mouse.move(...spot, { steps: 10 });
  await page.mouse.up();
}

test("demands: a centre is pinned and a unit kept out; what breaks is told before, and again where it is broken by a move", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await openStudio(page, server);
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByRole("heading", { name: "1 unit selected" }).waitFor();
  await begin(page, "Pin here");
  await form(page).getByText("It breaks nothing.").waitFor();
  await judge(page, "pinning", faults);
  await form(page).getByRole("button", { name: "Pin the centre" }).click();
  await group(page, "Pinned centres").getByText("10540 is the centre of Territory 36").waitFor();
  await begin(page, "Never in…");
  await territory(page, "Territory", "Territory 36");
  await page.getByRole("alert").getByText("10540 is the centre of Territory 36. Give that up first.").first().waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.mouse.click(...(await spotOf(page, "10541")));
  await tab(page, "Demands").click();
  await begin(page, "Never in…");
  await territory(page, "Territory", "Territory 36");
  await form(page).getByText("10541 would be in Territory 36, where it may never be.").waitFor();
  await form(page).getByRole("button", { name: "Keep out" }).click();
  await group(page, "Never in a territory").getByText("broken now").first().waitFor();
  await judge(page, "the list of demands", faults);
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByTestId("studio-tip").getByText("Pinned as the centre of Territory 36").waitFor();
  await tab(page, "Selection").click();
  await page.getByRole("group", { name: "Territories beside it" }).getByRole("button", { name: "Territory 26" }).click();
  await page.getByText("10540 is pinned as the centre of Territory 36, and would not be in it.").first().waitFor();
  expect(kinds(server).join() === "pin,forbid", `there are: ${kinds(server)}`);
  expect(faults.length === 0, faults.join("\n"));
});

test("demands: a line over the map makes barriers; one that cannot be is named and left out; undone and redone", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await openStudio(page, server);
  server.world.studio.apart = [[541, 542]];
  await page.getByRole("radio", { name: "Barrier" }).click();
  await drawLine(page, server, ["10539", "10543"]);
  await page.getByRole("alert").getByText("10541 and 10542 do not border each other. Leave this pair out.").waitFor();
  await judge(page, "a barrier that cannot be", faults);
  const found = Number(/(\d+) borders/.exec(await form(page).textContent())[1]);
  expect(found >= 4, `the line crosses ${found} borders`);
  await page.getByRole("button", { name: "Go on without 1" }).click();
  await form(page).getByRole("button", { name: `Make ${found - 1} barriers` }).click();
  await form(page).waitFor({ state: "detached" });
  await group(page, "Barriers").getByText("10539 | 10540").waitFor();
  expect(boardIn(server).demands.length === found - 1, "not all barriers were made");
  await page.getByTestId("studio-legend").getByText("Barrier").waitFor();
  await page.getByRole("button", { name: "Layers", exact: true }).click();
  const choice = page.getByRole("dialog", { name: "Layers" }).getByRole("checkbox", { name: "Demands" });
  await choice.click();
  await page.getByTestId("studio-legend").getByText("Barrier").waitFor({ state: "detached" });
  await choice.click();
  await page.getByTestId("studio-legend").getByText("Barrier").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Layers" }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await page.getByText("Change 1 is undone").first().waitFor();
  expect(boardIn(server).demands.length === 0, "the barriers are still there");
  await page.keyboard.press("Control+Shift+z");
  await page.getByText("Done again").first().waitFor();
  await group(page, "Barriers").getByRole("button", { name: "Give up: 10539 | 10540" }).click();
  await page.getByText("1 demand given up").first().waitFor();
  await tab(page, "History").click();
  await page.getByText("1 demand given up", { exact: true }).first().waitFor();
  expect(boardIn(server).demands.length === found - 2, "the barrier was not given up");
  expect(faults.length === 0, faults.join("\n"));
});

test("demands: the keyboard alone keeps units together and draws the border of two territories", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await openStudio(page, server);
  const keys = async (...names) => {
    for (const name of names) await page.keyboard.press(name);
  };
  const focused = (test_) => page.waitForFunction(test_);
  // A menu moves its focus a moment after the key.
  const isOnItem = (name) => page.waitForFunction((wanted) => document.activeElement?.getAttribute("role") === "menuitem" && document.activeElement.textContent === wanted, name);
  await keys("u");
  await focused(() => document.activeElement?.getAttribute("data-testid") === "units-grid");
  // 10003 and 10004: the second is of the next territory.
  await keys("ArrowDown", "ArrowDown", "ArrowDown", " ", "Shift+ArrowDown");
  await tab(page, "Units").focus();
  await keys("ArrowRight", "ArrowRight");
  await page.getByRole("tabpanel", { name: "Demands" }).waitFor();
  await page.getByRole("button", { name: "New demand" }).focus();
  await keys("Enter");
  await page.getByRole("menuitem", { name: "Keep together" }).waitFor();
  faults.push(...(await faultsOf(page, "the menu of demands")));
  await page.waitForFunction(() => document.activeElement?.closest("[role=menu]"));
  await keys("k");
  await isOnItem("Keep together");
  await keys("Enter");
  await focused(() => document.activeElement?.getAttribute("data-testid") === "demand-form");
  await form(page).getByText("10003, 10004 are to stay together, and would be torn apart.").waitFor();
  for (let step = 0; step < 8 && !(await page.evaluate(() => document.activeElement?.tagName === "BUTTON" && document.activeElement.textContent.startsWith("Keep together"))); step++) await keys("Tab");
  await keys("Enter");
  await group(page, "Kept together").getByText("Group 1: 10003, 10004").waitFor();
  // Where the next one is begun.
  await focused(() => document.activeElement?.getAttribute("data-testid") === "demand-menu");
  await keys("Enter");
  await page.getByRole("menuitem", { name: "Barrier between two territories" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("[role=menu]"));
  await keys("End");
  await isOnItem("Draw a barrier");
  await keys("ArrowUp");
  await isOnItem("Barrier between two territories");
  await keys("Enter");
  await form(page).getByRole("combobox", { name: "One territory" }).waitFor();
  await form(page).getByRole("combobox", { name: "One territory" }).focus();
  await keys("Control+a");
  await page.keyboard.type("territory 36");
  await page.getByRole("option", { name: "Territory 36", exact: true }).waitFor();
  await keys("Enter", "Tab");
  await page.keyboard.type("territory 37");
  await page.getByRole("option", { name: "Territory 37", exact: true }).waitFor();
  await keys("Enter");
  await form(page).getByText(/^\d+ borders$/).waitFor();
  await form(page).getByText("It breaks nothing.").waitFor();
  faults.push(...(await faultsOf(page, "the border of two territories")));
  for (let step = 0; step < 8 && !(await page.evaluate(() => /^Make \d+ barriers/.test(document.activeElement?.textContent ?? ""))); step++) await keys("Tab");
  await keys("Enter");
  await group(page, "Barriers").waitFor();
  const board = boardIn(server);
  const barriers = board.demands.filter(({ kind }) => kind === "barrier");
  expect(barriers.length >= 3 && barriers.every(({ units }) => units.map((place) => board.of[place]).sort().join() === "35,36"), "the barriers do not lie along the border");
  await page.getByRole("searchbox", { name: "Unit or territory" }).fill("10004");
  await group(page, "Barriers").waitFor({ state: "detached" });
  await group(page, "Kept together").waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("demands: whoever may only read sees them and changes none; somebody else's appear", { role: "manager", ...look }, async ({ page, server }) => {
  await openStudio(page, server, "?tab=demands");
  await page.getByText("No demands yet").first().waitFor();
  await changeAs(server, "planner", { revision: 0, demand: [{ kind: "together", units: ["10540", "10541", "10580"] }, { kind: "barrier", units: ["10010", "10011"] }] });
  await group(page, "Kept together").getByText("Group 1: 10540, 10541, 10580").waitFor();
  for (const name of ["New demand", /^Give up/, "Barrier"]) expect((await page.getByRole("button", { name }).count()) === 0, `${name} is offered`);
  expect((await page.getByRole("radio", { name: "Barrier" }).count()) === 0, "drawing is offered");
  await group(page, "Kept together").getByRole("button", { name: /^Show on the map/ }).click();
  await tab(page, "Selection").click();
  await page.getByRole("heading", { name: "3 units selected" }).waitFor();
  const faults = await faultsOf(page, "demands for a reader");
  expect(faults.length === 0, faults.join("\n"));
});

test("demands: on a phone a barrier is drawn by touch, in Dutch, and read in the dark", { role: "planner", ...look, colorScheme: "dark", viewport: PHONE, hasTouch: true, isMobile: true, locale: "nl-NL" }, async ({ page, server }) => {
  server.world.people[1].person.locale = "nl";
  await openStudio(page, server, "?tab=demands");
  await page.getByRole("radio", { name: "Barrière" }).tap();
  const map = await page.getByTestId("studio-map").boundingBox();
  const client = await page.context().newCDPSession(page);
  const touch = (type, x, y) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const [x, y] = [map.x + map.width * 0.3, map.y + map.height / 2];
  await touch("touchStart", x, y);
  for (let step = 1; step <= 10; step++) await touch("touchMove", x + step * 8, y + 1);
  await touch("touchEnd");
  await form(page).getByText(/^\d+ grenzen$/).waitFor();
  await form(page).getByText("Het verstoort niets.").waitFor();
  const faults = await faultsOf(page, "drawing a barrier on a phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= PHONE.width, `the panel is ${width} wide`);
  await form(page).getByRole("button", { name: /barrières maken$/ }).tap();
  await page.getByRole("region", { name: "Barrières" }).waitFor();
  expect(kinds(server).length >= 3 && faults.length === 0, faults.join("\n") || `there are: ${kinds(server)}`);
  expect(planOf(server).state === "draft", "the plan is no draft");
});
