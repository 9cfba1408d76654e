// Goal: a planner sees how selling goes in one currency, is told what has no exchange rate, enters it, and opens the records behind a number. Method: as a person does it, by
// hand, with the fake server.
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultsOf, visit } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };
const dialog = (page) => page.getByRole("dialog");
const panel = (page, name) => page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });

async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}

async function choose(page, label, text) {
  const box = dialog(page).getByRole("combobox", { name: label });
  await box.click();
  await box.fill(text);
  await page.getByRole("option", { name: new RegExp(`^${text}`) }).click();
}

test("performance: revenue, pipeline, win rate and cycle time stand in tables, by group, and open their records", { role: "planner", ...look }, async ({ page }) => {
  const faults = [];
  await page.goto("/");
  await page.getByRole("link", { name: "Performance" }).click();
  await page.getByLabel("Period", { exact: true }).selectOption({ label: "Last 12 months" });
  for (const name of ["Revenue", "Pipeline", "Win rate", "Cycle time"]) await panel(page, name).waitFor();
  await page.getByRole("table", { name: "Revenue over time" }).waitFor();
  await page.getByRole("table", { name: "Pipeline by stage" }).getByText("Proposal").first().waitFor();
  await judge(page, "performance", faults);
  await page.getByLabel("Group by").selectOption({ label: "Size of the account" });
  const sizes = page.getByRole("table", { name: "Revenue by group" });
  const large = sizes.getByRole("row", { name: /1000\+ employees/ });
  const count = Number(await large.getByRole("cell").last().innerText());
  expect(count > 0, "no customers of that size");
  await judge(page, "performance by size", faults);
  await large.getByRole("link").click();
  await page.getByRole("heading", { name: "Orders", exact: true }).waitFor();
  await page.getByText("Account: Employees").first().waitFor();
  expect(page.url().includes("account.employees"), page.url());
  await page.goBack();
  await page.getByLabel("Group by").selectOption({ label: "Territory" });
  await page.getByLabel("Territory of an account").selectOption({ label: "As it is today" });
  await page.getByRole("table", { name: "Pipeline by group" }).getByText("Utrecht", { exact: true }).first().waitFor();
  expect(page.url().includes("by=territory") && page.url().includes("as=today"), page.url());
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV: Revenue" }).click();
  expect((await saved).suggestedFilename() === "revenue.csv", "the file is called otherwise");
  expect(faults.length === 0, faults.join("\n"));
});

test("performance: what has no exchange rate is told, and is in the sums once there is one", { role: "admin", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/performance?span=twelveMonths");
  const note = panel(page, "Revenue").getByText(/^Not in these sums/);
  await note.waitFor();
  expect((await note.innerText()).includes("NOK"), await note.innerText());
  await note.getByRole("link", { name: "Enter exchange rates" }).click();
  await page.getByText("No exchange rates yet").first().waitFor();
  await judge(page, "no exchange rates", faults);
  await page.getByRole("button", { name: "Enter a rate" }).click();
  await choose(page, "1", "NOK");
  await dialog(page).getByLabel("Rate").fill("0.085");
  await dialog(page).getByLabel("From").fill("2020-01-01");
  await judge(page, "the form of a rate", faults);
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await page.getByRole("table", { name: "Exchange rates" }).getByText("1 NOK = 0.085 EUR").first().waitFor();
  await page.getByRole("button", { name: /^Correct the rate/ }).click();
  await dialog(page).getByLabel("Rate").fill("0.09");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await page.getByText("1 NOK = 0.09 EUR").first().waitFor();
  expect(server.world.rates.length === 1, "a correction is another rate");
  await page.goto("/performance?span=twelveMonths");
  await note.waitFor();
  expect(!(await note.innerText()).includes("NOK"), await note.innerText());
  expect(faults.length === 0, faults.join("\n"));
});

test("performance: a file of rates is tried out, brought in, and a rate removed", { role: "finance", ...look }, async ({ page, server }) => {
  const faults = [];
  const file = join(tmpdir(), `rates_${process.pid}.csv`);
  writeFileSync(file, "Date,SEK,CHF,\n2024-01-01,11.5,0.95,\n2024-01-02,N/A,0.96,\n");
  await page.goto("/company");
  await page.getByRole("link", { name: "Exchange rates" }).click();
  await page.getByRole("button", { name: "Bring in a file" }).click();
  await dialog(page).getByLabel("CSV file").setInputFiles(file);
  await dialog(page).getByRole("button", { name: "Try it out" }).click();
  await dialog(page).getByText(/would be added: 3/).first().waitFor();
  expect(server.world.rates.length === 0, "trying out has kept rates");
  await judge(page, "a file of rates", faults);
  await dialog(page).getByRole("button", { name: "Bring it in" }).click();
  const table = page.getByRole("table", { name: "Exchange rates" });
  await table.getByText("1 EUR = 11.5 SEK").first().waitFor();
  await judge(page, "exchange rates", faults);
  await page.getByRole("button", { name: /^Remove: .*11.5 SEK/ }).click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await table.getByText("1 EUR = 11.5 SEK").waitFor({ state: "detached" });
  expect(server.world.rates.length === 2, "nothing was removed");
  writeFileSync(file, "Date,SEK\n2024-01-01,x\n");
  await page.getByRole("button", { name: "Bring in a file" }).click();
  await dialog(page).getByLabel("CSV file").setInputFiles(file);
  await dialog(page).getByRole("button", { name: "Try it out" }).click();
  await dialog(page).getByText(/line 2/).first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("performance: on a phone, in Dutch and in the dark, nothing is wider than the screen", { role: "planner", viewport: PHONE, ...look }, async ({ page, server }) => {
  for (const { person } of server.world.people) person.locale = "nl";
  await visit(page, ["/performance?by=industry&span=twelveMonths", "/company/rates"]);
  await page.goto("/performance?by=industry&span=twelveMonths");
  await page.getByRole("table", { name: "Omzet per groep" }).waitFor();
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= 390, `the page is ${width} px wide`);
});

test("performance: who may not read the CRM is told so, and who may not change rates sees why", { role: "rep", ...look }, async ({ page }) => {
  await page.goto("/company/rates");
  const enter = page.getByRole("button", { name: "Enter a rate" });
  await enter.waitFor();
  expect((await enter.getAttribute("aria-disabled")) === "true", "a rep may enter rates");
});
