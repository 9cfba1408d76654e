// Goal: language, theme, phone and keyboard. Method: what is on the page is read back, not photographed.
import { DESKTOP, expect, PHONE, settled, test } from "./harness.mjs";

test("the language changes everywhere and stays changed", { role: "planner" }, async ({ page }) => {
  await page.goto("/profile");
  await page.getByLabel("Language").selectOption("nl");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Profiel" }).waitFor();
  await page.goto("/plans");
  await page.getByRole("heading", { level: 1, name: "Plannen" }).waitFor();
  expect((await page.locator("html").getAttribute("lang")) === "nl", "the document's language is not nl");
});

test("a Dutch browser is greeted in Dutch", { locale: "nl-NL" }, async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();
});

test("dark follows the system, and one's own choice goes before it", { role: "planner", colorScheme: "dark" }, async ({ page }) => {
  await page.goto("/profile");
  const theme = () => page.locator("html").getAttribute("data-theme");
  await page.getByRole("radio", { name: "Light" }).waitFor();
  expect((await theme()) === "dark", "the system's dark is not followed");
  await page.getByRole("radio", { name: "Light" }).click();
  expect((await theme()) === "light", "light was chosen and is not shown");
  await page.reload();
  await page.getByRole("radio", { name: "Light" }).waitFor();
  expect((await theme()) === "light", "the choice is forgotten");
});

const PHONE_PAGES = ["/", "/plans", "/plans/new", "/plans/guide", "/territories", "/positions", "/jobs", "/people", "/roles", "/audit", "/webhooks", "/company", "/tokens", "/profile", "/design", "/people?invite=1"];

test("no page is wider than a phone, and everything is reached from the bottom", { role: "admin", viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page }) => {
  for (const path of PHONE_PAGES) {
    await page.goto(path);
    await settled(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= PHONE.width, `${path} is ${width} wide`);
  }
  await page.goto("/");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Audit log" }).click();
  await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
});

test("the keyboard alone goes everywhere", { role: "planner", viewport: DESKTOP }, async ({ page }) => {
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Tab");
  expect((await page.evaluate(() => document.activeElement?.textContent)) === "Skip to the page", "the first stop is not the skip link");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  expect(outline !== "none", "the focus cannot be seen");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForURL("**/plans");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Command palette" });
  await box.waitFor();
  await page.keyboard.type("field sales");
  await page.getByRole("option", { name: /Field sales 2027/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Field sales 2027" }).waitFor();
  await page.keyboard.press("n");
  await page.waitForURL("**/plans/new");
});

test("single keys do nothing while typing, nor once they are turned off", { role: "planner" }, async ({ page }) => {
  await page.goto("/plans/new");
  await page.getByLabel("Name", { exact: true }).pressSequentially("g p?");
  expect((await page.getByLabel("Name", { exact: true }).inputValue()) === "g p?", "typing was caught");
  await page.goto("/profile");
  await page.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForTimeout(300);
  expect(page.url().endsWith("/profile"), "a shortcut worked that was turned off");
});
