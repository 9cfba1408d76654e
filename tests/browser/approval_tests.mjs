// Goal: a plan is approved by those who own the territories above it, from the bottom to the top, and told as facts, sheets and workbooks.
// Method: as each of them does it, against the fake server: Benelux and Nordics below Europe, each with an owner.
import { addPosition, assign, treeOn } from "../../web/test/fake/alignment.mjs";
import { faultsOf } from "./axe.mjs";
import { expect, PHONE, test } from "./harness.mjs";
import { boardIn, changeAs, judge, look, openStudio, planOf, spotOf, tab } from "./studio_page.mjs";

const dialog = (page) => page.getByRole("dialog", { name: "Approval of Field sales 2027" });
const step = (page, name) => page.getByRole("dialog").getByRole("region", { name: `Step of ${name}` });
const personIn = (server, role) => server.world.people.find(({ person }) => person.roles.includes(role)).person.id;

function own(server, territory, role) {
  const by = personIn(server, "admin");
  const { id } = addPosition(server.world, { title: `Head of ${territory}`, kind: "manager" });
  const found = treeOn(server.world, new Date().toISOString().slice(0, 10)).find(({ name }) => name === territory);
  assign(server.world, { position: id, territory: found.id, part: "owner" }, by);
  assign(server.world, { position: id, person: personIn(server, role) }, by);
}

// Three of the plan's territories stand in the tree, two of them below Benelux and one below Nordics.
async function plant(server) {
  await changeAs(server, "planner", { revision: 0 });
  const tree = treeOn(server.world, new Date().toISOString().slice(0, 10));
  ["Amsterdam", "Utrecht", "Oslo"].forEach((name, index) => (boardIn(server).names[index].id = tree.find((one) => one.name === name).id));
  own(server, "Benelux", "rep");
  own(server, "Nordics", "finance");
}

async function sendToReview(page, server) {
  await openStudio(page, server);
  await page.getByRole("button", { name: "Send to review" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send to review" }).click();
  await page.getByRole("button", { name: /^Approval, 0 of/ }).waitFor();
}

test("approval: from the bottom to the top, each of those who own the territories above; the last makes the plan approved", { role: "planner", ...look }, async ({ page, server, beside }) => {
  const faults = [];
  await plant(server);
  await sendToReview(page, server);
  await page.getByRole("button", { name: "Approval, 0 of 3" }).click();
  await dialog(page).getByText("Waits for Ravi Representative, Fleur Finance.").waitFor();
  expect((await page.getByRole("dialog").getByRole("button", { name: /^Approve/ }).count()) === 0, "whoever sent it may approve");
  await judge(page, "the approval for a reader", faults);
  const rep = await beside("rep");
  await rep.goto(`/plans/${planOf(server).id}`);
  await rep.getByText("This plan waits for your approval").waitFor();
  await judge(rep, "a plan that waits for approval", faults);
  await rep.getByRole("link", { name: "Look and decide" }).click();
  await step(rep, "Benelux").getByRole("button", { name: "Approve" }).click();
  await step(rep, "Benelux").getByLabel("Reason").fill("It fits our teams");
  await judge(rep, "deciding", faults);
  await step(rep, "Benelux").getByRole("button", { name: "Approve" }).click();
  await rep.getByText("Benelux is approved").first().waitFor();
  await step(page, "Benelux").getByText("“It fits our teams”").waitFor();
  await dialog(page).getByText("1 of 3 steps are approved.").waitFor();
  const manager = await beside("manager");
  await manager.goto(`/plans/${planOf(server).id}/studio?approval=open`);
  await step(manager, "Europe").getByText("Waits for those below").waitFor();
  await step(manager, "Europe").getByRole("button", { name: "Approve with all below" }).click();
  await manager.keyboard.press("Tab");
  await manager.keyboard.press("Enter");
  await manager.getByText("Field sales 2027 is approved").first().waitFor();
  await dialog(page).getByText("This plan is not in review. Now it is: Approved.").waitFor();
  expect(planOf(server).state === "approved", "the plan is not approved");
  expect(faults.length === 0, faults.join("\n"));
});

test("approval: who declines says why and the plan is a draft again; who manages the company decides in their place, with a reason", { role: "planner", ...look }, async ({ page, server, as }) => {
  await plant(server);
  await sendToReview(page, server);
  await as("admin");
  await openStudio(page, server, "?approval=open");
  const nordics = step(page, "Nordics");
  await nordics.getByRole("button", { name: "Decide in their place" }).click();
  const approve = nordics.getByRole("button", { name: /^Approve in their place/ });
  expect((await approve.getAttribute("aria-disabled")) === "true", "no reason is asked");
  await nordics.getByLabel("Reason").fill("Fleur is away");
  const faults = await faultsOf(page, "deciding in their place");
  await approve.click();
  await nordics.getByText(/^Ada Admin approved it for them/).waitFor();
  await as("manager");
  await openStudio(page, server, "?approval=open");
  await step(page, "Benelux").getByRole("button", { name: "Decline…" }).click();
  await step(page, "Benelux").getByLabel("Reason").fill("Utrecht is too large");
  await step(page, "Benelux").getByRole("button", { name: "Decline the plan" }).click();
  await page.getByText("Field sales 2027 is a draft again").first().waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  await tab(page, "History").click();
  await page.getByText("“Utrecht is too large”").first().waitFor();
  expect(planOf(server).state === "draft" && boardIn(server).approvals.size === 0 && faults.length === 0, faults.join("\n") || "the plan is not a draft without approvals");
});

test("approval: who manages plans and comes too early is told who decides first", { role: "planner", ...look }, async ({ page, server, as }) => {
  server.world.alignment.assignments.length = 0;
  await openStudio(page, server);
  await page.getByRole("button", { name: "Send to review" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send to review" }).click();
  await page.getByRole("button", { name: "Approve" }).waitFor();
  await as("admin");
  await openStudio(page, server);
  await page.getByRole("button", { name: "Approve" }).waitFor();
  own(server, "Europe", "manager");
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("alert").getByText("Europe: Mia Manager").waitFor();
  const faults = await faultsOf(page, "too early an approval");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Approval, 0 of 1" }).waitFor();
  expect(planOf(server).state === "in_review" && faults.length === 0, faults.join("\n"));
});

test("approval: on a phone, in Dutch and in the dark", { role: "manager", ...look, colorScheme: "dark", viewport: PHONE, hasTouch: true, isMobile: true, locale: "nl-NL" }, async ({ page, server }) => {
  for (const { person } of server.world.people) person.locale = "nl";
  await plant(server);
  planOf(server).state = "in_review";
  await page.goto(`/plans/${planOf(server).id}`);
  await page.getByRole("link", { name: "Bekijken en beslissen" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Goedkeuren met alles eronder" }).tap();
  const faults = await faultsOf(page, "the approval on a phone");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= PHONE.width && faults.length === 0, faults.join("\n") || `it is ${width} wide`);
});

test("facts: a territory among all, what changed since the plan before, and its files in the reader's language", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await openStudio(page, server);
  await page.getByRole("button", { name: "More about this plan" }).click();
  await page.getByRole("menuitem", { name: "Scenario" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("North");
  await page.getByRole("dialog").getByRole("button", { name: "Make the scenario" }).click();
  await page.getByRole("heading", { level: 1, name: "North" }).waitFor();
  await openStudio(page, server);
  await changeAs(server, "admin", { revision: boardIn(server).changes.length, moves: [{ to: 25, units: ["10540", "10541"] }] });
  await page.getByText("Ada Admin changed 2 units").first().waitFor();
  await page.mouse.click(...(await spotOf(page, "10540")));
  await page.getByRole("list", { name: "Now in" }).getByRole("button", { name: /^Territory 26/ }).click();
  const card = page.getByRole("article", { name: "Facts of Territory 26" });
  await card.getByText(/^no\. 1 of 60, above the middle half/).first().waitFor();
  await card.getByText("2 units from there").waitFor();
  await judge(page, "facts of a territory", faults);
  expect((await card.getByRole("link", { name: "Sheet (PDF)" }).getAttribute("href")).endsWith("/territories/25/sheet.pdf?language=en"), "the sheet leads elsewhere");
  const [sheet] = await Promise.all([page.waitForEvent("download"), card.getByRole("link", { name: "Sheet (PDF)" }).click()]);
  expect(sheet.suggestedFilename() === "sheet-en.pdf", `the sheet is called ${sheet.suggestedFilename()}`);
  await page.getByRole("button", { name: "More about this plan" }).click();
  const [report] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Report (PDF)" }).click()]);
  expect(report.suggestedFilename() === "report-en.pdf", `the report is called ${report.suggestedFilename()}`);
  await card.getByRole("button", { name: "All territories" }).click();
  await page.getByRole("table", { name: "Territories" }).waitFor();
  await page.getByRole("button", { name: "Actions for Territory 3", exact: true }).click();
  await page.getByRole("menuitem", { name: "Facts" }).click();
  await page.getByRole("article", { name: "Facts of Territory 3" }).getByText("Nothing: it has the same units.").waitFor();
  expect(faults.length === 0, faults.join("\n"));
});
