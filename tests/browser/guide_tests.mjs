// Goal: who makes a plan for the first time comes from a file to a plan in review, step by step. Method: as a person does it, against the fake server.
import { faultsOf } from "./axe.mjs";
import { expect, PHONE, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };
const CSV = `area,east,north,population,places,name\n${Array.from({ length: 30 }, (_, at) => `U${at},${-120 + at},${30 + (at % 9)},${1_000 + at},${at},Place ${at}`).join("\n")}\n`;
const file = { name: "our areas.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) };
const isNow = (page, name) => page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name }).and(page.locator("[aria-current=step]")).waitFor();

async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}

test("guide: from a file of one's own to a plan in review", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Step by step" }).first().click();
  await isNow(page, "Data");
  await judge(page, "data", faults);
  await page.locator("input[type=file]").setInputFiles(file);
  await isNow(page, "Columns");
  const send = page.getByRole("button", { name: /^Send and go on/ });
  expect((await send.textContent()).includes("Say which columns are the id"), "a file without places can be sent");
  expect((await page.getByLabel("Id", { exact: true }).inputValue()) === "0", "the first column is not taken for the id");
  await page.getByLabel("Longitude").selectOption({ label: "east" });
  await page.getByLabel("Latitude").selectOption({ label: "north" });
  await page.getByText("population, places").first().waitFor();
  await judge(page, "columns", faults);
  await send.click();
  await isNow(page, "Map");
  expect(server.world.datasets[0].name === "our areas" && server.world.datasets[0].measures.join() === "population,places", `the server has ${JSON.stringify(server.world.datasets[0])}`);
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await judge(page, "map", faults);
  await page.getByRole("button", { name: "On to the goals" }).click();
  await isNow(page, "Goals");
  await page.getByLabel("Name", { exact: true }).fill("First plan");
  await page.getByLabel("Territories", { exact: true }).fill("29");
  await page.getByLabel("Tolerance of population in percent").fill("0,1");
  await page.getByLabel("Number of territories").press("ArrowRight");
  await page.getByRole("checkbox", { name: "places" }).click();
  await page.getByLabel("Tolerance of places", { exact: true }).press("ArrowRight");
  expect((await page.getByLabel("Tolerance of places in percent").inputValue()) === "5.5", "the slider does not move the number");
  await judge(page, "goals", faults);
  await page.reload();
  await isNow(page, "Goals");
  expect((await page.getByLabel("Name", { exact: true }).inputValue()) === "First plan" && (await page.getByLabel("Territories", { exact: true }).inputValue()) === "30", "the goals are forgotten");
  server.world.tickMs = 300;
  await page.getByRole("button", { name: "Start the design" }).click();
  await isNow(page, "Search");
  await page.getByRole("progressbar").waitFor();
  await judge(page, "searching", faults);
  server.world.tickMs = 20;
  await page.getByText("Gap to the best").first().waitFor();
  await page.getByTestId("map").and(page.locator("[data-ready=yes]")).waitFor();
  await judge(page, "what was found", faults);
  await page.getByRole("button", { name: "On to adjusting" }).click();
  await isNow(page, "Adjust");
  await judge(page, "adjusting", faults);
  await page.getByRole("link", { name: /^Move units by hand/ }).click();
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.getByTestId("units-grid").focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", " ", "m"]) await page.keyboard.press(key);
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
  await page.keyboard.type("territory 12");
  await page.getByRole("option", { name: "Territory 12", exact: true }).click();
  await page.getByRole("button", { name: "Move 1 unit to Territory 12" }).click();
  const note = page.getByRole("navigation", { name: "Step by step" });
  await note.getByText("Adjust the plan (done)").or(note.getByText("(done)")).first().waitFor();
  await judge(page, "the studio, step by step", faults);
  await note.getByRole("link", { name: "On to the review" }).click();
  await isNow(page, "Review");
  await judge(page, "before the review", faults);
  await page.getByRole("button", { name: "Send to review" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send to review" }).click();
  await page.getByRole("heading", { name: "First plan is shared" }).waitFor();
  await page.getByText(`${server.url}/plans/${server.world.plans[0].id}/studio?tab=discussion`).first().waitFor();
  await judge(page, "shared", faults);
  expect(server.world.plans[0].name === "First plan" && server.world.plans[0].state === "in_review", "the plan is not in review");
  expect(faults.length === 0, faults.join("\n"));
});

test("guide: what no plan can meet is named before the search; every step leads back, and an address leads as far as it can", { role: "planner", ...look }, async ({ page, server }) => {
  await page.goto("/plans");
  await page.getByRole("link", { name: "Step by step" }).click();
  await page.locator("input[type=file]").setInputFiles({ name: "picture.csv", mimeType: "text/csv", buffer: Buffer.from([0, 1, 2, 3]) });
  await page.getByRole("alert").getByText(/picture\.csv does not look like/).first().waitFor();
  await page.getByRole("button", { name: "Use US counties" }).click();
  await isNow(page, "Columns");
  await page.getByText("3,108 units, each with an id and a place. Measures: population.").first().waitFor();
  await page.getByRole("button", { name: "On to the map" }).click();
  await page.getByRole("button", { name: "On to the goals" }).click();
  await page.getByLabel("Territories", { exact: true }).fill("990");
  await page.getByRole("region", { name: "No plan can meet this" }).getByText(/^population: unit 1\d{4} alone has [\d,]+, and a territory may have [\d,]+\./).first().waitFor();
  const faults = await faultsOf(page, "what cannot be met");
  await page.getByLabel("Territories", { exact: true }).fill("60");
  await page.getByRole("region", { name: "No plan can meet this" }).waitFor({ state: "detached" });
  await page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: "Columns" }).click();
  await isNow(page, "Columns");
  await page.getByRole("link", { name: "Back" }).click();
  await isNow(page, "Data");
  expect((await page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: "Search" }).count()) === 0, "a search without a plan is offered");
  await page.goto(`/plans/guide?step=review&plan=${server.world.plans[0].id}`);
  await isNow(page, "Review");
  await page.goto("/plans/guide?step=review");
  await isNow(page, "Data");
  expect(faults.length === 0, faults.join("\n"));
});

test("guide: found by the palette; who may not plan is told", { role: "rep", ...look }, async ({ page, as }) => {
  await page.goto("/plans/guide");
  await page.getByRole("heading", { level: 1, name: "You have no access to this page" }).waitFor({ state: "attached" });
  await as("planner");
  await page.goto("/plans");
  await page.getByRole("heading", { level: 1, name: "Plans" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command palette" }).waitFor();
  await page.keyboard.type("step by");
  await page.getByRole("option", { name: /^Step by step/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/plans/guide");
});

test("guide: from a layer of units, a built-in one or one of one's own", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  server.world.tickMs = 50;
  await page.goto("/plans/guide");
  const layer = page.getByLabel("Layer", { exact: true });
  await layer.waitFor();
  const builtIn = await layer.locator("option", { hasText: "comes with Bailiwick" }).first().getAttribute("value");
  await layer.selectOption(builtIn);
  await page.getByRole("button", { name: "Add this layer" }).click();
  const use = page.getByRole("button", { name: "Use this layer" });
  await page.getByLabel("Name of the data set").waitFor();
  await judge(page, "a layer to plan on", faults);
  await page.getByLabel("Name of the data set").fill("Counties to divide");
  await use.click();
  await isNow(page, "Columns");
  expect(server.world.datasets[0].name === "Counties to divide", `the server has ${JSON.stringify(server.world.datasets?.[0])}`);
  expect(faults.length === 0, faults.join("\n"));
});

test("guide: on a phone with the demo's data, in Dutch", { role: "planner", ...look, viewport: PHONE, hasTouch: true, isMobile: true, locale: "nl-NL" }, async ({ page, server }) => {
  const faults = [];
  server.world.people[1].person.locale = "nl";
  server.world.tickMs = 20;
  async function check(what) {
    await judge(page, what, faults);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${what} is ${width} wide`);
  }
  await page.goto("/plans/guide");
  await page.getByText("Stap 1 van 7: Gegevens").first().waitFor();
  await check("data");
  await page.getByRole("button", { name: "Gebruik US ZIPs" }).tap();
  await page.getByText("Stap 2 van 7: Kolommen").first().waitFor();
  await check("columns");
  await page.getByRole("button", { name: "Verder naar de kaart" }).tap();
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await check("map");
  await page.getByRole("button", { name: "Verder naar de doelen" }).tap();
  await page.getByLabel("Aantal rayons").waitFor();
  await check("goals");
  await page.getByRole("button", { name: "Start het ontwerp" }).tap();
  await page.getByText("Het voldoet aan al je doelen.").first().waitFor();
  await check("what was found");
  await page.getByRole("button", { name: "Verder naar bijstellen" }).tap();
  await page.getByRole("link", { name: "Open de studio" }).tap();
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await check("the studio");
  await page.getByRole("link", { name: "Verder naar beoordelen" }).tap();
  await page.getByRole("button", { name: "Laat beoordelen" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Laat beoordelen" }).tap();
  await page.getByRole("heading", { name: "US ZIPs is gedeeld" }).waitFor();
  await check("shared");
  expect(faults.length === 0, faults.join("\n"));
});
