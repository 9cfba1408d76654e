// Signing in on the real server, as a person does it.
import { SERVER } from "./harness.mjs";

const PASSWORD = process.env.BAILIWICK_DEMO_PASSWORD ?? "correct horse battery";

// By the API, so that a test that broke off in Dutch leaves nothing behind.
async function speakEnglish(page) {
  const session = await (await page.request.get(`${SERVER}/api/v1/session`)).json();
  if (session.person.locale === "en") return;
  await page.request.patch(`${SERVER}/api/v1/people/me`, { data: { locale: "en" }, headers: { "X-CSRF-Token": session.csrf_token } });
  await page.evaluate(() => localStorage.clear());
  await page.goto("/");
}

export async function signInAs(page, role) {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(`${role}@demo.example`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: /^(Good |Goede)/ }).waitFor();
  await speakEnglish(page);
  await page.getByRole("heading", { level: 1, name: /^Good / }).waitFor();
}
