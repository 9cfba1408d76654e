// Goal: what the studio's map shows beside the plan is chosen in one place, remembered, read in the table too, and honest where there is nothing; people say where
// their day begins, and planners say it for them. Method: as a person does it, by mouse and by keyboard, against the fake server.
import { addPlanLayer } from "../../web/test/fake/layer_world.mjs";
import { faultsOf } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";
import { changeAs, judge, look, openStudio, spotOf, tab } from "./studio_page.mjs";

const layers = (page, name = "Layers") => page.getByRole("dialog", { name });
const opener = (page, name = "Layers") => page.getByRole("button", { name, exact: true });
const grid = (page) => page.getByTestId("units-grid");
const personIn = (server, role) => server.world.people.find(({ person }) => person.roles.includes(role)).person;
const homeAt = (server, role, lon, lat) => {
  const { id, name } = personIn(server, role);
  server.world.homes.set(id, { person: id, name, lon, lat, at: "2026-11-20T09:00:00Z" });
};

test("studio: layers are chosen by mouse, accounts stand in the legend and the table, and are remembered", { role: "planner", ...look }, async ({ page, server }) => {
  addPlanLayer(server.world);
  await openStudio(page, server, "?tab=units");
  const faults = [];
  await opener(page).click();
  await layers(page).getByText("Nothing is demanded or locked yet").waitFor();
  await layers(page).getByText(/^Nobody’s home is known yet/).waitFor();
  await layers(page).getByRole("radio", { name: "Accounts" }).click();
  await layers(page).getByText("Counted on 26 Nov 2026, Sales districts").waitFor();
  await judge(page, "the layers", faults);
  await page.keyboard.press("Escape");
  const legend = page.getByRole("region", { name: "Bubbles a unit" });
  await legend.getByText("Accounts a unit").waitFor();
  expect((await legend.getByRole("list", { name: "Sizes" }).getByRole("listitem").count()) === 3, "the legend has no scale");
  await grid(page).getByRole("columnheader", { name: "Accounts" }).waitFor();
  await page.getByLabel("Order").selectOption({ label: "Most Accounts first" });
  const made = server.world.market.layers.find(({ layer }) => layer.name === "Sales districts");
  const values = made.measures.find(({ key }) => key === "accounts").values;
  const place = values.indexOf(Math.max(...values));
  await grid(page).getByRole("row").nth(1).and(page.locator(`[data-code="${10_000 + place}"]`)).waitFor();
  expect((await grid(page).getByRole("row").nth(1).textContent()).endsWith(String(values[place])), "the table says another number than the layer");
  // Away from the button, whose tooltip stands outside the page's regions.
  await grid(page).focus();
  await judge(page, "accounts", faults);
  await page.reload();
  await grid(page).getByRole("columnheader", { name: "Accounts" }).waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("studio: layers are chosen by the keyboard alone; without a count or a layer that is said, with where to go", { role: "planner", ...look }, async ({ page, server }) => {
  await openStudio(page, server);
  await opener(page).focus();
  await page.keyboard.press("Enter");
  await layers(page).waitFor();
  const names = layers(page).getByRole("checkbox", { name: "Names" });
  await names.focus();
  await page.keyboard.press(" ");
  expect(!(await names.isChecked()), "names are still shown");
  await page.keyboard.press("Tab");
  // A key is held as long as a person holds it.
  for (const name of ["Accounts", "White space"]) {
    await page.keyboard.press("ArrowRight", { delay: 100 });
    await page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, name);
  }
  await page.keyboard.press(" ");
  await layers(page).getByText("No layer of units has at least half of this plan’s units.").waitFor();
  const faults = await faultsOf(page, "no layer");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Layers");
  addPlanLayer(server.world, { isCounted: false });
  await page.reload();
  const legend = page.getByRole("region", { name: "Bubbles a unit" });
  await legend.getByText("Not counted yet.").waitFor();
  faults.push(...(await faultsOf(page, "not counted")));
  await legend.getByRole("link", { name: "Count it there" }).click();
  await page.getByRole("button", { name: "Count now" }).waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("studio: a planner says whose day begins in a unit, reads the homes in a list, and removes one", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await openStudio(page, server);
  await changeAs(server, "admin", { revision: 0, lock: ["10001"] });
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByRole("heading", { name: "1 unit selected" }).waitFor();
  await page.getByRole("button", { name: "Home of…" }).click();
  const dialog = page.getByRole("dialog", { name: "Whose day begins in 10540?" });
  await dialog.getByRole("combobox", { name: "Person" }).fill("ravi");
  await page.keyboard.press("Enter");
  await judge(page, "setting a home", faults);
  await dialog.getByRole("button", { name: "Set the home" }).click();
  await page.getByText("Ravi Representative’s day begins in 10540").first().waitFor();
  const home = server.world.homes.get(personIn(server, "rep").id);
  expect(Math.abs(home.lon - server.world.studio.datasets.values().next().value.units[540].lon) < 1e-9, "the home is not at the unit");
  await opener(page).click();
  await layers(page).getByRole("checkbox", { name: "Homes" }).click();
  await layers(page).getByRole("list", { name: "Homes" }).getByText("near 10540, Territory 36").waitFor();
  expect(await layers(page).getByRole("checkbox", { name: "Demands and locks" }).isEnabled(), "locks cannot be hidden");
  await layers(page).getByRole("checkbox", { name: "Demands and locks" }).click();
  await judge(page, "the homes", faults);
  await page.keyboard.press("Escape");
  await tab(page, "Selection").click();
  await page.getByRole("button", { name: "Home of…" }).click();
  await dialog.getByText("Ravi Representative’s day begins here already.").waitFor();
  await dialog.getByRole("button", { name: "Remove the home" }).click();
  await page.getByText("Ravi Representative’s home is removed").first().waitFor();
  expect(server.world.homes.size === 0 && faults.length === 0, faults.join("\n") || "the home is still there");
});

test("studio: who may not manage plans sees only their own home, on a phone in Dutch and in the dark", { role: "manager", ...look, colorScheme: "dark", viewport: PHONE, hasTouch: true, isMobile: true, locale: "nl-NL" }, async ({ page, server }) => {
  personIn(server, "manager").locale = "nl";
  addPlanLayer(server.world);
  homeAt(server, "manager", -87.6, 41.9);
  homeAt(server, "rep", -100, 38);
  await openStudio(page, server);
  await opener(page, "Lagen").tap();
  await layers(page, "Lagen").getByRole("checkbox", { name: "Thuisadressen" }).tap();
  await layers(page, "Lagen").getByRole("radio", { name: "Witte vlekken" }).tap();
  await layers(page, "Lagen").getByText(/^Geteld op 26 nov/).waitFor();
  const list = layers(page, "Lagen").getByRole("list", { name: "Thuisadressen" });
  expect((await list.getByRole("listitem").count()) === 1 && (await list.textContent()).startsWith("Mia Manager"), "another's home is shown");
  const faults = await faultsOf(page, "layers on a phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= PHONE.width && faults.length === 0, faults.join("\n") || `the page is ${width} wide`);
});

test("profile: where a day begins is typed, taken from the browser, refused, saved and removed", { role: "rep", ...look, locale: "nl-NL" }, async ({ page, context, server }) => {
  const { id } = Object.assign(personIn(server, "rep"), { locale: "nl" });
  await page.goto("/profile");
  await settled(page);
  await page.getByRole("button", { name: "Gebruik waar ik nu ben" }).click();
  await page.getByRole("alert").getByText(/^De browser mag niet zeggen waar je bent/).waitFor();
  const faults = await faultsOf(page, "the browser refuses");
  await page.getByLabel("Breedtegraad").fill("91");
  await page.getByText("Een breedtegraad is een getal van -90 tot 90").waitFor();
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 52.0907, longitude: 5.1214 });
  await page.getByRole("button", { name: "Gebruik waar ik nu ben" }).click();
  await page.waitForFunction(() => [...document.querySelectorAll("input")].some(({ value }) => value === "5,1214"));
  await page.getByLabel("Breedtegraad").fill("52,1");
  await page.getByTestId("place").and(page.locator("[data-ready=yes]")).waitFor();
  const card = page.locator("section").filter({ has: page.getByRole("heading", { name: "Waar mijn dag begint" }) });
  await card.getByRole("button", { name: "Opslaan" }).click();
  await card.getByRole("button", { name: "Verwijderen" }).waitFor();
  faults.push(...(await faultsOf(page, "a home in the profile")));
  const { lat, lon } = server.world.homes.get(id);
  expect(lat === 52.1 && lon === 5.1214, `it is kept as ${lat}, ${lon}`);
  await card.getByRole("button", { name: "Verwijderen" }).click();
  await card.getByRole("button", { name: "Verwijderen" }).waitFor({ state: "detached" });
  expect(server.world.homes.size === 0 && faults.length === 0, faults.join("\n") || "the home is still there");
});
