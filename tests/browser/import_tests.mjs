// Goal: territories and who had them come in from files without a header row, by whoever may manage territories. Method: the browser on the fake server, from the
// file to the territory's own history.
import { expect, settled, test } from "./harness.mjs";

const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const TREE = "901;Northwest\n902;Northeast\n";
const HISTORY = "1\t275\t901\t2011-05-31 00:00:00\t2012-11-29 00:00:00\n2\t277\t901\t2012-11-30 00:00:00\t\n3\t276\t902\t2011-05-31 00:00:00\t\n4\t281\t902\t2011-05-31 00:00:00\t\n5\t281\tNowhere\t2011-05-31 00:00:00\t\n";

async function goTo(page, column, field) {
  const box = page.getByRole("combobox", { name: new RegExp(`“${column}”`) });
  await box.fill(field);
  await page.getByRole("option", { name: field, exact: true }).click();
}

async function begin(page, what, upload) {
  await page.goto("/imports/new");
  await page.getByLabel("or choose one").setInputFiles(upload);
  await page.getByText("Choose it here, and the file is read.").waitFor();
  await page.getByLabel("What is in it?").selectOption({ label: what });
  await page.getByRole("heading", { level: 1, name: upload.name }).waitFor();
  await settled(page);
}

async function run(page, count) {
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: new RegExp(`^Import ${count} row`) }).click();
  await page.getByText("The file is imported.").first().waitFor();
}

test("imports: territories and who had them come in from files without a header", { role: "planner" }, async ({ page, server }) => {
  await begin(page, "Territories", file("tree.csv", TREE));
  const header = page.getByRole("checkbox", { name: "The first row has the columns’ names" });
  expect(!(await header.isChecked()), "the first row was taken for names");
  await header.click();
  await page.getByText("901", { exact: true }).first().waitFor();
  await page.getByRole("checkbox", { name: "The first row has the columns’ names", checked: true }).click();
  await page.getByText("Column 1", { exact: true }).first().waitFor();
  await goTo(page, "Column 1", "External id");
  await goTo(page, "Column 2", "Name");
  await run(page, 2);
  await page.getByRole("link", { name: "To the territories" }).waitFor();

  await begin(page, "Territory assignments", file("history.csv", HISTORY));
  await goTo(page, "Column 1", "External id");
  await goTo(page, "Column 2", "Position");
  await goTo(page, "Column 3", "Territory");
  await goTo(page, "Column 4", "First day");
  await goTo(page, "Column 5", "Last day (included)");
  await page.getByLabel("Role", { exact: true }).selectOption({ label: "Owner, or beside one" });
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("row", { name: /Nowhere/ }).first().waitFor();
  expect(!server.world.alignment.positions.some(({ title }) => title === "275"), "the check has changed something");
  await page.getByRole("button", { name: "Import 4 rows" }).click();
  await page.getByText("The file is imported.").first().waitFor();
  await page.getByRole("link", { name: "To the territories" }).click();
  await page.getByRole("link", { name: "Northwest", exact: true }).click();
  await page.getByRole("heading", { name: "Who has it, and when" }).waitFor();
  await page.getByText("275").first().waitFor();
  await page.getByText("277").first().waitFor();
  const northeast = server.world.alignment.territories.find(({ name }) => name === "Northeast").id;
  const parts = server.world.alignment.assignments.filter(({ territory }) => territory === northeast).map(({ part }) => part);
  expect(parts.join() === "owner,overlay", parts.join());
});

test("imports: a value that is not understood is left out where that is chosen, and its row comes in", { role: "planner" }, async ({ page, server }) => {
  await page.goto("/imports/new");
  await page.getByLabel("or choose one").setInputFiles(file("wrong.csv", "external_id;Name;Industry;Employees\n71;Left Out BV;Food;many\n72;Whole BV;Food;12\n"));
  await page.getByRole("heading", { level: 1, name: "wrong.csv" }).waitFor();
  await settled(page);
  const choice = page.getByLabel("A value that is not understood");
  expect((await choice.inputValue()) === "reject_row", "a file of no known system rejects");
  await choice.selectOption("leave_out");
  await page.getByText("what a record had there stays").waitFor();
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByText("Values left out", { exact: true }).waitFor();
  await page.getByText("Left out:").first().waitFor();
  await page.getByRole("link", { name: "Download the values left out" }).waitFor();
  expect((await page.getByRole("link", { name: "Download the rejected rows" }).count()) === 0, "no row is rejected");
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await page.getByText("The file is imported.").first().waitFor();
  const added = server.world.crm.records.account.find(({ external_id }) => external_id === "71");
  expect(added?.name === "Left Out BV" && added.employees === undefined, "the row has not come in as it should");
});
