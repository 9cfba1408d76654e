// Goal: a planner says what a good customer is, sees who fits, asks won and lost deals, and shares out a company goal. Method: as a person does it, by hand,
// with the fake server; what two people do at once goes by the API.
import { faultsOf, visit } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };
const dialog = (page) => page.getByRole("dialog");
const CRITERIA = [
  { name: "Large", formula: "employees > 1500", weight: 30 },
  { name: "Dutch", formula: 'country == "NL"', weight: 10 },
];

async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}

// By the API, as somebody else would.
async function write(page, method, path, data, headers = {}) {
  const session = await (await page.request.get("/api/v1/session")).json();
  const answer = await page.request.fetch(`/api/v1${path}`, { method, data, headers: { "X-CSRF-Token": session.csrf_token, ...headers } });
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`);
  return answer.status() === 204 ? null : answer.json();
}
const writeDraft = (page, more = {}, version = "*") => write(page, "PUT", "/icp/draft", { name: "Mid-size", criteria: CRITERIA, ...more }, { "If-Match": version });
const activate = (page, version) => write(page, "POST", "/icp/activate", undefined, { "If-Match": version });
const inState = (server, state) => server.world.market.profiles.find((one) => one.state === state);

async function typeFormula(page, place, text) {
  await page.getByRole("textbox", { name: "Formula" }).nth(place).click();
  await page.keyboard.type(text);
}

test("market: a profile is drafted, its scores are read, it is put into force, and an account says how it fits", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/");
  await page.getByRole("link", { name: "Ideal customer" }).click();
  await page.getByRole("button", { name: "Write a profile" }).click();
  await page.getByLabel("Name of the profile").fill("Mid-size");
  await page.getByLabel("Name", { exact: true }).fill("Large");
  await typeFormula(page, 0, "employes > 1500");
  await page.getByRole("button", { name: "Write employees" }).click();
  await page.getByText(/^True for \d+ of \d+ records/).first().waitFor();
  await page.getByRole("button", { name: "Add a criterion" }).click();
  await page.getByLabel("Name", { exact: true }).nth(1).fill("Dutch");
  await typeFormula(page, 1, 'country == "NL"');
  await page.keyboard.press("Escape");
  await page.getByLabel("Weight").nth(1).fill("30");
  await page.getByText("75% of the score").first().waitFor();
  await page.getByRole("button", { name: "Move Dutch up" }).click();
  await judge(page, "the form of a profile", faults);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/^Draft: Mid-size\./).first().waitFor();
  expect(inState(server, "draft").criteria.map(({ name }) => name).join() === "Dutch,Large", "the order is not kept");
  await page.getByRole("tab", { name: "How accounts fit" }).click();
  const spread = page.getByRole("list", { name: "Spread of the scores" });
  await spread.waitFor();
  expect((await spread.getByRole("listitem").count()) === 10, "the histogram has not ten lines");
  await page.getByRole("table", { name: "By territory" }).getByRole("link", { name: "Utrecht", exact: true }).waitFor();
  await page.getByRole("table", { name: "By criterion" }).getByText("Dutch").first().waitFor();
  await judge(page, "the scores", faults);
  await page.getByRole("button", { name: "Put into force" }).click();
  await dialog(page).getByRole("button", { name: "Put into force" }).click();
  await page.getByText(/^In force: Mid-size\./).first().waitFor();
  await page.getByRole("table", { name: "Best fit" }).getByRole("link").first().click();
  await page.getByRole("heading", { name: "Fit", exact: true }).waitFor();
  await page.getByRole("button", { name: "What decides it" }).click();
  await page.getByRole("list", { name: "What decides it" }).getByText("employees > 1500").first().waitFor();
  await judge(page, "the fit of an account", faults);
  expect(faults.length === 0, faults.join("\n"));
});

test("market: won and lost deals propose weights, and the draft takes them", { role: "planner", ...look }, async ({ page, server }) => {
  await writeDraft(page, { criteria: [{ name: "Small", formula: "employees < 1500", weight: 30 }, CRITERIA[1]] });
  await activate(page, '"1"');
  await page.goto("/icp");
  await page.getByRole("tab", { name: "What won and lost deals say" }).click();
  await page.getByText(/^Of \d+ closed deals \d+ were won/).first().waitFor();
  const faults = [];
  await judge(page, "what deals say", faults);
  const proposed = page.getByText(/^Weight \d+ → \d+/);
  const text = await proposed.first().textContent();
  await page.getByRole("button", { name: "Take the proposed weights" }).click();
  await judge(page, "the question before weights are taken", faults);
  await dialog(page).getByRole("button", { name: "Take them" }).click();
  await page.getByText(/^Draft: Mid-size\./).first().waitFor();
  const weights = inState(server, "draft").criteria.map(({ weight }) => weight);
  expect(weights.includes(Number(/(\d+)$/.exec(text)[1])) && Math.max(...weights) === 100, `the draft has ${weights}`);
  expect(inState(server, "active").criteria[0].weight === 30, "the profile in force has changed");
  expect(faults.length === 0, faults.join("\n"));
});

test("market: two people change one draft, and neither loses what they typed", { role: "planner" }, async ({ page, server }) => {
  await writeDraft(page);
  await page.goto("/icp");
  await page.getByLabel("Weight").first().fill("40");
  await writeDraft(page, { criteria: [{ ...CRITERIA[0], weight: 50 }, CRITERIA[1]] }, '"1"');
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const note = page.getByRole("alert");
  await note.getByText("Someone else changed this while you were typing").first().waitFor();
  await note.getByText("employees > 1500, weight 50").first().waitFor();
  await page.getByRole("button", { name: "Save mine" }).click();
  await page.getByRole("button", { name: "Save mine" }).waitFor({ state: "detached" });
  expect(inState(server, "draft").criteria[0].weight === 40, "mine was not saved");
  await page.getByLabel("Weight").first().fill("60");
  await activate(page, '"3"');
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Save as a new draft" }).click();
  await page.getByText(/^Draft: Mid-size\./).first().waitFor();
  expect(inState(server, "draft").criteria[0].weight === 60 && inState(server, "active"), "no new draft was made");
});

test("market: a company goal is set and shared out to the cent", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/objectives");
  await page.getByRole("button", { name: "Add a goal" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("New business");
  await dialog(page).getByLabel("What is counted").selectOption("new_business_revenue");
  await dialog(page).getByLabel("Target").fill("1,000.00");
  await judge(page, "the form of a goal", faults);
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 2, name: "New business" }).waitFor();
  await page.getByRole("button", { name: "Share out" }).click();
  for (const name of ["Utrecht", "Oslo"]) {
    await dialog(page).getByRole("combobox", { name: "Add a territory" }).fill(name);
    await page.getByRole("option", { name: new RegExp(`${name}$`) }).click();
  }
  await dialog(page).getByLabel("Weight of Utrecht").fill("2");
  await dialog(page).getByText("€666.67").first().waitFor();
  await judge(page, "the shares of a goal", faults);
  await dialog(page).getByRole("button", { name: "Save" }).click();
  const table = page.getByRole("table", { name: "Shares of New business" });
  await table.getByRole("link", { name: "Utrecht" }).waitFor();
  await page.getByText("Together €1,000 of €1,000").first().waitFor();
  await judge(page, "the goals", faults);
  expect(server.world.market.objectives[0].shares.map(({ amount }) => amount.amount).join() === "666.67,333.33", "the shares do not add up");
  await page.getByRole("button", { name: "Remove New business?" }).click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await page.getByText("No company goals yet").first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("market: a goal that runs says how far it is, and is divided evenly down the tree", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  const year = new Date().getUTCFullYear();
  await write(page, "POST", "/objectives", { name: "This year", first_day: `${year}-01-01`, last_day: `${year}-12-31`, metric: "revenue", target: { amount: "1000000.00", currency: "EUR" } });
  await page.goto("/objectives");
  await page.getByRole("img", { name: /^€400,000 reached of €1,000,000/ }).waitFor();
  await page.getByText(/^Not counted, since there is no exchange rate: JP¥120,000/).first().waitFor();
  await page.getByRole("button", { name: "Share out" }).click();
  await dialog(page).getByLabel("Divide by").selectOption("even");
  await dialog(page).getByRole("button", { name: "Add all that lie lowest" }).click();
  await dialog(page).getByText(/^€\d/).first().waitFor();
  expect((await dialog(page).getByLabel(/^Weight of/).count()) === 0, "weights are asked for");
  await judge(page, "shares evenly", faults);
  await dialog(page).getByRole("button", { name: "Save" }).click();
  const table = page.getByRole("table", { name: "Shares of This year" });
  await table.getByText("behind").first().waitFor();
  await page.getByText("(evenly)").first().waitFor();
  await judge(page, "a goal that runs", faults);
  expect(server.world.market.objectives[0].shared_by === "even", "it was not divided evenly");
  expect(faults.length === 0, faults.join("\n"));
});

test("market: who may only read is offered no changes", { role: "rep", ...look }, async ({ page, as }) => {
  await page.goto("/icp");
  await page.getByText("No ideal customer yet").first().waitFor();
  expect((await page.getByRole("button", { name: "Write a profile" }).getAttribute("aria-disabled")) === "true", "a rep is offered to write a profile");
  await as("people_ops");
  await page.goto("/icp");
  await page.getByRole("heading", { level: 1, name: "You have no access to this page" }).waitFor();
});

const PAGES = [["/icp", "Ideale klant"], ["/icp?tab=scores", "Ideale klant"], ["/icp?tab=deals", "Ideale klant"], ["/objectives", "Bedrijfsdoelen"]];

test("market: the pages speak Dutch and fit a phone", { role: "planner", ...look, viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  for (const { person } of server.world.people) person.locale = "nl";
  await writeDraft(page, { name: "Een profiel met een naam die langer doorgaat dan een telefoon breed is" });
  await write(page, "POST", "/objectives", { name: "Een doel met een naam die langer doorgaat dan een telefoon breed is", first_day: "2027-01-01", last_day: "2027-12-31", metric: "new_accounts", accounts: 120 });
  await visit(page, PAGES.map(([path]) => path));
  for (const [path, title] of PAGES) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await settled(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${path} is ${width} wide`);
  }
});
