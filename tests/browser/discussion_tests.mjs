// Goal: reps, managers and planners make a plan together: they talk about it where it concerns them, propose, vote, decide and challenge; each hears what waits for them.
// Method: as people do it, against the fake server, whose plan has 1,000 units on a grid of 40 by 25; unit 10540 is of Territory 36, beside Territory 26.
import { faultsOf } from "./axe.mjs";
import { expect, PHONE, settled, test } from "./harness.mjs";

const look = { colorScheme: "light", reducedMotion: "reduce" };
const TEN = new Date(Date.now() + 10 * 86_400_000);
const tab = (page, name) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
const planOf = (server) => server.world.plans[0];
const boardIn = (server) => server.world.studio.boards.get(planOf(server).id);
const talkIn = (server) => server.world.studio.talks.get(planOf(server).id);
const territoryOf = (server, code) => boardIn(server).of[Number(code) - 10_000];
const personOf = (server, role) => server.world.people.find(({ person }) => person.email === `${role}@demo.example`).person.id;

async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}

async function openStudio(page, server, query = "") {
  await page.goto(`/plans/${planOf(server).id}/studio${query}`);
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.waitForTimeout(300);
}

// Somebody does something elsewhere, through the API.
async function doAs(server, role, method, path, body) {
  const signed = await fetch(`${server.url}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email: `${role}@demo.example`, password: "correct horse battery" }) });
  const { csrf_token } = await signed.json();
  const answer = await fetch(`${server.url}/api/v1/plans/${planOf(server).id}/${path}`, { method, headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf_token, Cookie: signed.headers.get("set-cookie").split(";")[0] }, ...(body ? { body: JSON.stringify(body) } : {}) });
  expect(answer.ok, `${method} ${path} as ${role}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

async function chooseUnit(page, code) {
  await tab(page, "Units").click();
  await page.getByRole("searchbox", { name: "Code or territory" }).fill(code);
  await page.locator(`[data-code="${code}"]`).click();
}

const wait = async (page, isSo, message) => {
  for (let tries = 0; tries < 100; tries++) {
    if (await isSo()) return;
    await page.waitForTimeout(100);
  }
  expect(false, message);
};

test("discussion: a unit is talked about with somebody by name, who hears of it, answers and resolves it", { role: "rep", ...look }, async ({ page, server, beside }) => {
  const faults = [];
  const planner = await beside("planner");
  await planner.goto("/");
  await settled(planner);
  await openStudio(page, server);
  await chooseUnit(page, "10540");
  await tab(page, "Discussion").click();
  await page.getByText("About unit 10540 and Territory 36").first().waitFor();
  const box = page.getByRole("textbox", { name: "Say something" });
  await box.click();
  await page.keyboard.type("Keep this with me, @pl");
  await page.getByRole("listbox", { name: "People to mention" }).getByRole("option", { name: "Pim Planner" }).waitFor();
  expect((await page.getByRole("listbox", { name: "People to mention" }).getByRole("option").count()) === 1, "others than the one meant are offered");
  await judge(page, "mentioning somebody", faults);
  await box.focus();
  await page.keyboard.type("a");
  await page.keyboard.press("Enter");
  expect((await box.inputValue()) === "Keep this with me, @Pim Planner ", `it reads ${await box.inputValue()}`);
  await page.keyboard.type("please. <b>Not bold</b>");
  const told = planner.getByText("Ravi Representative mentions you in Field sales 2027").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await told;
  const thread = page.getByRole("article", { name: "Thread about unit 10540" });
  await thread.getByText("@Pim Planner").first().waitFor();
  await thread.getByText("<b>Not bold</b>", { exact: false }).first().waitFor();
  expect(talkIn(server).comments[0].text === `Keep this with me, @[${personOf(server, "planner")}] please. <b>Not bold</b>`, "the mention was not kept as one");
  expect(!(await page.locator("body").innerText()).includes("person_"), "a token is seen");
  await judge(page, "a thread", faults);
  const matters = planner.getByRole("link", { name: /^Open matters/ }).first();
  await matters.getByText("1", { exact: true }).first().waitFor();
  await matters.click();
  await judge(planner, "open matters", faults);
  await planner.getByRole("link", { name: "Ravi Representative mentions you" }).click();
  const theirs = planner.getByRole("article", { name: "Thread about unit 10540" });
  await theirs.and(planner.locator(":focus")).waitFor();
  await theirs.getByRole("button", { name: "Answer" }).click();
  await theirs.getByRole("textbox", { name: "Your answer" }).fill("You may.");
  await theirs.getByRole("button", { name: "Answer" }).click();
  await thread.getByText("You may.").first().waitFor();
  await wait(planner, async () => (await planner.getByTestId("matter-count").count()) === 0, "what was answered still waits");
  await theirs.getByRole("button", { name: "Resolve" }).click();
  await page.getByText("No open threads").first().waitFor();
  await page.getByRole("radio", { name: "Resolved 1" }).click();
  await thread.getByText(/^Resolved by Pim Planner/).first().waitFor();
  await thread.getByRole("button", { name: "Open again" }).click();
  await page.getByRole("radio", { name: "Open 1" }).click();
  await thread.waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("discussion: one's own comment is changed and withdrawn; the list follows what is selected, and a label leads to the map", { role: "manager", ...look }, async ({ page, server }) => {
  const territory = `territory_${"25".padStart(26, "0")}`;
  await doAs(server, "rep", "POST", "comments", { text: "Very wide.", about: "territory", id: territory });
  await doAs(server, "rep", "POST", "comments", { text: "When is it final?" });
  const faults = [];
  await openStudio(page, server, "?tab=discussion");
  await page.getByRole("textbox", { name: "Say something" }).fill("Frist");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("article").getByText("Frist").first().waitFor();
  await page.getByRole("button", { name: "Your comment" }).click();
  await page.getByRole("menuitem", { name: "Change" }).click();
  await page.getByRole("textbox", { name: "Change your comment" }).fill("First, for @Ravi Representative");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/changed now/).first().waitFor();
  expect(talkIn(server).comments.at(-1).mentions[0] === personOf(server, "rep"), "who was added is not mentioned");
  await page.getByRole("article", { name: "Thread about Territory 26" }).getByRole("button", { name: /^Territory 26/ }).click();
  await page.getByText("About Territory 26 and its units").first().waitFor();
  expect((await page.getByRole("article").count()) === 1, "other threads than those of the territory are listed");
  await tab(page, "Selection").getByText("16").first().waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await wait(page, async () => (await page.getByRole("article").count()) === 3, "not all threads are listed");
  await judge(page, "all threads", faults);
  await page.getByRole("button", { name: "Your comment" }).click();
  await page.getByRole("menuitem", { name: "Withdraw" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await wait(page, async () => (await page.getByRole("article").count()) === 2, "what was withdrawn alone is still listed");
  await tab(page, "Territories").click();
  await page.getByRole("button", { name: /1 open thread about Territory 26/ }).click();
  await page.getByText("Very wide.").first().waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("proposals: a rep proposes by keyboard with its effect told, a planner looks at it on the map and declines with a reason", { role: "rep", ...look }, async ({ page, server, beside }) => {
  const faults = [];
  await openStudio(page, server);
  await chooseUnit(page, "10540");
  await page.getByTestId("units-grid").focus();
  await page.keyboard.press("m");
  await page.getByRole("heading", { name: "Propose a move" }).waitFor();
  await page.getByRole("combobox", { name: "To which territory" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type("territory 26");
  await page.keyboard.press("Enter");
  await page.getByRole("list", { name: "What it breaks and mends" }).getByText(/^Breaks: Territory 26 would lie outside/).first().waitFor();
  await page.getByLabel("Reason").fill("The hospital is mine");
  await judge(page, "proposing", faults);
  await page.getByRole("button", { name: "Propose 1 unit" }).click();
  await page.getByText("Your proposal was made").first().waitFor();
  expect(territoryOf(server, "10540") === 35 && talkIn(server).proposals.length === 1, "a proposal has changed the plan");
  const card = page.getByRole("article", { name: "Proposal of Ravi Representative" });
  await card.getByRole("button", { name: /^For 0/ }).and(page.locator("[aria-disabled=true]")).waitFor();
  expect((await card.getByRole("button", { name: "Accept" }).count()) === 0, "a rep may accept");
  await page.getByTestId("proposed-note").getByText("Map as Ravi Representative proposes: 1 unit").first().waitFor();
  const planner = await beside("planner");
  await planner.goto("/matters");
  await planner.getByRole("link", { name: "Ravi Representative proposes a change" }).click();
  const theirs = planner.getByRole("article", { name: "Proposal of Ravi Representative" });
  await theirs.getByText("“The hospital is mine”").first().waitFor();
  await theirs.getByRole("list", { name: "What it breaks and mends" }).waitFor();
  await planner.getByTestId("proposed-note").waitFor();
  await planner.getByTestId("studio-map").and(planner.locator("[data-ready=yes]")).waitFor();
  await judge(planner, "a proposal", faults);
  await theirs.getByRole("button", { name: "Decline …" }).click();
  const dialog = planner.getByRole("dialog");
  expect((await dialog.getByRole("button", { name: /^Decline/ }).getAttribute("aria-disabled")) === "true", "it is declined without a reason");
  await dialog.getByLabel("Reason").fill("Balance");
  await dialog.getByRole("button", { name: /^Decline/ }).click();
  await planner.getByText("No open proposals").first().waitFor();
  await planner.getByTestId("proposed-note").waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "Decided 1" }).click();
  await card.getByText("“Balance”").first().waitFor();
  await page.getByRole("link", { name: /^Open matters/ }).first().click();
  await page.getByRole("link", { name: "Pim Planner declined your proposal" }).waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("proposals: votes are given and taken back; accepted it is one change, and what moved since is told", { role: "manager", ...look }, async ({ page, server, as }) => {
  await doAs(server, "rep", "POST", "proposals", { moves: [{ to: 25, units: ["10540"] }], reason: "One" });
  await doAs(server, "rep", "POST", "proposals", { moves: [{ to: 34, units: ["10540", "10541"] }], reason: "Two" });
  await openStudio(page, server, "?tab=proposals");
  const first = page.getByRole("article").filter({ hasText: "“One”" });
  await first.getByRole("button", { name: "For 0" }).click();
  await first.getByRole("button", { name: "For 1", pressed: true }).waitFor();
  await first.getByRole("button", { name: "Against 0" }).click();
  await first.getByRole("button", { name: "Against 1", pressed: true }).click();
  await first.getByRole("button", { name: "Against 0", pressed: false }).waitFor();
  await as("planner");
  await openStudio(page, server, "?tab=proposals");
  await first.getByRole("button", { name: "Look at it" }).click();
  await first.getByRole("button", { name: "Accept" }).click();
  await page.getByText("The proposal was accepted").first().waitFor();
  await wait(page, () => territoryOf(server, "10540") === 25, "the unit was not moved");
  expect(boardIn(server).changes.at(-1).kind === "proposal", "it is another kind of change");
  const second = page.getByRole("article").filter({ hasText: "“Two”" });
  await second.getByRole("button", { name: "Look at it" }).click();
  await second.getByText("1 unit was moved or locked since, so it cannot be accepted as it is: 10540").first().waitFor();
  expect((await second.getByRole("button", { name: /^Accept/ }).getAttribute("aria-disabled")) === "true", "it may be accepted as it is");
  const faults = await faultsOf(page, "units that moved since");
  await tab(page, "History").click();
  await page.getByText("Proposal accepted: 1 unit").first().waitFor();
  await page.getByRole("link", { name: "The proposal" }).click();
  await first.and(page.locator(":focus")).waitFor();
  await page.getByTestId("proposed-note").getByText("Map as Ravi Representative proposed: 1 unit").waitFor();
  await first.getByRole("button", { name: "Show the plan again" }).click();
  await page.getByTestId("proposed-note").waitFor({ state: "detached" });
  await tab(page, "History").click();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await wait(page, () => territoryOf(server, "10540") === 35, "it was not undone");
  expect(faults.length === 0, faults.join("\n"));
});

test("proposals: who manages plans opens a window; a challenge that harms nothing is accepted by the rule", { role: "planner", ...look }, async ({ page, server, beside }) => {
  await openStudio(page, server, "?tab=proposals");
  await page.getByRole("button", { name: "Open a window for challenges …" }).click();
  const dialog = page.getByRole("dialog", { name: "Window for challenges" });
  await dialog.getByLabel("Closes").fill("2001-01-01T10:00");
  await dialog.getByRole("button", { name: /It closes later than now/ }).waitFor();
  await dialog.getByLabel("Closes").fill(`${TEN.getFullYear()}-${String(TEN.getMonth() + 1).padStart(2, "0")}-${String(TEN.getDate()).padStart(2, "0")}T17:00`);
  await dialog.getByRole("switch", { name: "Accept by rule" }).click();
  await dialog.getByLabel("Votes needed").fill("1");
  const faults = [];
  await judge(page, "the window for challenges", faults);
  await dialog.getByRole("button", { name: "Open the window" }).click();
  await page.getByTestId("window-note").getByText(/^Challenges are taken until /).first().waitFor();
  const rep = await beside("rep");
  await rep.goto("/matters");
  await rep.getByRole("link", { name: /^You can challenge the plan until / }).click();
  await rep.getByTestId("window-note").getByText("A challenge that breaks nothing and has 1 more vote for than against is accepted by itself.").first().waitFor();
  // So wide a tolerance is kept by every move.
  planOf(server).request.balance[0].tolerance = 0.5;
  await doAs(server, "rep", "POST", "proposals", { moves: [{ to: 25, units: ["10540"] }] });
  const card = page.getByRole("article", { name: "Proposal of Ravi Representative" });
  await card.getByText("Challenge", { exact: true }).first().waitFor();
  await card.getByRole("button", { name: "For 0" }).click();
  await page.getByRole("radio", { name: "Decided 1" }).click();
  await card.getByText(/^Accepted by the rule/).first().waitFor();
  expect(territoryOf(server, "10540") === 25, "the challenge was not made a change");
  await page.getByTestId("window-note").getByRole("button", { name: "Change …" }).click();
  await dialog.getByRole("button", { name: "Take it away" }).click();
  await page.getByTestId("window-note").waitFor({ state: "detached" });
  await doAs(server, "planner", "PUT", "challenges", { closes_at: new Date(Date.now() - 1_000).toISOString(), accepts_itself: false, votes_needed: 0 });
  await page.getByTestId("window-note").getByText(/^The window for challenges closed on /).first().waitFor();
  await chooseUnit(rep, "10500");
  await tab(rep, "Selection").click();
  await rep.getByRole("button", { name: /^Propose a move … \(The window for challenges closed/ }).waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("presence: who comes is seen with where they look, and is gone when they leave", { role: "planner", ...look }, async ({ page, server, beside }) => {
  await openStudio(page, server);
  expect((await page.getByTestId("presence").count()) === 0, "somebody is here");
  const rep = await beside("rep");
  await openStudio(rep, server);
  const here = page.getByRole("button", { name: "Also here: Ravi Representative" });
  await here.waitFor();
  await rep.getByRole("button", { name: "Also here: Pim Planner" }).waitFor();
  await chooseUnit(rep, "10540");
  await wait(page, () => talkIn(server).present.get(personOf(server, "rep"))?.id === "10540", "where they look was not told");
  await here.click();
  await page.getByRole("menuitem", { name: /Ravi Representative/ }).getByText("Looks at unit 10540").first().waitFor();
  const faults = await faultsOf(page, "who is here");
  await page.getByRole("menuitem", { name: /Ravi Representative/ }).click();
  await page.getByRole("heading", { name: "1 unit selected" }).waitFor();
  await rep.getByRole("link", { name: /^Back to/ }).click();
  await here.waitFor({ state: "detached" });
  expect(faults.length === 0, faults.join("\n"));
});

test("matters: nothing waits, then it does; a phone has the count at the bottom, and it is told in Dutch too", { role: "rep", viewport: PHONE, hasTouch: true, isMobile: true, ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/matters");
  await page.getByText("Nothing waits for you").first().waitFor();
  await judge(page, "no matters", faults);
  await doAs(server, "manager", "POST", "comments", { text: `@[${personOf(server, "rep")}] what do you think?` });
  await page.getByRole("link", { name: "Mia Manager mentions you" }).waitFor();
  await page.getByRole("navigation", { name: "Most used places" }).getByRole("button", { name: /More/ }).getByText("1", { exact: true }).first().waitFor();
  await judge(page, "a matter on a phone", faults);
  await page.getByRole("link", { name: "Mia Manager mentions you" }).click();
  await page.getByRole("article", { name: "Thread about the plan" }).waitFor();
  await judge(page, "the discussion on a phone", faults);
  expect((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width, "the studio is wider than a phone");
  server.world.people.find(({ person }) => person.id === personOf(server, "rep")).person.locale = "nl";
  await page.evaluate(() => localStorage.clear());
  await page.goto("/matters");
  await page.getByRole("heading", { level: 1, name: "Openstaand" }).waitFor();
  await page.getByRole("link", { name: "Mia Manager noemt je" }).click();
  await page.getByRole("article", { name: "Gesprek over het plan" }).waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("matters: they come by mail where one says so in one's profile, and a server without mail says that it sends none", { role: "rep", ...look }, async ({ page, server }) => {
  const faults = [];
  await page.goto("/profile");
  const choice = page.getByRole("radiogroup", { name: "How often" });
  await choice.getByRole("radio", { name: "Never", checked: true }).waitFor();
  await choice.getByRole("radio", { name: "Weekly" }).click();
  await page.getByText(/^On Mondays at 8:00, when something waits\. Next: /).waitFor();
  expect(server.world.digests.get(personOf(server, "rep")) === "weekly", "the choice was not kept");
  await judge(page, "the profile with a digest", faults);
  server.world.hasMail = false;
  await page.reload();
  await choice.getByRole("radio", { name: "Weekly", checked: true }).waitFor();
  await page.getByRole("note").getByText(/^This server has no mail server/).waitFor();
  expect((await page.getByText(/Next: /).count()) === 0, "a mail that is never sent is promised");
  await judge(page, "the profile where no mail is sent", faults);
  expect(faults.length === 0, faults.join("\n"));
});

test("discussion: an account's page has its threads of all plans; one answers, resolves and begins another there, and a link leads to the studio", { role: "rep", ...look }, async ({ page, server }) => {
  const faults = [];
  const account = server.world.crm.records.account[0];
  await page.goto(`/accounts/${account.id}`);
  const card = page.locator("section", { has: page.getByRole("heading", { name: "Discussed" }) });
  await card.getByText("Nobody has said anything about this account yet.").waitFor();
  await doAs(server, "planner", "POST", "comments", { text: "Whose is this one?", about: "account", id: account.id });
  await doAs(server, "planner", "POST", "comments", { text: "Of the plan" });
  const thread = card.getByRole("article", { name: "Thread in Field sales 2027" });
  await thread.getByText("Whose is this one?").waitFor();
  expect((await card.getByRole("article").count()) === 1, "threads about something else are listed");
  await thread.getByRole("button", { name: "Answer" }).click();
  await thread.getByRole("textbox", { name: "Your answer" }).fill("Mine since May.");
  await thread.getByRole("button", { name: "Answer" }).click();
  await thread.getByRole("listitem").getByText("Mine since May.").first().waitFor();
  await judge(page, "threads of an account", faults);
  await thread.getByRole("button", { name: "Resolve" }).click();
  await card.getByText("No open threads").waitFor();
  await card.getByRole("button", { name: "Say something" }).click();
  await card.getByRole("combobox", { name: "In which plan" }).waitFor();
  await judge(page, "beginning a thread", faults);
  await card.getByRole("textbox", { name: "Say something" }).fill("Needs two visits a month.");
  await card.getByRole("button", { name: "Send" }).click();
  await card.getByRole("article").getByText("Needs two visits a month.").first().waitFor();
  const said = talkIn(server).comments.at(-1);
  expect(said.about === "account" && said.id_about === account.id, "it was said about something else");
  await card.getByRole("radio", { name: "Resolved 1" }).click();
  await thread.getByText(/^Resolved by Ravi Representative/).waitFor();
  await thread.getByRole("link", { name: "Field sales 2027" }).click();
  await page.getByRole("article", { name: `Thread about an account` }).and(page.locator(":focus")).waitFor();
  expect(faults.length === 0, faults.join("\n"));
});

test("discussion: where no plan is a draft or in review there is nothing to begin on the account's page", { role: "manager", viewport: PHONE, hasTouch: true, isMobile: true, ...look }, async ({ page, server }) => {
  const account = server.world.crm.records.account[0];
  for (const plan of server.world.plans) plan.state = "approved";
  await page.goto(`/accounts/${account.id}`);
  await page.getByRole("button", { name: "Say something" }).click();
  await page.getByText("No plan is a draft or in review").waitFor();
  expect((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width, "the page is wider than a phone");
});
