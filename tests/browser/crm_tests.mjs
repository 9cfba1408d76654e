// Goal: customers are found, changed, moved, brought in and asked about. Method: the demo company's customers of the fake server, whose world the tests
// change behind the page's back where somebody else would.
import { expect, PHONE, settled, test } from "./harness.mjs";
import { addRecord, changeRecord } from "../../web/test/fake/crm.mjs";

const dialog = (page) => page.getByRole("dialog");
const accountNamed = (world, name) => world.crm.records.account.find((one) => one.name === name);
const asked = (page) => new URL(page.url()).searchParams;
const rows = (page) => page.getByRole("table").getByRole("row");
const csv = (text) => ({ name: "klanten.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

test("crm: a list is searched as one types, and what is overtaken is not shown", { role: "rep" }, async ({ page }) => {
  await page.goto("/accounts");
  await page.getByText("120 accounts").first().waitFor();
  // The first answer comes last.
  await page.route("**/api/v1/accounts?q=b&**", async (route) => {
    await new Promise((done) => setTimeout(done, 1_500));
    await route.continue().catch(() => {});
  });
  const box = page.getByRole("searchbox", { name: "Search name, city, postal code" });
  await box.pressSequentially("b");
  await page.waitForTimeout(300);
  await box.pressSequentially("ergman f");
  await page.getByText("1 account", { exact: true }).first().waitFor();
  await page.getByRole("link", { name: "Bergman Foods" }).waitFor();
  await page.waitForTimeout(1_500);
  expect((await rows(page).count()) === 2, "an answer that was overtaken is shown");
  expect(asked(page).get("q") === "bergman f", "the search is not in the address");
  await box.fill("cafe zuri");
  await page.getByRole("link", { name: "Café Zürich Energy" }).waitFor();
  await box.fill("nobody");
  await page.getByText("Nothing matches").first().waitFor();
  await page.getByRole("button", { name: "Clear search and filters" }).first().click();
  await page.getByText("120 accounts").first().waitFor();
});

test("crm: a list is filtered and sorted in the address, which a reload keeps", { role: "planner" }, async ({ page }) => {
  await page.goto("/accounts");
  await page.getByRole("button", { name: "Add a filter" }).click();
  await dialog(page).getByRole("combobox", { name: "Field" }).fill("employees");
  await page.getByRole("option", { name: "Employees" }).click();
  await dialog(page).getByLabel("Comparison").selectOption("ge");
  await dialog(page).getByLabel("Value").fill("3,000");
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await page.getByRole("button", { name: "Employees is at least 3,000", exact: true }).waitFor();
  await page.getByRole("columnheader", { name: "Employees" }).getByRole("button").click();
  await page.getByRole("columnheader", { name: "Employees" }).getByRole("button").click();
  await page.waitForFunction(() => new URLSearchParams(location.search).get("sort") === "-employees");
  expect(asked(page).get("where") === '[{"field":"employees","is":"ge","value":3000}]', `the address says ${asked(page).get("where")}`);
  await page.reload();
  await settled(page);
  expect((await page.getByRole("columnheader", { name: "Employees" }).getAttribute("aria-sort")) === "descending", "the head does not say how it is sorted");
  const numbers = await page.getByRole("cell").filter({ hasText: /^Employees/ }).allTextContents();
  const values = numbers.map((text) => Number(text.replace(/\D/g, "")));
  expect(values.length > 5 && values.every((value, index) => value >= 3_000 && (index === 0 || value <= values[index - 1])), `not sorted: ${values}`);
  const href = await page.getByRole("link", { name: "Export" }).getAttribute("href");
  expect(href.startsWith("/api/v1/accounts.csv?where="), `the export has another filter: ${href}`);
  await page.getByRole("button", { name: /^Remove the filter/ }).click();
  await page.getByText("120 accounts").first().waitFor();
});

test("crm: a long list goes on by a key, is grouped, and remembers its columns", { role: "planner" }, async ({ page }) => {
  await page.goto("/accounts");
  await page.getByRole("link", { name: "Acme Energy" }).waitFor();
  const more = page.getByRole("button", { name: "Show more" });
  await more.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length >= 100);
  await page.getByRole("button", { name: "Columns" }).click();
  await dialog(page).getByRole("checkbox", { name: "Budget holder" }).click();
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await page.getByRole("columnheader", { name: "Budget holder" }).waitFor();
  await page.reload();
  await page.getByRole("columnheader", { name: "Budget holder" }).waitFor();
  await page.getByLabel("Group by").selectOption("kind");
  const group = page.getByRole("button", { name: /^Customer/, expanded: false });
  await group.getByText("48 accounts").first().waitFor();
  await group.click();
  await page.getByRole("region", { name: "Customer" }).getByRole("link", { name: "Acme Instruments" }).waitFor();
});

test("crm: a record is added with its account looked up, and deleted with a way back", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/contacts");
  await page.getByRole("button", { name: "New contact" }).click();
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await dialog(page).getByText("Fill this in").first().waitFor();
  const lookup = dialog(page).getByRole("combobox", { name: /^Account/ });
  await lookup.fill("polder fo");
  await page.getByRole("option", { name: /Polder Foods/ }).click();
  await dialog(page).getByLabel(/^Last name/).fill("Bakker");
  await dialog(page).getByLabel("Email").fill("bakker@polder.example");
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Bakker" }).waitFor();
  await page.getByRole("link", { name: "Polder Foods" }).first().waitFor();
  await page.getByRole("button", { name: "Delete" }).click();
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await page.getByText("Bakker is deleted").first().waitFor();
  const made = server.world.crm.records.contact.find(({ last_name }) => last_name === "Bakker");
  expect(made.is_deleted, "it was not deleted");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { level: 1, name: "Bakker" }).waitFor();
  expect(!made.is_deleted, "it was not restored");
});

test("crm: two people change one record, and neither loses what they typed", { role: "rep" }, async ({ page, server }) => {
  const { world } = server;
  const acme = accountNamed(world, "Acme Instruments");
  await page.goto(`/accounts/${acme.id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await dialog(page).getByLabel("City").fill("Haarlem");
  await dialog(page).getByLabel("Employees").fill("77");
  changeRecord(world, "account", acme, { city: "Delft", industry: "Optics" });
  await dialog(page).getByRole("button", { name: "Save" }).click();
  const note = dialog(page).getByRole("alert");
  await note.getByText("Someone else changed this while you were typing").first().waitFor();
  await note.getByText("Optics").first().waitFor();
  await note.getByText("You typed: Haarlem").first().waitFor();
  expect((await dialog(page).getByLabel("City").inputValue()) === "Haarlem", "what was typed is lost");
  expect((await dialog(page).getByLabel("Industry").inputValue()) === "Optics", "their change would be undone");
  await note.getByRole("button", { name: "Take theirs" }).click();
  expect((await dialog(page).getByLabel("City").inputValue()) === "Delft", "theirs was not taken");
  await dialog(page).getByRole("button", { name: "Save mine" }).click();
  await dialog(page).waitFor({ state: "detached" });
  const now = accountNamed(world, "Acme Instruments");
  expect(now.city === "Delft" && now.employees === 77 && now.industry === "Optics", JSON.stringify(now));
});

test("crm: an account shows what happened, its structure and its place, and takes a quick note", { role: "rep" }, async ({ page, server }) => {
  const acme = accountNamed(server.world, "Acme Instruments");
  await page.goto(`/accounts/${acme.id}`);
  await page.getByRole("radio", { name: "Call" }).click();
  await page.getByLabel("What was the call about?").fill("Asked for a quote");
  await page.getByRole("button", { name: "Add the call" }).click();
  const first = page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first();
  await first.getByRole("link", { name: "Asked for a quote" }).waitFor();
  const made = server.world.crm.records.activity.at(-1);
  expect(made.kind === "call" && made.account === acme.id && made.owner, JSON.stringify(made));
  await page.locator("[data-testid=place][data-ready=yes]").waitFor();
  await page.getByRole("list", { name: "Directly below" }).getByRole("link", { name: "Acme Foods" }).waitFor();
  await page.getByRole("tab", { name: /^Opportunities/ }).click();
  await page.getByRole("button", { name: "Add an opportunity" }).click();
  expect((await dialog(page).getByRole("combobox", { name: /^Account/ }).inputValue()) === "Acme Instruments", "the account is not filled in");
  await dialog(page).getByLabel(/^Name/).fill("Second line");
  await dialog(page).getByLabel(/^Stage/).selectOption("standard.qualified");
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("table").getByRole("link", { name: "Second line" }).waitFor();
});

const column = (page, stage) => page.getByRole("region", { name: new RegExp(`^${stage}, `) });

test("crm: a card goes to another stage from the keyboard, and comes back when refused", { role: "rep" }, async ({ page, server }) => {
  await page.goto("/opportunities/board");
  await column(page, "Prospecting").getByText("€303,000").first().waitFor();
  const handle = page.getByRole("button", { name: /^Move Acme Instruments expansion by keyboard/ });
  await handle.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("status").filter({ hasText: "goes to Proposal" }).waitFor({ state: "attached" });
  await page.keyboard.press("Space");
  await column(page, "Proposal").getByRole("link", { name: "Acme Instruments expansion" }).waitFor();
  await page.getByText("Acme Instruments expansion is moved to Proposal").first().waitFor();
  await column(page, "Prospecting").getByText("€297,500").first().waitFor();
  const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  expect(focused.startsWith("Move Acme Instruments expansion"), `the focus is lost: ${focused}`);
  expect(server.world.crm.records.opportunity[0].stage === "standard.proposal", "the server did not hear of it");
  // The next time somebody else was first.
  server.world.crm.records.opportunity[0].version++;
  await page.getByRole("button", { name: "Move Acme Instruments expansion", exact: true }).click();
  await page.getByRole("menuitem", { name: "Won" }).click();
  await page.getByRole("alert").getByText("Someone else changed this in the meantime").first().waitFor();
  await column(page, "Proposal").getByRole("link", { name: "Acme Instruments expansion" }).waitFor();
});

test("crm: a card is dragged to another stage", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/opportunities/board");
  const card = page.locator('[data-card="Gouda Foods expansion"]');
  const from = await card.boundingBox();
  const to = await column(page, "Qualified").boundingBox();
  await page.mouse.move(from.x + 80, from.y + from.height - 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 120, from.y + 40, { steps: 3 });
  await page.mouse.move(to.x + 100, to.y + 120, { steps: 5 });
  await page.mouse.up();
  await column(page, "Qualified").locator('[data-card="Gouda Foods expansion"]').waitFor();
  await page.getByText("Gouda Foods expansion is moved to Qualified").first().waitFor();
  expect(server.world.crm.records.opportunity.find(({ name }) => name === "Gouda Foods expansion").stage === "standard.qualified", "the server did not hear of it");
});

const FILE = "Id;Naam;Plaats;Omzet;Personeel\nA-1000;Acme Instruments;Haarlem;250000,00;12\nN-1;Nieuwe Klant BV;Delft;€ 12.500,50;40\nN-2;;Gouda;1,00;8\nN-3;Derde;Breda;12x;9\n";

test("crm: a file is mapped, checked, brought in, and its bad rows come back", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/accounts");
  await settled(page);
  await page.goto("/imports/new");
  await page.getByLabel("or choose one").setInputFiles(csv(FILE));
  await page.getByRole("heading", { level: 1, name: "klanten.csv" }).waitFor();
  await settled(page);
  expect((await page.getByRole("combobox", { name: /“Omzet”/ }).inputValue()) === "Annual revenue", "the column was not guessed");
  const staff = page.getByRole("combobox", { name: /“Personeel”/ });
  expect((await staff.inputValue()) === "Is not read", "a column was made up");
  await staff.fill("city");
  await page.getByRole("option", { name: "City" }).click();
  await page.getByRole("button", { name: /^Check the file \(Two columns go to City/ }).waitFor();
  await staff.fill("employ");
  await page.getByRole("option", { name: "Employees" }).click();
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByText("2 rows are not good. The others are.").first().waitFor();
  expect(accountNamed(server.world, "Nieuwe Klant BV") === undefined, "the check has changed something");
  const bad = page.getByRole("row", { name: /12x/ });
  await bad.getByText("This is not an amount.").first().waitFor();
  await bad.getByText("Annual revenue").first().waitFor();
  await page.getByRole("radio", { name: "All or nothing" }).click();
  await page.getByRole("button", { name: /With rejected rows, all or nothing would bring in nothing/ }).waitFor();
  await page.getByRole("radio", { name: "Good rows only" }).click();
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await page.getByText("The file is imported.").first().waitFor();
  const made = accountNamed(server.world, "Nieuwe Klant BV");
  expect(made?.annual_revenue.amount === "12500.50" && made.employees === 40, JSON.stringify(made));
  expect(accountNamed(server.world, "Acme Instruments").city === "Haarlem", "the known account was not updated");
  const rejects = await page.request.get(await page.getByRole("link", { name: "Download the rejected rows" }).getAttribute("href"));
  const text = await rejects.text();
  expect(text.split("\r\n")[0].endsWith(";problem") && text.includes("N-3;Derde;Breda;12x;9;This is not an amount."), text);
  await page.goto("/imports");
  await page.getByRole("row", { name: /klanten.csv/ }).getByText("1 added, 1 updated, 2 rejected").first().waitFor();
});

test("crm: an import is stopped, and says what was kept", { role: "planner" }, async ({ page, server }) => {
  const lines = Array.from({ length: 400 }, (_, index) => `B-${index},Bulk ${index}`);
  await page.goto("/imports/new");
  await page.getByLabel("or choose one").setInputFiles(csv(`external_id,name\n${lines.join("\n")}\n`));
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByText("Every row is good.").first().waitFor();
  server.world.tickMs = 1_000;
  await page.getByRole("button", { name: "Import 400 rows" }).click();
  await page.getByRole("progressbar", { name: "Importing klanten.csv" }).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("It was stopped. Nothing was kept of it.").first().waitFor();
  expect(!server.world.crm.records.account.some(({ name }) => name.startsWith("Bulk")), "all or nothing kept something");
});

test("crm: a formula is completed from the keyboard, and its mistake is mended by one press", { role: "rep" }, async ({ page }) => {
  await page.goto("/formulas");
  const box = page.getByRole("textbox", { name: "Formula" });
  await box.click();
  await page.keyboard.type('city == "Zürich" && empl');
  await page.getByRole("option", { name: /employees/ }).waitFor();
  expect((await box.getAttribute("aria-activedescendant")) === (await page.getByRole("option", { name: /employees/ }).getAttribute("id")), "the active choice is not told");
  await page.keyboard.press("Enter");
  await page.keyboard.type(' > 500 && kind == "cu');
  await page.getByRole("option", { name: /^customer/ }).waitFor();
  await page.keyboard.press("Tab");
  expect((await box.inputValue()) === 'city == "Zürich" && employees > 500 && kind == "customer"', await box.inputValue());
  await page.getByText(/True for \d+ of 120 records/).first().waitFor();
  await page.getByRole("list", { name: "What it gives" }).getByRole("link", { name: "Acme Energy" }).waitFor();
  await box.fill('city == "Zürich😀" && emploees > 500');
  await page.getByText("There is no field emploees.").first().waitFor();
  await page.waitForFunction(() => document.querySelector("pre .underline")?.textContent === "emploees");
  expect((await box.getAttribute("aria-invalid")) === "true", "the mistake is not told");
  await page.getByRole("button", { name: "Write employees" }).click();
  expect((await box.inputValue()) === 'city == "Zürich😀" && employees > 500', await box.inputValue());
  await page.keyboard.press("Control+z");
  expect((await box.inputValue()).includes("emploees"), "it cannot be undone");
});

test("crm: a field of one's own is added, its change refused where values do not fit, hidden and restored", { role: "planner" }, async ({ page }) => {
  await page.goto("/crm");
  await page.getByRole("button", { name: "Add a field" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("Tier");
  expect((await dialog(page).getByLabel("Key").inputValue()) === "tier", "no key was made");
  await dialog(page).getByLabel("Type").selectOption("choice");
  await dialog(page).getByLabel("Choices").fill("Gold\nSilver");
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("row", { name: /custom\.tier/ }).getByText("Gold, Silver").first().waitFor();
  const act = async (field, what) => {
    await page.getByRole("button", { name: `Actions for ${field}` }).click();
    await page.getByRole("menuitem", { name: what }).click();
  };
  await act("Budget holder", "Change");
  await dialog(page).getByLabel("Type").selectOption("whole");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await dialog(page).getByText(/values cannot be read so: .*Plant manager/).first().waitFor();
  await page.keyboard.press("Escape");
  await act("Budget holder", "Hide");
  await dialog(page).getByRole("button", { name: "Hide" }).click();
  await page.getByText("Budget holder is hidden.").first().waitFor();
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("row", { name: /custom\.budget_holder/ }).waitFor();
});

test("crm: stages are ordered by buttons, and one that is in use cannot go", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/crm?tab=pipelines");
  await page.getByRole("button", { name: "Move Qualified up" }).click();
  expect((await page.evaluate(() => document.activeElement?.id)) === "up-qualified", "the focus did not follow");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Standard is saved").first().waitFor();
  expect(server.world.crm.pipelines[0].stages[0].key === "qualified", "the order was not saved");
  await page.getByRole("button", { name: "Remove Proposal" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByText(/Opportunities are in the stage Proposal/).first().waitFor();
});

test("crm: two that are one are found, merged with chosen values, and taken apart again", { role: "planner" }, async ({ page, server }) => {
  const { world } = server;
  const kept = accountNamed(world, "Acme Instruments");
  const other = addRecord(world, "account", { name: "Acme Instruments Inc", city: kept.city, description: "Moves to Leeds", industry: "Toys" });
  const note = addRecord(world, "note", { subject: "Met at the fair", account: other.id });
  await page.goto("/accounts");
  await page.getByRole("link", { name: "Duplicates" }).click();
  await page.getByRole("heading", { level: 1, name: "Duplicates" }).waitFor();
  await page.getByText("97% likely the same").first().waitFor();
  await page.getByText("Name is the same").first().waitFor();
  await page.getByRole("button", { name: "Merge Acme Instruments and Acme Instruments Inc" }).click();
  await dialog(page).getByRole("radio", { name: "Industry of Acme Instruments Inc" }).check();
  await dialog(page).getByRole("button", { name: "Merge", exact: true }).click();
  await page.getByText("They are one now: Acme Instruments").first().waitFor();
  await page.getByText("Nothing is there twice").first().waitFor();
  expect(note.account === kept.id, "what belonged to the other did not move");
  await page.goto(`/accounts/${kept.id}`);
  await page.getByText("Moves to Leeds").first().waitFor();
  await page.getByText("Toys").first().waitFor();
  await page.getByRole("button", { name: "Take Acme Instruments Inc apart again" }).click();
  await dialog(page).getByRole("button", { name: "Take apart" }).click();
  await page.getByText("Acme Instruments Inc is back").first().waitFor();
  expect(note.account === other.id && !other.is_deleted, "the other did not come back with what belonged to it");
  await page.getByText("Toys").first().waitFor({ state: "hidden" });
});

test("crm: a record says that it may be there twice, until somebody says that they are two", { role: "rep", viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  const lead = addRecord(server.world, "lead", { company: "Bolt Works", city: "York" });
  addRecord(server.world, "lead", { company: "Bolt Works Ltd", city: "Leeds" });
  await page.goto(`/leads/${lead.id}`);
  const hint = page.getByRole("region", { name: "This may be there twice" });
  await hint.getByRole("link", { name: "Bolt Works Ltd" }).waitFor();
  await hint.getByText("City differs").first().waitFor();
  await hint.getByRole("button", { name: "Bolt Works and Bolt Works Ltd are two" }).click();
  await hint.waitFor({ state: "detached" });
});

test("crm: who may only look is offered no changes", { role: "auditor" }, async ({ page, server }) => {
  await page.goto("/accounts");
  await page.getByRole("button", { name: /^New account \(Your roles do not allow/ }).waitFor();
  await page.goto("/opportunities/board");
  await column(page, "Prospecting").getByRole("link").first().waitFor();
  expect((await page.getByRole("button", { name: /^Move/ }).count()) === 0, "a card can be moved");
  await page.goto(`/accounts/${server.world.crm.records.account[0].id}`);
  await page.getByRole("button", { name: /^Edit \(/ }).waitFor();
  expect((await page.getByRole("button", { name: /^Change/ }).count()) === 0, "a field can be changed");
  await page.goto("/imports");
  await page.getByText("You have no access to this page").first().waitFor();
});

test("crm: the pages speak Dutch and fit a phone", { role: "planner", viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  for (const { person } of server.world.people) person.locale = "nl";
  const { account, opportunity } = server.world.crm.records;
  const pages = [["/accounts", "Accounts"], ["/contacts", "Contactpersonen"], ["/tasks", "Actiepunten"], ["/opportunities/board", "Bord met verkoopkansen"], [`/accounts/${account[0].id}`, "Acme Instruments"], [`/opportunities/${opportunity[0].id}`, opportunity[0].name], ["/accounts/duplicates", "Dubbelen"], ["/imports", "Imports"], ["/imports/new", "Bestand inlezen"], ["/crm", "Velden en trajecten"], ["/crm?tab=pipelines", "Velden en trajecten"], ["/formulas", "Formule proberen"]];
  for (const [path, title] of pages) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await settled(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${path} is ${width} wide`);
  }
});
