// Goal: a rep finds out whom to meet next and why, and a planner weighs it. Method: as a person does it, by hand, with the fake server.
import { faultsOf, visit } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };

test("next: a rep sees whom to meet first, why, and how the points came about", { role: "rep", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/");
  await page.getByRole("link", { name: "What to do next" }).click();
  const list = page.getByRole("list", { name: "What to do next" });
  await list.waitFor();
  const first = list.getByRole("listitem").first();
  await first.getByText(/Never contacted|Last contact|Brought/).first().waitFor();
  await first.getByRole("button", { name: /points: how/ }).click();
  await first.getByText("Cadence").first().waitFor();
  faults.push(...(await faultsOf(page, "what to do next")));
  await page.getByRole("radio", { name: "Existing", exact: true }).click();
  await page.waitForURL(/kind=existing/);
  await page.waitForFunction(() => [...document.querySelectorAll("ol h2")].every((one) => one.parentElement.textContent.includes("Existing business")));
  await page.getByRole("radio", { name: "New", exact: true }).click();
  await page.waitForURL(/kind=new/);
  await page.waitForFunction(() => [...document.querySelectorAll("ol h2")].every((one) => one.parentElement.textContent.includes("New business")));
  expect((await page.getByRole("button", { name: "How it is weighed" }).count()) === 0, "a rep is offered the weights");
  await list.locator("h2 a").first().click();
  await page.waitForURL(/\/accounts\/account_/);
  expect(server.world.market.nextPolicy.version === 0, "the weights were changed");
  expect(faults.length === 0, faults.join("\n"));
});

test("next: a planner weighs what makes an account next", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/next");
  await page.getByRole("button", { name: "How it is weighed" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Cadence").fill("90");
  await dialog.getByText("56% of the points").first().waitFor();
  faults.push(...(await faultsOf(page, "the weights")));
  await dialog.getByLabel("Places for new business").fill("50");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("The weights are saved").first().waitFor();
  const { cadence, new_share, version } = server.world.market.nextPolicy;
  expect(cadence === 90 && Number(new_share) === 0.5 && version === 1, "the weights are not as typed");
  await page.getByRole("button", { name: "How it is weighed" }).click();
  for (const name of ["Value", "Fit to the ideal customer", "Cadence", "Recency"]) await dialog.getByLabel(name).fill("0");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText(/One weight at least/).first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("next: the page speaks Dutch and fits a phone", { role: "rep", ...look, viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  for (const { person } of server.world.people) person.locale = "nl";
  await visit(page, ["/next"]);
  await page.goto("/next");
  await page.getByRole("heading", { level: 1, name: "Wat te doen staat" }).waitFor();
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= PHONE.width, `/next is ${width} wide`);
});
