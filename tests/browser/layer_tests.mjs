// Goal: a planner adds layers, joins what is known of their units, and sees it on the map and in the table beside it. Method: as a person does it, by
// hand, with the fake server, whose layers are small grids.
import { faultsOf, visit } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };
const dialog = (page) => page.getByRole("dialog");
const card = (page) => page.getByTestId("unit").locator("xpath=ancestor::section[1]");
const layerOf = (server, name) => server.world.market.layers.find(({ layer }) => layer.name === name);
const csv = (text, name = "numbers.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}
const drawn = (page) => page.getByTestId("layer-map").and(page.locator("[data-ready=yes]")).waitFor();

test("layers: a measure colours the map, and the table says the same", { role: "planner", ...look }, async ({ page }) => {
  const faults = [];
  await page.goto("/");
  await page.getByRole("link", { name: "Market map" }).click();
  await drawn(page);
  await page.getByText("Approximate areas", { exact: true }).first().waitFor();
  const classes = page.getByRole("list", { name: "Classes" });
  expect((await classes.getByRole("listitem").count()) === 8, "there are not seven classes and one without a value");
  const table = page.getByRole("table", { name: "Units" });
  expect((await table.getByRole("columnheader", { name: "Population" }).getAttribute("aria-sort")) === "descending", "the table does not begin with the most");
  await judge(page, "the map by a measure", faults);
  await page.getByLabel("Colour by").selectOption({ label: "Revenue of the last 365 days" });
  await page.getByRole("heading", { level: 2, name: "Revenue of the last 365 days (EUR)" }).waitFor();
  await page.getByText("as of 26 Nov 2026").first().waitFor();
  await table.getByRole("columnheader", { name: "Revenue" }).waitFor();
  await page.getByRole("radio", { name: "Bubbles" }).click();
  await page.getByRole("list", { name: "Sizes" }).waitFor();
  await page.getByLabel("Colour by").selectOption({ label: "Territory" });
  await page.getByRole("list", { name: "Territories" }).getByText("Utrecht").first().waitFor();
  await page.waitForFunction(() => new Set([...document.querySelectorAll("[aria-label=Territories] [data-swatch]")].map((one) => one.style.backgroundColor)).size >= 6);
  await judge(page, "the map by territory", faults);
  expect(faults.length === 0, faults.join("\n"));
});

test("layers: a unit is found by its code, by the map and from the table, with the keyboard alone", { role: "planner", ...look }, async ({ page }) => {
  await page.goto("/market/map");
  await drawn(page);
  await page.getByRole("combobox", { name: "Find a unit" }).fill("10012");
  await page.getByRole("option", { name: /^10012/ }).click();
  await card(page).getByRole("heading", { name: /^10012/ }).waitFor();
  await card(page).getByText(/^\d+ of 272$/).first().waitFor();
  expect((await card(page).getByRole("link", { name: "Accounts in this unit" }).getAttribute("href")).includes("postal_code"), "the accounts are not those of the code");
  await card(page).getByText("Neighbours").locator("xpath=..").getByRole("button").first().click();
  await card(page).getByRole("heading", { name: /^10009/ }).waitFor();
  const first = page.getByRole("table", { name: "Units" }).getByRole("row").nth(1).getByRole("button");
  const code = await first.textContent();
  await first.focus();
  await page.keyboard.press("Enter");
  await card(page).getByRole("heading", { name: new RegExp(`^${code}`) }).waitFor();
  expect(page.url().includes(`unit=${code}`), "the address does not hold the unit");
  await card(page).getByRole("button", { name: "Close" }).click();
  const box = await page.getByTestId("layer-map").boundingBox();
  await page.waitForTimeout(500);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  await page.getByTestId("unit-tip").waitFor();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await card(page).waitFor();
});

test("layers: a map that cannot be read says so, and is tried again", { role: "planner" }, async ({ page }) => {
  await page.route("**/unit-layers/*/map", (route) => route.fulfill({ status: 503, body: "{}" }));
  await page.goto("/market/map");
  await page.getByText("The map could not be read.").first().waitFor();
  await page.unroute("**/unit-layers/*/map");
  await page.getByRole("button", { name: "Try again" }).click();
  await drawn(page);
});

test("layers: without one the map leads to them, and a built-in one is read while one looks", { role: "planner", ...look }, async ({ page, server }) => {
  server.world.market.layers = [];
  server.world.tickMs = 400;
  await page.goto("/market/map");
  await page.getByRole("link", { name: "Add a layer" }).click();
  await page.getByText("No layers yet").first().waitFor();
  const counties = page.getByRole("button", { name: "Add US counties" });
  expect((await counties.getAttribute("aria-disabled")) === "true", "a layer without its files can be added");
  await page.getByText("This server lacks us_counties.topojson.").first().waitFor();
  await page.getByRole("button", { name: "Add US ZIP codes" }).click();
  await page.getByRole("progressbar", { name: "US ZIP codes is being read" }).waitFor();
  await page.getByRole("list", { name: "Layers of the company" }).getByText("Ready").first().waitFor();
  const faults = await faultsOf(page, "the list of layers");
  expect(faults.length === 0, faults.join("\n"));
});

test("layers: a file with a fault is refused with all of it told, and mended on request", { role: "planner", ...look }, async ({ page, server }) => {
  server.world.tickMs = 30;
  const faults = [];
  const file = { name: "Wijken.geojson", mimeType: "application/geo+json", buffer: Buffer.from('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"WK":"1","naam":"crosses"},"geometry":null}]}') };
  await page.goto("/market/layers");
  await page.getByRole("button", { name: "Upload a layer" }).click();
  await dialog(page).locator("input[type=file]").setInputFiles(file);
  expect((await dialog(page).getByLabel("Name", { exact: true }).inputValue()) === "Wijken", "the name is not the file's");
  await dialog(page).getByLabel("Column of codes").selectOption("WK");
  await judge(page, "the form of a layer", faults);
  await dialog(page).getByRole("button", { name: "Upload", exact: true }).click();
  await page.getByRole("link", { name: "1 problem" }).click();
  await page.getByRole("list", { name: "The file was refused" }).getByText(/crosses itself near/).first().waitFor();
  await judge(page, "a layer that was refused", faults);
  await page.goto("/market/layers");
  await page.getByRole("button", { name: "Remove Wijken" }).click();
  await dialog(page).getByText("Its file was refused, so nothing else goes with it.", { exact: false }).first().waitFor();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Upload a layer" }).click();
  await dialog(page).locator("input[type=file]").setInputFiles(file);
  await dialog(page).getByLabel("Mend rings that cross themselves").click();
  await dialog(page).getByRole("button", { name: "Upload", exact: true }).click();
  await page.getByRole("list", { name: "Layers of the company" }).getByRole("listitem").filter({ hasText: "Wijken" }).getByText("Ready").first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("layers: one is renamed and matched otherwise, and a name that is taken is told at its field", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/market/layers");
  await page.getByRole("link", { name: "Postal districts" }).click();
  await page.getByRole("list", { name: "What was noticed" }).getByText("Rule M075").first().waitFor();
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Hospitals");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await dialog(page).getByText("There is a layer of this name already", { exact: false }).last().waitFor();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Districts");
  await dialog(page).getByLabel("By", { exact: true }).selectOption("place");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "Districts" }).waitFor();
  await page.getByText("Whose area holds its place on the map").first().waitFor();
  expect(layerOf(server, "Districts").layer.match.by === "place", "the rule is not kept");
});

test("layers: a CSV is checked, what does not fit is told, and it is stored as chosen", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto(`/market/layers/${layerOf(server, "Postal districts").layer.id}`);
  await page.getByRole("button", { name: "Join a CSV" }).click();
  await dialog(page).locator("input[type=file]").setInputFiles(csv("code,place,beds\n10000,A,12\n10003,B,many\n0006,C,5\n10009,D,3\n10009,E,4\n99,F,1\n"));
  await dialog(page).getByRole("button", { name: "Check" }).click();
  await dialog(page).getByText("4 of 6 rows matched by code").first().waitFor();
  await dialog(page).getByText("0006 (line 4), probably 10006").first().waitFor();
  await dialog(page).getByText("“many” (line 3)").first().waitFor();
  await dialog(page).getByRole("list", { name: "1 unit stands there more than once" }).getByText("10009").first().waitFor();
  await dialog(page).getByText("277 units get no value").first().waitFor();
  await judge(page, "the report of a join", faults);
  const store = dialog(page).getByRole("button", { name: /^Store/ });
  expect((await store.getAttribute("aria-disabled")) === "true", "units that repeat can be stored without a choice");
  expect(!layerOf(server, "Postal districts").measures.some(({ key }) => key === "beds"), "a check has stored something");
  await dialog(page).getByLabel("Where a unit stands twice").selectOption("sum");
  await dialog(page).getByRole("button", { name: "Check" }).click();
  await store.click();
  await page.getByRole("table", { name: "Measures" }).getByRole("link", { name: "beds" }).waitFor();
  expect(layerOf(server, "Postal districts").measures.find(({ key }) => key === "beds").values[3] === 7, "the units are not added up");
  await judge(page, "the measures of a layer", faults);
  expect(faults.length === 0, faults.join("\n"));
});

test("layers: a measure by formula is written, mended where it is wrong, and kept while another reads it", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto(`/market/layers/${layerOf(server, "Postal districts").layer.id}`);
  await page.getByRole("button", { name: "Add a formula" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Market potential");
  expect((await dialog(page).getByLabel("Name in formulas").inputValue()) === "market_potential", "the key does not follow the name");
  await dialog(page).getByRole("textbox", { name: "Formula", exact: true }).click();
  await page.keyboard.type("popul");
  await page.getByRole("option", { name: /population/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" * 9 + bedz");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await dialog(page).getByText("There is no field bedz.").last().waitFor();
  await judge(page, "the form of a measure", faults);
  await dialog(page).getByRole("textbox", { name: "Formula", exact: true }).fill("population * 9");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await page.getByText("= population * 9").first().waitFor();
  await page.getByRole("button", { name: "Remove Population?" }).click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await dialog(page).getByText("The formula of market_potential reads it.", { exact: false }).first().waitFor();
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Remove Market potential?" }).click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await page.getByText("= population * 9").waitFor({ state: "detached" });
  server.world.tickMs = 300;
  await page.getByRole("button", { name: "Count now" }).click();
  await page.getByRole("progressbar", { name: "Live measures are being counted" }).waitFor();
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  expect(faults.length === 0, faults.join("\n"));
});

test("layers: who may only read is offered no changes", { role: "rep", ...look }, async ({ page, as, server }) => {
  await page.goto("/market/layers");
  expect((await page.getByRole("button", { name: "Upload a layer" }).getAttribute("aria-disabled")) === "true", "a rep is offered to upload");
  await page.goto(`/market/layers/${layerOf(server, "Postal districts").layer.id}`);
  await page.getByRole("table", { name: "Measures" }).getByRole("link", { name: "Population" }).waitFor();
  expect((await page.getByRole("button", { name: "Remove Population?" }).count()) === 0, "a rep is offered to remove a measure");
  await as("people_ops");
  await page.goto("/market/map");
  await page.getByRole("heading", { level: 1, name: "You have no access to this page" }).waitFor();
});

test("layers: the pages speak Dutch and fit a phone", { role: "planner", ...look, viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  for (const { person } of server.world.people) person.locale = "nl";
  const { layer, units } = layerOf(server, "Postal districts");
  layer.name = "Een laag met een naam die langer doorgaat dan een telefoon breed is";
  const pages = [["/market/map", "Marktkaart"], [`/market/map?unit=${units[0].code}`, "Marktkaart"], ["/market/layers", "Gebiedslagen"], [`/market/layers/${layer.id}`, layer.name]];
  await visit(page, pages.map(([path]) => path));
  for (const [path, title] of pages) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await settled(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${path} is ${width} wide`);
  }
});
