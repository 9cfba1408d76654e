// Goal: a rep takes a lead that waits, a planner sets how leads are routed, tries it and sends leads on. Method: as a person does it, by hand, with the fake server.
import { faultsOf, visit } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };

test("leads: a rep takes a lead out of the queue", { role: "rep", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/lead-queue");
  const list = page.getByRole("list", { name: "Lead queue" });
  await list.waitFor();
  faults.push(...(await faultsOf(page, "the queue")));
  const before = await list.getByRole("listitem").count();
  const take = list.getByRole("button", { name: /^Take it/ }).first();
  const company = (await take.getAttribute("aria-label")).slice("Take it: ".length);
  await take.click();
  await page.getByText("The lead is yours").first().waitFor();
  await page.waitForFunction((count) => document.querySelectorAll("ol[aria-label='Lead queue'] > li").length === count, before - 1);
  expect((await page.getByRole("button", { name: /^Send on/ }).count()) === 0, "a rep is offered to send leads on");
  const mine = server.world.crm.records.lead.find((lead) => lead.company === company);
  expect(server.world.leads.routings.get(mine.id).why.owner_by === "taken", "the lead was not taken");
  await page.getByRole("radio", { name: /^Due/ }).click();
  await page.waitForURL(/kind=due/);
  await page.getByRole("switch", { name: "Only mine" }).click();
  await list.getByRole("link", { name: company }).waitFor();
  await list.getByRole("link", { name: company }).click();
  await page.getByRole("heading", { name: "Routing" }).waitFor();
  await page.getByRole("button", { name: "Why it went there" }).click();
  await page.getByText(/took it out of the queue/).first().waitFor();
  faults.push(...(await faultsOf(page, "a lead")));
  expect(faults.length === 0, faults.join("\n"));
});

test("leads: the queue begins where there is something to do", { role: "rep", ...look }, async ({ page, server }) => {
  await page.goto("/lead-queue");
  await page.getByRole("list", { name: "Lead queue" }).waitFor();
  for (const routing of server.world.leads.routings.values()) if (routing.state === "waiting") Object.assign(routing, { state: "running", owner: server.world.people[0].person.id });
  await page.reload();
  await page.getByRole("radio", { name: /^Waiting 0/ }).waitFor();
  await page.getByRole("list", { name: "Lead queue" }).waitFor();
  expect(!(await page.getByRole("radio", { name: /^Waiting/ }).isChecked()), "the empty part is shown");
  await page.getByRole("radio", { name: /^Waiting/ }).click();
  await page.getByText("Nobody is waiting").first().waitFor();
});

test("leads: somebody else was first", { role: "rep", ...look }, async ({ page, server }) => {
  await page.goto("/lead-queue");
  const list = page.getByRole("list", { name: "Lead queue" });
  await list.waitFor();
  for (const routing of server.world.leads.routings.values()) if (routing.state === "waiting") Object.assign(routing, { state: "running", owner: server.world.people[0].person.id });
  await list.getByRole("button", { name: /^Take it/ }).first().click();
  await page.getByText("Nobody is waiting").first().waitFor();
});

test("leads: a planner sends a lead to somebody", { role: "planner", ...look }, async ({ page, server }) => {
  await page.goto("/lead-queue");
  const list = page.getByRole("list", { name: "Lead queue" });
  await list.waitFor();
  await list.getByRole("button", { name: /^Send on/ }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "A person" }).click();
  await dialog.getByRole("combobox").click();
  await page.getByRole("listbox").getByRole("option").first().click();
  await dialog.getByRole("button", { name: "Send" }).click();
  await page.getByText(/has it now/).first().waitFor();
  expect([...server.world.leads.routings.values()].some(({ why }) => why.owner_by === "hand"), "nobody has it by hand");
});

test("leads: a planner changes the policy, and every mistake stands beside its field", { role: "planner", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/lead-routing");
  await page.getByRole("heading", { name: "Who gets a lead" }).waitFor();
  faults.push(...(await faultsOf(page, "the policy")));
  await page.getByLabel("Open leads a person").fill("0");
  await page.getByLabel("Time to respond").fill("999999");
  await page.getByLabel("Monday from").fill("18:00");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/A person takes 1 to/).first().waitFor();
  await page.getByText(/Hours end after they begin/).first().waitFor();
  expect(server.world.leads.policy.version === 1, "a policy with mistakes was saved");
  await page.getByLabel("Open leads a person").fill("12");
  await page.getByLabel("Time to respond").fill("90");
  await page.getByLabel("Monday from").fill("08:30");
  await page.getByRole("radio", { name: "Fewest open leads" }).click();
  await page.getByRole("checkbox", { name: "Saturday" }).click();
  await page.getByRole("combobox", { name: "Add somebody" }).click();
  await page.getByRole("listbox").getByRole("option").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("switch", { name: "Away" }).click();
  faults.push(...(await faultsOf(page, "a person")));
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The policy is saved").first().waitFor();
  const { policy } = server.world.leads;
  expect(policy.capacity === 12 && policy.minutes === 90 && policy.method === "least_loaded", "the figures are not as typed");
  expect(policy.hours.some(({ day }) => day === "saturday") && policy.hours[0].from === "08:30", "the hours are not as typed");
  expect(policy.people[0].is_away === true, "nobody is away");
  expect(faults.length === 0, faults.join("\n"));
});

test("leads: a planner tries a lead before the policy is saved", { role: "planner", ...look }, async ({ page, server }) => {
  await page.goto("/lead-routing");
  await page.getByRole("button", { name: "Try this lead" }).click();
  await page.getByText("It would wait in the queue").first().waitFor();
  await page.getByLabel("Country").selectOption("NL");
  await page.getByRole("button", { name: "Try this lead" }).click();
  await page.getByText("Who was asked").first().waitFor();
  expect(server.world.leads.policy.version === 1, "trying saved the policy");
});

test("leads: a rep reads the policy and does not change it", { role: "rep", ...look }, async ({ page, server }) => {
  await page.goto("/lead-routing");
  await page.getByRole("heading", { name: "Who gets a lead" }).waitFor();
  await page.getByLabel("Open leads a person").fill("3");
  const save = page.getByRole("button", { name: "Save" });
  expect((await save.getAttribute("aria-disabled")) === "true", "a rep can save the policy");
  expect(server.world.leads.policy.version === 1, "a rep saved the policy");
});

test("leads: the pages speak Dutch and fit a phone", { role: "planner", ...look, viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  for (const { person } of server.world.people) person.locale = "nl";
  for (const [place, title] of [["/lead-queue", "Wachtrij met leads"], ["/lead-routing", "Leads verdelen"]]) {
    await visit(page, [place]);
    await page.goto(place);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await settled(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${place} is ${width} wide`);
  }
});
