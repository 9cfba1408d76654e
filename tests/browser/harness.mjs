// Runs browser tests, two at a time, each in a context of its own, and adds up.
//
// Against the fake server every test has its own; against a real one (`options.isReal`) all share the server at BAILIWICK_SERVER.
// What fails is run once more, by itself, after all others: a machine too busy to draw in time is no fault of the app. What passes then is
// told as such, and counts; what fails twice has failed. Whatever a test looks for, it also fails when the page throws, breaks the content security policy or asks anything of another machine.
import { createRequire } from "node:module";
import { join } from "node:path";
import { startFake } from "../../web/test/fake/server.mjs";
import { PASSWORD } from "../../web/test/fake/world.mjs";

const require = createRequire(join(import.meta.dirname, "..", "..", "web", "package.json"));
const { chromium } = require("playwright-core");
export const AXE = require.resolve("axe-core/axe.min.js");

export const CHROMIUM_ARGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist".split(" ");
const PATIENCE_MS = 60_000;
const AT_ONCE = 2;
const MOST_AGAIN = 5;
export const SERVER = process.env.BAILIWICK_SERVER ?? "";
const tests = [];

// `options`: isEmpty (a server before its first run), role (signed in as), isReal (wants the real server), and Playwright's own for a context.
export function test(name, options, body) {
  tests.push({ name, options, body });
}

export function expect(isTrue, message) {
  if (!isTrue) throw new Error(message);
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

// Runs in the page before anything else: what the policy blocks is told to the console, where watch() hears it.
function tellViolations() {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`Content Security Policy: ${event.effectiveDirective} blocked ${event.blockedURI} "${event.sample}" of ${event.sourceFile}:${event.lineNumber}`);
  });
}

function watch(page, base, faults) {
  page.on("pageerror", (error) => faults.push(`the page threw: ${error.message}`));
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !/^(data|blob):/.test(url)) faults.push(`asked another machine: ${url}`);
  });
}

async function signIn(context, base, role, password = PASSWORD) {
  const answer = await context.request.post(`${base}/api/v1/session`, { data: { email: `${role}@demo.example`, password } });
  expect(answer.ok(), `signing in as ${role}: ${answer.status()}`);
}

// Until nothing is being fetched that a page shows: no skeleton, no list that is busy, no spinner of the whole page.
export async function settled(page) {
  await page.locator("h1").first().waitFor({ state: "attached" });
  // The design system shows waiting as one of its states, for good.
  if (page.url().endsWith("/design")) return;
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true], .animate-shimmer, .animate-spin"), undefined, { polling: 50 });
}

async function runOne(browser, { options, body }) {
  const { isEmpty = false, isReal = false, role, ...contextOptions } = options;
  const server = isReal ? { url: SERVER, close: () => {} } : await startFake({ isEmpty });
  const contexts = [];
  const faults = [];
  // A page of a browser of its own, with somebody signed in.
  async function open(who) {
    const context = await browser.newContext({ viewport: DESKTOP, locale: "en-GB", baseURL: server.url, ...contextOptions });
    contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(tellViolations);
    const page = await context.newPage();
    watch(page, server.url, faults);
    if (who) await signIn(context, server.url, who);
    return { page, context };
  }
  try {
    const { page, context } = await open(role);
    await body({ page, context, server, as: (other) => signIn(context, server.url, other), beside: async (other) => (await open(other)).page });
    if (faults.length > 0) throw new Error([...new Set(faults)].join("\n"));
  } catch (error) {
    throw faults.length > 0 ? new Error(`${error?.message ?? error}\n${[...new Set(faults)].join("\n")}`) : error;
  } finally {
    for (const context of contexts) await context.close();
    server.close();
  }
}

async function judge(browser, one) {
  const start = performance.now();
  let outcome = "ok";
  try {
    await runOne(browser, one);
  } catch (error) {
    outcome = "FAILED";
    console.log(String(error?.message ?? error).slice(0, 3_000));
  }
  console.log(`${outcome.padEnd(7)} ${one.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return outcome === "ok";
}

// Those of `unsure` that fail again. A real server's data is as the first attempt left it, and many failures are no accident: neither is tried twice.
async function judgeAgain(browser, unsure) {
  if (SERVER !== "" || unsure.length > MOST_AGAIN) return unsure;
  const failed = [];
  for (const one of unsure) {
    console.log(`once more, by itself: ${one.name}`);
    if (!(await judge(browser, one))) failed.push(one);
  }
  return failed;
}

export async function runAll(words) {
  const suitable = tests.filter(({ options }) => Boolean(options.isReal) === (SERVER !== ""));
  const pending = suitable.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell", args: CHROMIUM_ARGS });
  const count = pending.length;
  const unsure = [];
  async function work() {
    for (let one = pending.shift(); one; one = pending.shift()) if (!(await judge(browser, one))) unsure.push(one);
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const failed = await judgeAgain(browser, unsure);
  await browser.close();
  for (const { name } of failed) console.log(`failed: ${name}`);
  console.log(`${count - failed.length} passed, ${failed.length} failed, 0 skipped`);
  return failed.length === 0 ? 0 : 1;
}
