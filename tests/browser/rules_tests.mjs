// Goal: a planner writes a rule, sees what it would change, puts it into force and reads on an account why it is there. Method: as a person does it, by hand,
// with the fake server and on the real one's demo company. There the rules hold from a day far ahead, so that who has which account today stays as it was.
import { faultsOf, visit } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";
import { signInAs } from "./sign_in.mjs";

const FAR_DAY = "2090-01-01";
const JOB_MS = 60_000;
const look = { colorScheme: "light", reducedMotion: "reduce" };
const dialog = (page) => page.getByRole("dialog");

// What axe finds, and the page light again.
async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}

async function writeRule(page, { name, territory, industry }, faults) {
  await page.getByRole("button", { name: "Add a rule" }).first().click();
  await dialog(page).getByLabel("Name", { exact: true }).fill(name);
  await dialog(page).getByRole("combobox", { name: "Territory" }).fill(territory);
  await page.getByRole("option", { name: new RegExp(`${territory}$`) }).first().click();
  const formula = dialog(page).getByRole("textbox", { name: "Formula" });
  await formula.click();
  // A mistake is told while one types, with what to write instead.
  await page.keyboard.type(`industry == "${industry}" && employes > 500`);
  await dialog(page).getByRole("button", { name: "Write employees" }).click();
  await dialog(page).getByText(/^True for \d+ of \d+ records/).first().waitFor();
  expect((await formula.inputValue()) === `industry == "${industry}" && employees > 500`, `the formula became ${await formula.inputValue()}`);
  await judge(page, "the form of a rule", faults);
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
  await page.getByRole("row", { name }).waitFor();
  await page.getByText(/^Draft:/).first().waitFor();
  await judge(page, "the rules", faults);
}

async function putIntoForce(page, { territory }, faults) {
  await page.getByRole("link", { name: "What would change" }).click();
  await page.getByRole("heading", { level: 1, name: "What would change" }).waitFor();
  await page.getByLabel("From", { exact: true }).fill(FAR_DAY);
  await page.getByText(/^From 1 Jan 2090 on \d+ of \d+ accounts have a territory/).first().waitFor();
  await page.getByRole("table", { name: "By territory" }).getByRole("link", { name: territory, exact: true }).waitFor();
  await judge(page, "the preview", faults);
  await page.getByRole("button", { name: "Put into force" }).click();
  await dialog(page).getByText(/accounts? moves? to another territory/).first().waitFor();
  await dialog(page).getByRole("button", { name: "Put into force" }).click();
  await page.getByText(/accounts were looked at, and have their territory from 1 Jan 2090 on/).waitFor({ timeout: JOB_MS });
  await page.getByText(/^In force:/).first().waitFor();
  await judge(page, "the rules in force", faults);
}

async function readWhy(page, { name, industry }, faults) {
  const where = JSON.stringify([{ field: "industry", is: "eq", value: industry }, { field: "employees", is: "gt", value: 500 }]);
  await page.goto(`/accounts?where=${encodeURIComponent(where)}`);
  await settled(page);
  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  await page.getByRole("button", { name: "Why?" }).click();
  await page.getByRole("heading", { name: "What decides" }).waitFor();
  await page.getByRole("listitem").filter({ hasText: name }).first().getByText("employees > 500").first().waitFor();
  await judge(page, "why an account is where it is", faults);
}

async function journey(page, words) {
  const faults = [];
  await page.getByRole("link", { name: "Assignment rules" }).click();
  await settled(page);
  await writeRule(page, words, faults);
  await putIntoForce(page, words, faults);
  await readWhy(page, words, faults);
  expect(faults.length === 0, faults.join("\n"));
}

const RULE = (territory, more = {}) => ({ territory, name: "Codes of Utrecht", kind: "units", units: ["35*"], country: "NL", ...more });

// By the API, as somebody else would.
async function write(page, method, path, data, headers = {}) {
  const session = await (await page.request.get("/api/v1/session")).json();
  const answer = await page.request.fetch(`/api/v1${path}`, { method, data, headers: { "X-CSRF-Token": session.csrf_token, ...headers } });
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`);
  return answer.status() === 204 ? null : answer.json();
}

const territoryNamed = (server, name) => server.world.alignment.territories.find((one) => one.name === name).id;

test("rules: on the real server a rule is written, put into force, and an account says why it is there", { isReal: true, ...look }, async ({ page }) => {
  await signInAs(page, "planner");
  await journey(page, { name: `Large retail ${new Date().toISOString().slice(11, 23)}`, territory: "West", industry: "Retail" });
});

test("rules: a rule is written, previewed, put into force, and an account says why it is there", { role: "planner", ...look }, async ({ page }) => {
  await page.goto("/");
  await journey(page, { name: "Large food", territory: "Utrecht", industry: "Food" });
});

test("rules: two people change one rule, and neither loses what they typed", { role: "planner" }, async ({ page, server }) => {
  const rule = await write(page, "POST", "/assignment-rules", RULE(territoryNamed(server, "Utrecht")));
  await page.goto("/rules");
  await page.getByRole("button", { name: "Actions for Codes of Utrecht" }).click();
  await page.getByRole("menuitem", { name: "Change" }).click();
  await dialog(page).getByLabel("Priority").fill("7");
  await dialog(page).getByRole("textbox", { name: "Postal codes" }).fill("35*\n3*6");
  await dialog(page).getByText("“3*6” is not a postal code").first().waitFor();
  await dialog(page).getByRole("textbox", { name: "Postal codes" }).fill("35*\n36*");
  await write(page, "PATCH", `/assignment-rules/${rule.id}`, { priority: 3, name: "Utrecht" }, { "If-Match": '"1"' });
  await dialog(page).getByRole("button", { name: "Save" }).click();
  const note = dialog(page).getByRole("alert");
  await note.getByText("Someone else changed this while you were typing").first().waitFor();
  await note.getByText("You typed: 7").first().waitFor();
  await note.getByRole("button", { name: "Take theirs" }).click();
  await dialog(page).getByRole("button", { name: "Save mine" }).click();
  await dialog(page).waitFor({ state: "detached" });
  const [kept] = server.world.assignment.rules.get(server.world.assignment.sets[0].id);
  expect(kept.priority === 3 && kept.name === "Utrecht" && kept.units.join() === "35*,36*", `kept: ${JSON.stringify(kept)}`);
});

test("rules: named accounts are found by typing, and what the server refuses stands at its field", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/rules");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await dialog(page).getByLabel("Name", { exact: true }).fill("By name");
  await dialog(page).getByRole("combobox", { name: "Territory" }).fill("Oslo");
  await page.getByRole("option", { name: /Oslo$/ }).click();
  await dialog(page).getByRole("radio", { name: "Named accounts" }).click();
  await dialog(page).getByRole("combobox", { name: "Add an account" }).fill("bergman f");
  await page.getByRole("option", { name: /Bergman Foods/ }).click();
  await dialog(page).getByText("1 account", { exact: true }).first().waitFor();
  const message = "There is no such territory in your company.";
  await page.route("**/api/v1/assignment-rules", (route) => (route.request().method() === "POST" ? route.fulfill({ status: 400, contentType: "application/problem+json", body: JSON.stringify({ title: "The request is not valid.", status: 400, rule: "P069", detail: message, errors: [{ pointer: "/territory", rule: "P069", message }] }) }) : route.continue()));
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true" && document.activeElement.getAttribute("role") === "combobox");
  await page.unroute("**/api/v1/assignment-rules");
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("row", { name: /By name/ }).getByText("1 account").first().waitFor();
  expect(server.world.assignment.rules.get(server.world.assignment.sets[0].id)[0].accounts.length === 1, "the account was not kept");
});

test("rules: a draft is given up after a question, and what is in force stays", { role: "planner" }, async ({ page, server }) => {
  const rule = await write(page, "POST", "/assignment-rules", RULE(territoryNamed(server, "Utrecht")));
  await write(page, "POST", "/assignment-rules/activate", { valid_from: "2026-01-01" });
  await page.goto("/rules");
  await page.getByText(/^In force:/).first().waitFor();
  await page.getByRole("button", { name: "Actions for Codes of Utrecht" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await page.getByText("Against what is in force: 0 new, 0 changed, 1 removed.").first().waitFor();
  await page.getByRole("radio", { name: "In force" }).click();
  await page.getByRole("row", { name: /Codes of Utrecht/ }).waitFor();
  await page.getByRole("radio", { name: "Draft" }).click();
  await page.getByRole("button", { name: "Give up the draft" }).click();
  await dialog(page).getByRole("button", { name: "Give up the draft" }).click();
  await page.getByText(/^In force:/).first().waitFor();
  await page.getByRole("table", { name: "History" }).getByText("Archived").first().waitFor();
  expect(server.world.assignment.sets.filter(({ state }) => state === "active").length === 1 && rule.id, "the set in force is gone");
});

test("rules: an account tells where it was, and on request what was believed before", { role: "planner", ...look }, async ({ page, server }) => {
  const account = server.world.crm.records.account.find(({ city }) => city === "Oslo");
  const [utrecht, oslo] = ["Utrecht", "Oslo"].map((name) => territoryNamed(server, name));
  await page.goto(`/accounts/${account.id}`);
  await page.getByRole("button", { name: "Why?" }).click();
  await page.getByText("No assignment rules are in force yet").first().waitFor();
  server.world.assignment.rows.set(account.id, [
    { territory: utrecht, is_overlay: false, valid_from: "2026-01-01", reason: "import", recorded_at: "2026-01-02T08:00:00Z", superseded_at: "2026-02-01T08:00:00Z" },
    { territory: oslo, is_overlay: false, valid_from: "2026-01-01", reason: "manual", recorded_at: "2026-02-01T08:00:00Z", recorded_by: server.world.people[0].person.id },
    { territory: utrecht, is_overlay: true, valid_from: "2026-03-01", reason: "manual", recorded_at: "2026-02-01T08:00:00Z" },
  ]);
  await page.reload();
  await page.getByText("Since 1 Jan 2026 · by hand").first().waitFor();
  await page.getByRole("button", { name: "History" }).click();
  const history = page.getByRole("list", { name: "History" });
  await history.getByText(/Recorded .* by Ada Admin/).first().waitFor();
  expect((await history.getByRole("listitem").count()) === 2, "what is not believed any more is shown unasked");
  await page.getByRole("button", { name: "Show what was believed before (1)" }).click();
  await history.getByText("Believed before").first().waitFor();
  const faults = [];
  await judge(page, "the history of an account", faults);
  expect(faults.length === 0, faults.join("\n"));
});

test("rules: who may only read is shown the rules and offered nothing else", { role: "auditor" }, async ({ page, as }) => {
  await page.goto("/rules");
  await page.getByText("No rules yet").first().waitFor();
  expect((await page.getByRole("button", { name: /Add a rule/ }).getAttribute("aria-disabled")) === "true", "an auditor is offered to add a rule");
  await as("people_ops");
  await page.goto("/rules");
  await page.getByRole("heading", { level: 1, name: "You have no access to this page" }).waitFor();
});

test("rules: the pages fit a phone", { role: "planner", ...look, viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  await write(page, "POST", "/assignment-rules", RULE(territoryNamed(server, "Utrecht"), { name: "A rule with a name that goes on for longer than a phone is wide, and then some" }));
  await write(page, "POST", "/assignment-rules", { territory: territoryNamed(server, "Oslo"), name: "Large", kind: "formula", formula: 'industry == "Food" && employees > 500 && country == "NO"' });
  await visit(page, ["/rules", "/rules/preview"]);
  for (const path of ["/rules", "/rules/preview"]) {
    await page.goto(path);
    await settled(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${path} is ${width} wide`);
  }
});
