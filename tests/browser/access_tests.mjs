// Goal: WCAG 2.2 AA on every screen in both themes. Method: axe-core on the light page, then once more what colours decide, after its theme is turned
// dark; animations are stilled, so that no colour is judged half faded in.
import { faultsOf, visit } from "./axe.mjs";
import { expect, settled, test } from "./harness.mjs";

const SIGNED_IN = ["/", "/plans", "/jobs", "/people", "/people?invite=1", "/roles", "/audit", "/webhooks", "/company", "/tokens", "/profile", "/nowhere"];
const SIGNED_OUT = ["/sign-in?problem=I064", "/password-reset", "/password-reset?token=a", "/invitation?token=a", "/invitation", "/design"];

const look = { colorScheme: "light", reducedMotion: "reduce" };
const half = Math.ceil(SIGNED_IN.length / 2);

test("axe finds nothing on the pages before signing in", look, ({ page }) => visit(page, SIGNED_OUT));
test("axe finds nothing on the administrator's pages", { ...look, role: "admin" }, ({ page }) => visit(page, SIGNED_IN.slice(0, half)));
test("axe finds nothing on the administrator's other pages", { ...look, role: "admin" }, ({ page }) => visit(page, SIGNED_IN.slice(half)));
test("axe finds nothing on the planner's pages", { ...look, role: "planner" }, async ({ page, server }) => {
  const { plans, jobs } = server.world;
  await visit(page, ["/plans/new", "/plans/guide", `/plans/${plans[0].id}`, `/jobs/${jobs[0].id}`]);
  await page.keyboard.press("Control+k");
  const faults = await faultsOf(page, "the palette");
  expect(faults.length === 0, faults.join("\n"));
});
test("axe finds nothing on a person, and in the dialogs that make things", { ...look, role: "admin" }, async ({ page, server }) => {
  await visit(page, [`/people/${server.world.people[1].person.id}`]);
  const faults = [];
  for (const [path, button] of [["/tokens", "New token"], ["/webhooks", "New webhook"], ["/", "Ada Admin"]]) {
    await page.goto(path);
    await settled(page);
    await page.getByRole("button", { name: new RegExp(button) }).first().click();
    faults.push(...(await faultsOf(page, `${path}: ${button}`)));
  }
  expect(faults.length === 0, faults.join("\n"));
});
test("axe finds nothing on territories and positions", { ...look, role: "planner" }, async ({ page, server }) => {
  const { territories, positions } = server.world.alignment;
  await visit(page, ["/territories", "/positions", `/territories/${territories[1].id}`, `/positions/${positions[0].id}`]);
  await page.getByRole("button", { name: "Seat a person" }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Person" }).fill("a");
  const faults = await faultsOf(page, "a choice in a dialog");
  expect(faults.length === 0, faults.join("\n"));
});
test("axe finds nothing on lists and records of customers", { ...look, role: "planner" }, async ({ page, server }) => {
  const { account, opportunity, lead } = server.world.crm.records;
  await visit(page, ["/accounts", "/opportunities?group=stage", "/tasks", `/accounts/${account[0].id}`, `/opportunities/${opportunity[0].id}`, `/leads/${lead[0].id}`, "/accounts/account_x"]);
  const faults = [];
  for (const [path, button] of [["/accounts", "Add a filter"], ["/accounts", "Columns"], ["/contacts", "New contact"]]) {
    await page.goto(path);
    await settled(page);
    await page.getByRole("button", { name: button }).first().click();
    faults.push(...(await faultsOf(page, `${path}: ${button}`)));
  }
  expect(faults.length === 0, faults.join("\n"));
});
test("axe finds nothing on the board, imports, formulas and fields", { ...look, role: "planner" }, async ({ page }) => {
  await visit(page, ["/opportunities/board", "/imports", "/imports/new", "/crm", "/crm?tab=pipelines", "/formulas", `/formulas?formula=${encodeURIComponent("emploees > 5")}`]);
  const faults = [];
  await page.goto("/formulas");
  await page.getByRole("textbox", { name: "Formula" }).pressSequentially("na");
  await page.getByRole("listbox").waitFor();
  faults.push(...(await faultsOf(page, "the choices of a formula")));
  await page.goto("/imports/new");
  await page.getByLabel("or choose one").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("name,employees\nAcme,x\n") });
  await page.getByRole("button", { name: "Check the file" }).waitFor();
  faults.push(...(await faultsOf(page, "the columns of an import")));
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByText("What would happen").first().waitFor();
  faults.push(...(await faultsOf(page, "the check of an import")));
  expect(faults.length === 0, faults.join("\n"));
});
test("axe finds nothing on the first run", { ...look, isEmpty: true }, ({ page }) => visit(page, ["/setup"]));
test("axe finds nothing on a phone", { ...look, role: "admin", viewport: { width: 390, height: 844 } }, ({ page }) => visit(page, ["/", "/people", "/roles", "/territories", "/accounts", "/opportunities/board", "/imports/new"]));
