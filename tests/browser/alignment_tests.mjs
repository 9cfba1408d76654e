// Goal: territories, positions and who has what on a day can be seen and changed. Method: the demo company's tree, its past and its future.
import { emit } from "../../web/test/fake/api.mjs";
import { addTerritory, assign, place } from "../../web/test/fake/alignment.mjs";
import { expect, settled, test } from "./harness.mjs";

const YEAR = new Date().getUTCFullYear();
const line = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) }).last();

async function choose(page, label, text) {
  const box = page.getByRole("dialog").getByRole("combobox", { name: label });
  await box.fill(text);
  await page.getByRole("option", { name: text }).first().click();
}

test("the tree shows who owns what on the day asked for", { role: "planner" }, async ({ page }) => {
  await page.goto("/territories");
  await line(page, "Antwerp").getByText("Ravi Representative").first().waitFor();
  await line(page, "Luxembourg").getByText("No owner").first().waitFor();
  await page.getByLabel("As of").fill(`${YEAR + 1}-06-01`);
  await line(page, "Antwerp").getByText("Account manager north").first().waitFor();
  expect(page.url().endsWith(`?on=${YEAR + 1}-06-01`), "the day is not in the address");
  await page.getByLabel("As of").fill("2001-01-01");
  await page.getByText("There were no territories on this day").first().waitFor();
  await page.getByRole("button", { name: "Back to today" }).first().click();
  await page.getByRole("button", { name: "Below Nordics" }).click();
  await page.getByRole("link", { name: "Oslo" }).waitFor({ state: "detached" });
  await page.getByLabel("Search territories and owners").fill("oslo");
  await page.getByRole("link", { name: "Oslo" }).waitFor();
  expect((await page.getByRole("link", { name: "Antwerp" }).count()) === 0, "the search leaves what does not match");
});

test("a territory is added, renamed, moved, assigned and ended", { role: "planner" }, async ({ page }) => {
  await page.goto("/territories");
  await page.getByRole("button", { name: "Add a territory" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Ghent");
  await choose(page, "Stands below", "Europe › Benelux");
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  const act = async (what) => {
    await page.getByRole("button", { name: /^Actions for (Ghent|Gent)/ }).click();
    await page.getByRole("menuitem", { name: what, exact: true }).click();
  };
  await act("Rename");
  await page.getByRole("dialog").getByLabel("Name").fill("Gent");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await line(page, "Gent").waitFor();
  await act("Move");
  await choose(page, "Stands below", "Europe › Nordics");
  await page.getByRole("dialog").getByRole("button", { name: "Move" }).click();
  await page.getByText("Gent is moved").first().waitFor();
  await act("Assign");
  await choose(page, "Position", "Account manager west");
  await page.getByRole("dialog").getByRole("button", { name: "Assign" }).click();
  await line(page, "Gent").getByText("Ravi Representative").first().waitFor();
  await page.getByRole("link", { name: "Gent" }).click();
  await page.getByRole("navigation", { name: "Territories above" }).getByRole("link", { name: "Nordics" }).waitFor();
  await page.getByRole("list", { name: "Who has it, and when" }).getByText("Account manager west").first().waitFor();
  await page.goBack();
  await act("End");
  await page.getByRole("dialog").getByRole("button", { name: "End" }).click();
  await page.getByRole("link", { name: "Gent" }).waitFor({ state: "detached" });
});

test("a change to what someone else has changed is refused, and says what to do", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/territories");
  await page.getByRole("button", { name: "Actions for Oslo" }).click();
  server.world.alignment.territories.find(({ name }) => name === "Oslo").version++;
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Kristiania");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await page.getByRole("alert").getByText("Someone else changed this in the meantime").first().waitFor();
});

test("what someone else changes appears on open pages", { role: "planner" }, async ({ page, server }) => {
  const { world } = server;
  await page.goto("/territories");
  await line(page, "Luxembourg").getByText("No owner").first().waitFor();
  const benelux = world.alignment.territories.find(({ name }) => name === "Benelux").id;
  const made = addTerritory(world, { name: "Zeeland", parent: benelux });
  emit(world, "territory.updated", { id: made.id });
  await page.getByRole("link", { name: "Zeeland" }).waitFor();
  const seat = world.alignment.positions.find(({ title }) => title === "Account manager west").id;
  assign(world, { position: seat, territory: made.id }, world.people[0].person.id);
  emit(world, "assignment.updated", { position: seat, territory: made.id });
  await line(page, "Zeeland").getByText("Ravi Representative").first().waitFor();
  await page.goto("/positions");
  await settled(page);
  Object.assign(world.alignment.positions.find(({ id }) => id === seat), { title: "Account manager far west" });
  emit(world, "position.updated", { id: seat });
  await page.getByRole("link", { name: "Account manager far west" }).waitFor();
});

test("a territory shows where it stood before it moved", { role: "planner" }, async ({ page, server }) => {
  const { alignment } = server.world;
  const idOf = (wanted) => alignment.territories.find(({ name }) => name === wanted).id;
  place(server.world, idOf("Oslo"), { parent: idOf("Benelux") });
  await page.goto(`/territories/${idOf("Oslo")}`);
  const places = page.getByRole("list", { name: "Where it stood, and when" });
  await places.getByRole("link", { name: "Benelux" }).waitFor();
  await places.getByRole("link", { name: "Nordics" }).waitFor();
});

test("a territory leads to the accounts in it and below it", { role: "planner" }, async ({ page, server }) => {
  const { territories } = server.world.alignment;
  const nordics = territories.find(({ name }) => name === "Nordics").id;
  const oslo = territories.find(({ name }) => name === "Oslo").id;
  const asked = async (id) => {
    await page.goto(`/territories/${id}`);
    await page.getByRole("link", { name: "Its accounts" }).click();
    await page.getByRole("heading", { name: "Accounts", exact: true, level: 1 }).waitFor();
    return JSON.parse(new URL(page.url()).searchParams.get("where"))[0];
  };
  const one = await asked(oslo);
  expect(one.is === "eq" && one.value === oslo, `the list is asked for ${JSON.stringify(one)}`);
  const all = await asked(nordics);
  expect(all.is === "in" && all.value.includes(nordics) && all.value.includes(oslo), `the list is asked for ${JSON.stringify(all)}`);
});

test("a position is made, given a person for a period, and shown with its past and future", { role: "planner" }, async ({ page }) => {
  await page.goto("/positions");
  await page.getByRole("row", { name: /Account manager north/ }).getByText("Vacant").first().waitFor();
  await page.getByRole("button", { name: "Add a position" }).click();
  await page.getByRole("dialog").getByLabel("Title").fill("Account manager south");
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("link", { name: "Account manager south" }).click();
  await page.getByRole("button", { name: "Seat a person" }).click();
  await choose(page, "Person", "Noor New");
  await page.getByLabel("First day").fill(`${YEAR}-01-01`);
  await page.getByLabel("Last day").fill(`${YEAR}-12-31`);
  await page.getByRole("dialog").getByRole("button", { name: "Seat a person" }).click();
  const people = page.getByRole("list", { name: "People" });
  await people.getByText("Noor New").first().waitFor();
  await people.getByText(`1 Jan ${YEAR} until 31 Dec ${YEAR}`).first().waitFor();
  await page.getByRole("button", { name: "Give a territory" }).click();
  await choose(page, "Territory", "Luxembourg");
  await page.getByRole("dialog").getByRole("button", { name: "Assign" }).click();
  await page.getByRole("list", { name: "Territories" }).getByText("Luxembourg").first().waitFor();
  await page.getByRole("button", { name: "Take Luxembourg away" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take away" }).click();
  await page.getByRole("list", { name: "Territories" }).waitFor({ state: "detached" });
});

test("a new company learns what territories and positions are", { isEmpty: true }, async ({ page, context }) => {
  const company = { name: "Empty", time_zone: "UTC", currency: "EUR", country: "NL" };
  await context.request.post("/api/v1/setup", { data: { company, admin: { name: "Ines", email: "i@example.com", password: "correct horse battery", locale: "en" } } });
  await page.goto("/territories");
  await page.getByText("No territories yet").first().waitFor();
  await page.goto("/positions");
  await page.getByText("No positions yet").first().waitFor();
});

test("who may only look is offered no changes", { role: "manager" }, async ({ page }) => {
  await page.goto("/territories");
  await settled(page);
  expect((await page.getByRole("button", { name: /^(Add|Actions)/ }).count()) === 0, "a manager is offered what the server refuses");
});
