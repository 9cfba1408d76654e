// Goal: one gets in, out and around. Method: the first run, signing in and out, an invitation, each role's home.
import { expect, PHONE, test } from "./harness.mjs";

const PASSWORD = "correct horse battery";

test("the first run makes the company and its administrator, and ends at home", { isEmpty: true }, async ({ page }) => {
  await page.goto("/");
  await page.waitForURL("**/setup");
  await page.getByLabel("Company name").fill("Lighthouse Tools");
  await page.getByLabel("Name", { exact: true }).fill("Ines First");
  await page.getByLabel("Email address").fill("ines@example.com");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create the company" }).click();
  await page.getByText("A password has at least 12 characters.").first().waitFor();
  expect((await page.getByLabel("Password", { exact: true }).getAttribute("aria-invalid")) === "true", "the field at fault is not marked");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create the company" }).click();
  await page.getByRole("heading", { level: 1, name: /Ines/ }).waitFor();
  await page.getByRole("heading", { name: "Getting started" }).waitFor();
});

test("one signs in with a password, is told of a wrong one, and signs out", {}, async ({ page }) => {
  await page.goto("/people");
  await page.waitForURL("**/sign-in?to=%2Fpeople");
  await page.getByLabel("Email address").fill("admin@demo.example");
  await page.getByLabel("Password", { exact: true }).fill("wrong wrong wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("That did not work").first().waitFor();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/people");
  await page.getByRole("link", { name: /Pim Planner/ }).waitFor();
  await page.getByRole("button", { name: /Ada Admin/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
});

test("behind an identity provider one ends where one was going", {}, async ({ page, server }) => {
  server.world.providers = [{ id: "local", name: "Example ID" }];
  await page.goto("/people?status=active");
  await page.getByRole("link", { name: "Continue with Example ID" }).click();
  await page.waitForURL("**/people?status=active");
  await page.getByRole("link", { name: /Pim Planner/ }).waitFor();
});

test("an identity provider's refusal is explained in both languages", {}, async ({ page }) => {
  await page.goto("/sign-in?problem=I064");
  await page.getByRole("alert").getByText("Ask your administrator for an invitation", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Nederlands" }).click();
  await page.getByRole("alert").getByText("Vraag je beheerder om een uitnodiging", { exact: false }).first().waitFor();
  await page.goto("/sign-in?problem=Z999");
  await page.getByRole("alert").getByText("Z999", { exact: false }).first().waitFor();
});

test("an invited person chooses a password and is in", { role: "admin" }, async ({ page, context }) => {
  await page.goto("/people?invite=1");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Ivo Invited");
  await dialog.getByLabel("Email address").fill("ivo@example.com");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByText("Ivo Invited is invited").first().waitFor();
  const link = await page.getByLabel("Invitation link").textContent();
  await context.clearCookies();
  await page.goto(link);
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Finish and sign in" }).click();
  await page.getByRole("heading", { level: 1, name: /Ivo/ }).waitFor();
});

test("a password is reset by mail without telling who has an account", {}, async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("heading", { name: "Reset your password" }).waitFor(); // the page before has a field of the same name
  await page.getByLabel("Email address").fill("nobody@example.com");
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByRole("heading", { name: "Look in your mail" }).waitFor();
  await page.goto("/password-reset?token=abc");
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Save the password" }).click();
  await page.getByText("Your password is changed.", { exact: false }).first().waitFor();
});

const HOMES = { admin: "Audit log", planner: "Plans", manager: "Performance", rep: "What to do next", finance: "Performance", people_ops: "Vacant positions", auditor: "Audit log" };

for (const [role, heading] of Object.entries(HOMES)) {
  test(`the home of ${role} has what the role needs`, { role }, async ({ page }) => {
    await page.goto("/");
    await page.getByRole("heading", { level: 1, name: /^Good (morning|afternoon|evening)/ }).waitFor();
    await page.getByRole("heading", { level: 2, name: heading, exact: true }).waitFor();
    const hasAudit = await page.getByRole("link", { name: "Audit log", exact: true }).count();
    expect(hasAudit > 0 === ["admin", "auditor"].includes(role), "the way to the audit log is shown to the wrong roles");
  });
}

test("the home of a rep leads to accounts, tasks and leads, and marks what is overdue", { role: "rep", viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, server }) => {
  const me = server.world.people.find(({ person }) => person.email === "rep@demo.example").person;
  const task = server.world.crm.records.task[0];
  Object.assign(task, { owner: me.id, status: "open", due: "2024-03-01" });
  await page.goto("/");
  await page.getByRole("heading", { level: 2, name: "Leads", exact: true }).waitFor();
  await page.getByText("Overdue since 1 Mar 2024").waitFor();
  await page.getByRole("link", { name: task.subject }).first().waitFor();
  await page.getByRole("navigation", { name: "Most used places" }).getByRole("link", { name: "Tasks" }).click();
  await page.waitForURL(/\/tasks\?.*sort=due/);
  await page.getByText("(overdue)").first().waitFor({ state: "attached" });
  await page.goto("/");
  const next = page.locator("section", { has: page.getByRole("heading", { name: "What to do next" }) });
  await next.getByRole("listitem").first().getByRole("link").click();
  await page.waitForURL(/\/accounts\/account_/);
});

test("in Dutch also what the server refuses is said in Dutch", { role: "admin", locale: "nl-NL" }, async ({ page, server }) => {
  server.world.people[0].person.locale = "nl";
  await page.goto("/people?invite=1");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Naam").fill("Pim Weer");
  await dialog.getByLabel("E-mailadres").fill("planner@demo.example");
  await dialog.getByRole("button", { name: "Uitnodigen", exact: true }).click();
  await dialog.getByText("Iemand heeft dit e-mailadres al.").first().waitFor();
  await dialog.getByText("Dit kan nu niet").first().waitFor();
});

test("who may not see a page is told which permission is missing", { role: "rep" }, async ({ page }) => {
  await page.goto("/audit");
  await page.getByText("Read the audit log", { exact: false }).first().waitFor();
});

test("an address that leads nowhere says so", { role: "rep" }, async ({ page }) => {
  await page.goto("/nowhere/at/all");
  await page.getByText("There is no page at this address").first().waitFor();
});

test("a token's secret is shown once, and the token can be revoked", { role: "admin" }, async ({ page }) => {
  await page.goto("/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name", { exact: true }).fill("nightly export");
  await page.getByLabel("See plans").check();
  await page.getByRole("button", { name: "Make the token" }).click();
  expect(/^bw_/.test((await page.getByLabel("Secret").textContent()) ?? ""), "no secret is shown");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Revoke nightly export" }).click();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await page.getByText("No tokens yet").first().waitFor();
});
