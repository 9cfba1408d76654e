// Goal: a plan is edited on the map and in the table, by mouse and by keyboard alone; what others do, what would break and what is refused is told.
// Method: as a person does it, against the fake server, whose plan has 1,000 units on a grid of 40 by 25.
import { faultsOf } from "./axe.mjs";
import { expect, PHONE, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };
const tab = (page, name) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
const moveTo = (page) => page.getByRole("combobox", { name: "Move to" });
const totals = (page) => page.getByTestId("totals");
const planOf = (server) => server.world.plans[0];
const boardIn = (server) => server.world.studio.boards.get(planOf(server).id);
const territoryOf = (server, code) => boardIn(server).of[Number(code) - 10_000];

async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}

async function openStudio(page, server) {
  await page.goto(`/plans/${planOf(server).id}/studio`);
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.waitForTimeout(600);
}

// Somebody else changes the plan, through the API.
async function changeAs(server, role, change) {
  const signed = await fetch(`${server.url}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email: `${role}@demo.example`, password: "correct horse battery" }) });
  const { csrf_token } = await signed.json();
  const answer = await fetch(`${server.url}/api/v1/plans/${planOf(server).id}/changes`, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf_token, Cookie: signed.headers.get("set-cookie").split(";")[0] }, body: JSON.stringify(change) });
  expect(answer.ok, `changing as ${role}: ${answer.status}`);
}

// Where a unit's middle stands on the screen: the map shows the whole grid, with 24 pixels around it.
async function spotOf(page, code) {
  const box = await page.getByTestId("studio-map").boundingBox();
  const place = Number(code) - 10_000;
  const [column, row] = [(place % 40) + 0.5, Math.floor(place / 40) + 0.5];
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  const [south, north] = [mercator(27), mercator(48)];
  const [west, east] = [-123, -70];
  const scale = Math.min((box.width - 48) / (((east - west) * Math.PI) / 180), (box.height - 48) / (north - south));
  const lon = -123 + (53 * column) / 40;
  const lat = mercator(27 + (21 * row) / 25);
  return [box.x + box.width / 2 + (((lon - (west + east) / 2) * Math.PI) / 180) * scale, box.y + box.height / 2 - (lat - (south + north) / 2) * scale];
}

test("studio: a unit is chosen on the map, told what moving it breaks, moved, and the figures follow", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/plans");
  await page.getByRole("link", { name: "Field sales 2027" }).click();
  await page.getByRole("link", { name: "Edit in the studio" }).click();
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.waitForTimeout(600);
  await judge(page, "the studio", faults);
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByRole("heading", { name: "1 unit selected" }).waitFor();
  await page.getByText("10540", { exact: true }).first().waitFor();
  await page.getByTestId("studio-tip").waitFor();
  await page.getByRole("group", { name: "Territories beside it" }).getByRole("button", { name: "Territory 26" }).click();
  await page.getByRole("list", { name: "What it breaks and mends" }).getByText(/^Breaks: Territory 26 would lie outside/).first().waitFor();
  await judge(page, "what a move would do", faults);
  expect(territoryOf(server, "10540") === 35, "a preview has written");
  await page.getByLabel("Reason").fill("Nearer to the office");
  await page.getByRole("button", { name: "Move 1 unit to Territory 26" }).click();
  await totals(page).getByText("· 2 outside").first().waitFor();
  expect(territoryOf(server, "10540") === 25, "the unit was not moved");
  await tab(page, "Territories").click();
  expect((await page.getByRole("table", { name: "Territories" }).getByRole("row").nth(1).textContent()).includes("-7.60%"), "the table does not begin with the worst");
  await judge(page, "the territories", faults);
  await tab(page, "History").click();
  await page.getByText("“Nearer to the office”").first().waitFor();
  await page.getByText("Pim Planner").last().waitFor();
  await judge(page, "the history", faults);
  expect(faults.length === 0, faults.join("\n"));
});

test("studio: what is selected is dragged onto another territory, and asked before it is done", { role: "planner", ...look }, async ({ page, server }) => {
  await openStudio(page, server);
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByRole("heading", { name: "1 unit selected" }).waitFor();
  const [from, to] = [await spotOf(page, "10540"), await spotOf(page, "10385")];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] - 8, from[1] + 8, { steps: 3 });
  await page.mouse.move(...to, { steps: 6 });
  await page.getByText(/^1 unit to Territory /).first().waitFor();
  await page.mouse.up();
  const move = page.getByTestId("move");
  await page.getByRole("button", { name: /^Move 1 unit to Territory / }).waitFor();
  await page.getByRole("list", { name: "What it breaks and mends" }).waitFor();
  expect(boardIn(server).changes.length === 0, "it was moved without being asked");
  await page.waitForFunction(() => document.activeElement?.getAttribute("data-testid") === "move");
  await page.keyboard.press("Enter");
  await page.getByText(/^1 unit moved to Territory /).first().waitFor();
  expect((await move.count()) === 1 && boardIn(server).changes.length === 1, "the drop was not done");
});

test("studio: box, lasso, brush and attributes select, and modes add and take away", { role: "planner", ...look }, async ({ page, server }) => {
  await openStudio(page, server);
  const drag = async (codes) => {
    const spots = [];
    for (const code of codes) spots.push(await spotOf(page, code));
    await page.mouse.move(...spots[0]);
    await page.mouse.down();
    for (const spot of spots.slice(1)) await page.mouse.move(...spot, { steps: 8 });
    await page.mouse.up();
  };
  const selected = (count) => page.getByRole("heading", { name: `${count} unit${count === 1 ? "" : "s"} selected` }).waitFor();
  await page.getByRole("radio", { name: "Box" }).click();
  await drag(["10400", "10484"]);
  await page.getByRole("heading", { name: /^\d+ units selected$/ }).waitFor();
  const box = Number(/\d+/.exec(await page.getByRole("heading", { name: /units selected$/ }).textContent())[0]);
  expect(box >= 4 && box <= 15, `the box has ${box} units`);
  await page.getByRole("radio", { name: "Lasso" }).click();
  await drag(["10610", "10618", "10738", "10730", "10612"]);
  const lasso = Number(/\d+/.exec(await page.getByRole("heading", { name: /units selected$/ }).textContent())[0]);
  expect(lasso >= 15 && lasso <= 45, `the lasso has ${lasso} units`);
  await page.getByRole("radio", { name: "Brush" }).click();
  await drag(["10100", "10104"]);
  await page.getByText(/10100, /).first().waitFor();
  await page.getByRole("button", { name: "Select by what is known" }).click();
  await page.getByRole("dialog").getByLabel("Codes").fill("1020*");
  await page.getByRole("dialog").getByText("10 units").first().waitFor();
  const faults = await faultsOf(page, "selecting by attributes");
  await page.getByRole("dialog").getByRole("button", { name: "Select", exact: true }).click();
  await selected(10);
  await page.getByRole("radio", { name: "Take away" }).click();
  await page.getByRole("radio", { name: "Click", exact: true }).click();
  await page.getByTestId("studio").getByRole("button", { name: "Zoom to it" }).click();
  await page.waitForTimeout(400);
  const map = await page.getByTestId("studio-map").boundingBox();
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
  await selected(9);
  await page.getByRole("button", { name: "Select nothing" }).first().click();
  await page.getByText("Nothing is selected").first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("studio: the keyboard alone selects, extends, moves, locks, undoes and redoes", { role: "planner", ...look }, async ({ page, server }) => {
  await openStudio(page, server);
  const keys = async (...names) => {
    for (const name of names) await page.keyboard.press(name);
  };
  const isOn = (id) => page.waitForFunction((wanted) => document.activeElement?.getAttribute("data-testid") === wanted, id);
  await keys("u");
  await isOn("units-grid");
  const faults = await faultsOf(page, "the grid of units");
  // 10003 and 10004: the second is of the next territory.
  await keys("ArrowDown", "ArrowDown", "ArrowDown", " ", "Shift+ArrowDown");
  expect((await page.locator("[role=row][aria-selected=true]").count()) === 2, "two lines are not selected");
  await keys("m");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
  await page.keyboard.type("territory 12");
  await keys("ArrowDown", "ArrowUp", "Enter");
  await page.getByRole("button", { name: "Move 2 units to Territory 12" }).waitFor();
  await page.getByRole("list", { name: "What it breaks and mends" }).waitFor();
  // From the combobox on: through the territories beside it and the reason to the button.
  for (let step = 0; step < 12 && (await page.evaluate(() => document.activeElement?.getAttribute("data-testid"))) !== "move"; step++) await keys("Tab");
  await keys("Enter");
  await isOn("units-grid");
  expect(territoryOf(server, "10003") === 11 && territoryOf(server, "10004") === 11, "the units were not moved");
  await keys("l");
  // What is said of it goes by itself after a while, so a slow machine may miss it.
  for (let tries = 0; tries < 100 && !boardIn(server).locks.has(4); tries++) await page.waitForTimeout(200);
  expect(boardIn(server).locks.has(3) && boardIn(server).locks.has(4), "the units are not locked");
  await keys("Control+z");
  await page.getByText("Change 2 is undone").first().waitFor();
  await keys("Control+z");
  await page.getByText("Change 1 is undone").first().waitFor();
  expect(territoryOf(server, "10003") === 0 && boardIn(server).locks.size === 0, "the first board is not back");
  await keys("Control+Shift+z");
  await page.getByText("Done again").first().waitFor();
  expect(territoryOf(server, "10003") === 11, "the move was not done again");
  await keys("Escape");
  await page.waitForFunction(() => document.querySelectorAll("[role=row][aria-selected=true]").length === 0);
  await page.getByRole("searchbox", { name: "Code or territory" }).fill("m");
  expect((await page.getByTestId("units-grid").count()) === 1, "a letter that was typed moved away from the list");
  await keys("?");
  expect((await page.getByRole("dialog").count()) === 0, "typing opened something");
  await page.getByTestId("units-grid").focus();
  await keys("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).getByText("Move what is selected").first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("studio: someone else's change appears, and where they were quicker nothing is lost and it is asked again", { role: "planner", ...look }, async ({ page, server }) => {
  await openStudio(page, server);
  await changeAs(server, "admin", { revision: 0, moves: [{ to: 9, units: ["10502", "10503"] }] });
  await page.getByText("Ada Admin changed 2 units").first().waitFor();
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByRole("group", { name: "Territories beside it" }).getByRole("button", { name: "Territory 26" }).click();
  await page.getByRole("list", { name: "What it breaks and mends" }).waitFor();
  // The page does not hear of the next change, as when the connection is slow.
  const streams = [...server.world.streams];
  server.world.streams.clear();
  await changeAs(server, "admin", { revision: 1, moves: [{ to: 45, units: ["10540"] }] });
  await page.getByTestId("move").click();
  const note = page.getByRole("alert").filter({ hasText: "Someone was quicker" });
  await note.getByText(/^Change 2 was made since you looked/).first().waitFor();
  await note.getByText(/^Change 2: Ada Admin, /).first().waitFor();
  const faults = await faultsOf(page, "somebody was quicker");
  expect(territoryOf(server, "10540") === 45, "theirs is lost");
  await page.getByRole("heading", { name: "1 unit selected" }).waitFor();
  await page.getByRole("list", { name: "Now in" }).getByText("Territory 46").first().waitFor();
  for (const stream of streams) server.world.streams.add(stream);
  await page.getByTestId("move").click();
  await page.getByText("1 unit moved to Territory 26").first().waitFor();
  expect(territoryOf(server, "10540") === 25 && faults.length === 0, faults.join("\n") || "it could not be asked again");
});

test("studio: a locked unit stays, and what is in the way is named", { role: "planner", ...look }, async ({ page, server }) => {
  await openStudio(page, server);
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByText("1 unit locked").first().waitFor();
  await moveTo(page).fill("Territory 26");
  await page.getByRole("option", { name: "Territory 26" }).click();
  await page.getByRole("alert").getByText(/Unit 10540 is locked/).first().waitFor();
  expect((await page.getByTestId("move").getAttribute("aria-disabled")) === "true", "a locked unit can be moved");
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("list", { name: "What it breaks and mends" }).waitFor();
});

test("studio: the optimiser is stopped, keeps what it found, and half of it is accepted", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await openStudio(page, server);
  await changeAs(server, "planner", { revision: 0, moves: [{ to: 25, units: ["10540", "10541"] }, { to: 0, units: ["10004", "10044"] }] });
  await totals(page).getByText("outside").first().waitFor();
  server.world.tickMs = 4_000;
  await tab(page, "Optimise").click();
  await judge(page, "the optimiser", faults);
  await page.getByLabel("What may change hands").fill("10");
  await page.getByRole("button", { name: "Optimise", exact: true }).click();
  await page.getByRole("progressbar").waitFor();
  await page.getByText(/^Best so far: /).first().waitFor();
  await judge(page, "optimising", faults);
  await page.getByRole("button", { name: "Stop and keep the best" }).click();
  const territories = page.getByRole("list", { name: "Territories of the offer" });
  await territories.waitFor();
  await judge(page, "an offer", faults);
  expect(server.world.studio.asked.disruption_cap === 0.1 && server.world.studio.asked.balance[0].tolerance === 0.02, "the optimiser was asked something else");
  const boxes = territories.getByRole("checkbox");
  const count = await boxes.count();
  expect(count >= 2, "the offer touches one territory");
  for (let at = Math.ceil(count / 2); at < count; at++) await boxes.nth(at).click();
  const before = boardIn(server).changes.length;
  await page.getByRole("button", { name: /^Accept for \d+ territor/ }).click();
  await page.getByText("The offer was accepted").first().waitFor();
  await page.getByText("Accepted", { exact: true }).first().waitFor();
  expect(boardIn(server).changes.length === before + 1 && boardIn(server).changes.at(-1).kind === "offer", "the offer was not taken as one change");
  expect(faults.length === 0, faults.join("\n"));
});

test("studio: territories are added, named and found; history restores; colours say what changed", { role: "planner", ...look }, async ({ page, server }) => {
  await openStudio(page, server);
  await tab(page, "Territories").click();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Territory 7");
  await page.getByRole("dialog").getByText("There is a territory of this name already").first().waitFor();
  await page.getByRole("dialog").getByLabel("Name").fill("Far north");
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("searchbox", { name: "Find a territory" }).fill("far");
  await page.getByRole("table", { name: "Territories" }).getByRole("button", { name: /^Far north/ }).waitFor();
  await page.getByRole("button", { name: "Actions for Far north" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Farthest north");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.mouse.click(...(await spotOf(page, "10970")));
  await moveTo(page).fill("farthest");
  await page.getByRole("option", { name: "Farthest north" }).click();
  await page.getByRole("button", { name: "Move 1 unit to Farthest north" }).click();
  await page.getByText("1 unit moved to Farthest north").first().waitFor();
  await page.getByLabel("Colour by", { exact: true }).selectOption({ label: "Changes since you opened it" });
  await page.getByTestId("studio-legend").getByText("1 unit changes hands").first().waitFor();
  await tab(page, "History").click();
  await page.getByRole("button", { name: "Restore as after change 2" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
  await page.getByText("Restored as after change 2").first().waitFor();
  expect(territoryOf(server, "10970") !== 60, "the board is not what it was");
  await page.getByLabel("Colour by", { exact: true }).selectOption({ label: "population" });
  expect((await page.getByRole("list", { name: "Classes" }).getByRole("listitem").count()) === 7, "the measure has not seven classes");
});

test("studio: whoever may only read sees all of it, and no control that changes it", { role: "manager", ...look }, async ({ page, server }) => {
  await page.goto(`/plans/${planOf(server).id}`);
  await page.getByRole("link", { name: "Open the studio" }).click();
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.waitForTimeout(600);
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByRole("heading", { name: "1 unit selected" }).waitFor();
  for (const name of ["Lock", "Undo", "Send to review", "Move"]) expect((await page.getByRole("button", { name, exact: true }).count()) === 0, `${name} is offered`);
  expect((await moveTo(page).count()) === 0, "moving is offered");
  await tab(page, "Territories").click();
  expect((await page.getByRole("button", { name: "Add", exact: true }).count()) === 0, "adding is offered");
  await tab(page, "Optimise").click();
  await page.getByText("There are no offers yet.").first().waitFor();
  expect((await page.getByRole("button", { name: "Optimise", exact: true }).count()) === 0, "optimising is offered");
  await page.keyboard.press("Control+z");
  const faults = await faultsOf(page, "the studio for a reader");
  expect(faults.length === 0 && (boardIn(server)?.changes.length ?? 0) === 0, faults.join("\n"));
});

test("studio: a plan goes to review, is approved by another and activated; then it changes through a scenario", { role: "planner", ...look }, async ({ page, server, as }) => {
  await openStudio(page, server);
  await page.getByRole("button", { name: "Send to review" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send to review" }).click();
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByText(/Whoever sent a plan to review cannot approve it: ask/).first().waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByText("This plan is in review.", { exact: false }).first().waitFor();
  await as("admin");
  await openStudio(page, server);
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await page.getByRole("button", { name: "Activate" }).click();
  const dialog = page.getByRole("dialog", { name: "Activate Field sales 2027" });
  await page.waitForFunction(() => [...document.querySelectorAll("[role=dialog] input")].some((one) => one.value === "NL"));
  await dialog.getByLabel("From").fill("2027-01-01");
  await dialog.getByText("12 accounts move").first().waitFor();
  const faults = await faultsOf(page, "activating");
  await dialog.getByRole("button", { name: "Activate" }).click();
  await page.getByRole("heading", { level: 1, name: /Activation of Field sales 2027/ }).waitFor();
  await openStudio(page, server);
  await page.getByRole("button", { name: "More about this plan" }).click();
  await page.getByRole("menuitem", { name: "Roll back" }).click();
  const back = page.getByRole("dialog", { name: "Roll back Field sales 2027?" });
  await back.getByText("12 accounts are where they were before 1 Jan 2027 again").first().waitFor();
  await back.getByText("No plan is active then, as before").first().waitFor();
  faults.push(...(await faultsOf(page, "rolling back")));
  await back.getByLabel("Reason").fill("A month too soon");
  await back.getByRole("button", { name: "Roll back" }).click();
  await page.getByRole("heading", { level: 1, name: "Field sales 2027" }).waitFor();
  expect(planOf(server).state === "approved", "it is still active");
  await openStudio(page, server);
  await page.getByRole("button", { name: "Scenario", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("What if");
  await page.getByRole("dialog").getByRole("button", { name: "Make the scenario" }).click();
  await page.getByRole("heading", { level: 1, name: "What if" }).waitFor();
  await page.goto("/plans?state=draft");
  await page.getByText("Scenario of Field sales 2027").first().waitFor();
  expect((await page.getByRole("table", { name: "Plans" }).getByRole("row").count()) === 2, "the filter does not leave the drafts");
  expect(faults.length === 0, faults.join("\n"));
});

test("studio: two plans are compared and merged with a conflict, on the map and in lists", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await openStudio(page, server);
  const plan = planOf(server);
  await page.getByRole("button", { name: "More about this plan" }).click();
  await page.getByRole("menuitem", { name: "Scenario" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("North");
  await page.getByRole("dialog").getByRole("button", { name: "Make the scenario" }).click();
  await page.getByRole("heading", { level: 1, name: "North" }).waitFor();
  const scenario = server.world.plans[0];
  server.world.studio.boards.get(scenario.id).of[540] = 25;
  server.world.studio.boards.get(scenario.id).of[16] = 3;
  server.world.studio.boards.get(plan.id).of[540] = 34;
  server.world.studio.boards.get(plan.id).of[541] = 45;
  await page.goto(`/plans/${plan.id}/compare`);
  await page.getByRole("combobox", { name: "With" }).click();
  await page.getByRole("option", { name: "North" }).click();
  await page.getByRole("heading", { name: "3 units change hands" }).waitFor();
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.getByRole("table", { name: "Territories" }).getByText("Territory 26").first().waitFor();
  await page.getByText(/^Territory 5 →\s*becomes Territory 4$/).first().waitFor();
  await page.getByRole("heading", { name: "Change hands: 9 accounts · €9,000" }).waitFor();
  await page.getByRole("table", { name: "Who gains and who loses" }).getByText("Ravi Representative").first().waitFor();
  await page.getByRole("listitem").filter({ hasText: /Territory 5 →\s*becomes Territory 4/ }).getByText(/3 accounts · €3,000$/).waitFor();
  await judge(page, "comparing", faults);
  await page.getByRole("link", { name: "Bring these changes in" }).click();
  const merge = page.getByRole("button", { name: /^Merge/ });
  await page.getByRole("heading", { name: "1 conflict" }).waitFor();
  expect((await merge.textContent()).includes("Choose a side for 1 conflict first"), "a merge with an open conflict is offered");
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await judge(page, "merging", faults);
  await page.getByRole("radiogroup", { name: "Which holds for 10540" }).getByRole("radio", { name: "North: Territory 26" }).click();
  await page.getByRole("list").getByText("Territory 26", { exact: true }).first().waitFor();
  await merge.click();
  await page.getByText("2 units taken over from North").first().waitFor();
  const { of } = server.world.studio.boards.get(plan.id);
  expect(of[540] === 25 && of[16] === 3 && of[541] === 45, "the plan is not what was chosen");
  await page.goto(`/plans/${plan.id}/merge?from=${scenario.id}`);
  await page.getByRole("main").getByText("There is nothing new to bring in.").first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("studio: on a phone everything is reached, in Dutch", { role: "planner", ...look, viewport: PHONE, hasTouch: true, isMobile: true, locale: "nl-NL" }, async ({ page, server }) => {
  server.world.people[1].person.locale = "nl";
  await openStudio(page, server);
  const map = await page.getByTestId("studio-map").boundingBox();
  await page.touchscreen.tap(map.x + map.width / 2, map.y + map.height / 2);
  await page.getByRole("heading", { name: "1 eenheid gekozen" }).waitFor();
  await page.getByRole("button", { name: "Het paneel groter maken" }).tap();
  await page.getByRole("group", { name: "Rayons ernaast" }).getByRole("button").first().tap();
  await page.getByText(/komt buiten de tolerantie van population/).first().waitFor();
  const faults = await faultsOf(page, "the studio on a phone");
  await page.getByTestId("move").tap();
  await page.getByText(/^1 eenheid verplaatst naar /).first().waitFor();
  for (const name of ["Eenheden", "Rayons", "Historie", "Verbeteren"]) {
    await page.getByRole("tab", { name }).tap();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${name} is ${width} wide`);
    faults.push(...(await faultsOf(page, `the studio on a phone, ${name}`)));
    await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
  }
  expect(faults.length === 0, faults.join("\n"));
});
