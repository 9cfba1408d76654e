// Goal: a planner says what accounts could bring and what they take, and everybody sees what that makes of the market, of a territory and of an account.
// Method: as a person does it, by hand, with the fake server; what two people do at once goes by the API.
import { faultsOf, visit } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };
const MODEL = { rules: [{ name: "Food", formula: 'industry == "Food"', amount: "employees * 90" }, { name: "Manufacturing", formula: 'industry == "Manufacturing"', amount: "employees * 40" }], serviceable: 'country == "NL"', obtainable: "0.2" };

async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}
const known = (server) => Object.assign(server.world.market.models.potential, MODEL);
const territory = (server, name) => server.world.alignment.territories.find((one) => one.name === name).id;

async function typeFormula(page, name, place, text) {
  await page.getByRole("tabpanel", { name: "Potential" }).getByRole("textbox", { name }).nth(place).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
}

test("size: a potential model is tried, its rule that never holds is told, and it is saved", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/market/size");
  await page.getByText("Nothing is known of the market yet").first().waitFor();
  await page.getByRole("link", { name: "Write the potential model" }).click();
  const panel = page.getByRole("tabpanel", { name: "Potential" });
  await panel.getByRole("button", { name: "Add a rule", exact: true }).click();
  await panel.getByLabel("Name of rule 1").fill("Food");
  await typeFormula(page, "Holds for accounts where", 0, 'industry == "Food"');
  await typeFormula(page, "Amount a year, in the reporting currency", 0, "employees * 90");
  await panel.getByRole("button", { name: "Add a rule", exact: true }).click();
  await panel.getByLabel("Name of rule 2").fill("Giants");
  await typeFormula(page, "Holds for accounts where", 1, "employees > 90000");
  await typeFormula(page, "Amount a year, in the reporting currency", 1, "employees * 60");
  await page.getByRole("button", { name: "Try it on all accounts" }).click();
  await page.getByText("It holds for no account.").first().waitFor();
  await page.getByText("It counts for 24 accounts.").first().waitFor();
  await page.getByRole("status", { name: "What the model would say" }).getByText("of 120 accounts").first().waitFor();
  expect(server.world.market.models.potential.rules.length === 0, "a try has stored the model");
  await judge(page, "the potential model", faults);
  await page.getByLabel("Can be obtained").fill("12.5");
  await panel.getByRole("button", { name: "Save" }).click();
  await page.getByText("The model is saved.", { exact: false }).first().waitFor();
  expect(server.world.market.models.potential.obtainable === "0.125", "the share is not kept");
  await page.getByRole("link", { name: "Market size" }).click();
  await page.getByText("SAM", { exact: true }).first().waitFor();
  await page.getByRole("table", { name: "Where the market is" }).getByRole("link", { name: "Utrecht" }).waitFor();
  await page.getByText("Left out, for it is in another currency", { exact: false }).first().waitFor();
  await judge(page, "the size of the market", faults);
  await page.getByRole("radio", { name: "Country" }).click();
  await page.getByRole("table", { name: "Where the market is" }).getByText("Netherlands").first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("size: white space is listed, also of one territory, and leads to an account that says where it comes from", { role: "planner", ...look }, async ({ page, server }) => {
  known(server);
  const faults = [];
  await page.goto("/market/size");
  const list = page.getByRole("table", { name: "Accounts with the most white space" });
  await list.getByRole("link").first().waitFor();
  await page.getByLabel("Territory", { exact: true }).selectOption({ label: "Europe › Benelux › Utrecht" });
  await page.waitForURL(/territory=/);
  await list.getByText("Oslo").first().waitFor({ state: "detached" });
  await list.getByRole("link").first().click();
  await page.getByRole("heading", { level: 2, name: "Market", exact: true }).waitFor();
  await page.getByRole("button", { name: "Where these come from" }).click();
  await page.getByText(/^Potential by the rule “/).first().waitFor();
  await page.getByText(/hours a year$/).first().waitFor();
  await judge(page, "the market of an account", faults);
  expect(faults.length === 0, faults.join("\n"));
});

test("size: the workload model says in words what its numbers come to", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/market/models?tab=workload");
  await page.getByText(/An account of “Key accounts” is visited 24 times a year for 45 minutes/).first().waitFor();
  await page.getByLabel("Visits a year").first().fill("12");
  await page.getByText(/is visited 12 times a year.*11\.6 hours a year/).first().waitFor();
  await page.getByLabel("Detour").fill("0.5");
  await page.getByText("A number from 1 to 10").first().waitFor();
  await judge(page, "the workload model", faults);
  await page.getByLabel("Detour").fill("1.5");
  // What is typed is kept while one looks at the other model.
  for (const name of ["Potential", "Workload"]) {
    await page.getByRole("tab", { name }).click();
    await page.getByRole("tab", { name, selected: true }).waitFor();
  }
  await page.getByLabel("Detour").waitFor();
  await page.getByRole("button", { name: "Save" }).last().click();
  await page.getByText("The model is saved.", { exact: false }).first().waitFor();
  const { visits, detour } = server.world.market.models.workload;
  expect(visits[0].a_year === 12 && detour === "1.5", `the model has ${visits[0].a_year} visits and a detour of ${detour}`);
  expect(faults.length === 0, faults.join("\n"));
});

test("size: two people change one model, and neither loses what they typed", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/market/models?tab=workload");
  await page.getByLabel("Visits a year").first().fill("30");
  const session = await (await page.request.get("/api/v1/session")).json();
  const { version: _, ...theirs } = { ...server.world.market.models.workload, speed_kmh: "50" };
  await page.request.put("/api/v1/workload-model", { data: theirs, headers: { "X-CSRF-Token": session.csrf_token, "If-Match": '"1"' } });
  await page.getByRole("button", { name: "Save" }).last().click();
  await page.getByText("Someone else changed this in the meantime").first().waitFor();
  await page.reload();
  await page.getByLabel("Visits a year").first().fill("30");
  await page.getByRole("button", { name: "Save" }).last().click();
  await page.getByText("The model is saved.", { exact: false }).first().waitFor();
  const { visits, speed_kmh } = server.world.market.models.workload;
  expect(visits[0].a_year === 30 && speed_kmh === "50", "one of the two is lost");
});

test("size: a territory stands beside its peers, with what stands out", { role: "rep", ...look }, async ({ page, server }) => {
  known(server);
  const faults = [];
  await page.goto(`/territories/${territory(server, "Amsterdam")}`);
  const table = page.getByRole("table", { name: "Market" });
  await table.getByRole("row", { name: /Growth.*\+17%/ }).waitFor();
  await table.getByText("1 of 5").first().waitFor();
  await page.getByRole("list", { name: "Challenges" }).getByText("The five largest customers make 62% of the revenue.", { exact: false }).first().waitFor();
  await page.getByRole("list", { name: "Accounts with the most white space" }).getByRole("link").first().waitFor();
  await judge(page, "the market of a territory", faults);
  await page.goto(`/territories/${territory(server, "Copenhagen")}`);
  await page.getByText("There are no accounts in this territory yet.").first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("size: before the first count the page offers one, and shows what comes of it", { role: "planner" }, async ({ page, server }) => {
  known(server);
  Object.assign(server.world, { tickMs: 60 });
  server.world.market.isUncounted = true;
  await page.goto("/market/size");
  await page.getByText("The market was not counted yet").first().waitFor();
  await page.getByRole("button", { name: "Count now" }).click();
  await page.getByRole("table", { name: "Where the market is" }).waitFor();
});

test("size: who may only read is offered no changes", { role: "rep", ...look }, async ({ page, server }) => {
  known(server);
  await page.goto("/market/models");
  const save = page.getByRole("button", { name: /^Save/ }).first();
  await save.waitFor();
  expect((await save.textContent()).includes("Only a planner"), "a rep is not told why they cannot save");
  await page.goto("/market/size");
  await page.getByRole("table", { name: "Where the market is" }).waitFor();
  expect((await page.getByRole("button", { name: "Count now" }).count()) === 0, "a rep is offered to count");
});

test("size: growth is shown and typed in percent", { role: "planner" }, async ({ page, server }) => {
  const [account] = server.world.crm.records.account;
  await page.goto(`/accounts/${account.id}`);
  await page.getByText("-10%", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: /Growth/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Growth").fill("17.5");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("+17.5%", { exact: true }).first().waitFor();
  expect(server.world.crm.records.account.find(({ id }) => id === account.id).growth === "0.175", "it is not kept as a share");
});

test("size: the pages speak Dutch and fit a phone", { role: "planner", ...look, viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  for (const { person } of server.world.people) person.locale = "nl";
  known(server);
  const pages = [["/market/size", "Marktomvang"], ["/market/models", "Marktmodellen"], ["/market/models?tab=workload", "Marktmodellen"], [`/territories/${territory(server, "Utrecht")}`, "Utrecht"]];
  await visit(page, pages.map(([path]) => path));
  for (const [path, title] of pages) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await settled(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${path} is ${width} wide`);
  }
});
