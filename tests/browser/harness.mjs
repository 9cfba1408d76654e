// Runs browser tests one after the other, each in a context of its own, and adds up.
//
// Whatever a test looks for, it also fails when the page throws, breaks the content security policy or asks anything of another machine.
import { createRequire } from "node:module";
import { join } from "node:path";
import { startFake } from "../../web/test/fake/server.mjs";
import { PASSWORD } from "../../web/test/fake/world.mjs";

const require = createRequire(join(import.meta.dirname, "..", "..", "web", "package.json"));
const { chromium } = require("playwright-core");
export const AXE = require.resolve("axe-core/axe.min.js");

const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist";
const PATIENCE_MS = 60_000;
const tests = [];

// `options`: isEmpty (a server before its first run), role (signed in as), and Playwright's own for a context.
export function test(name, options, body) {
  tests.push({ name, options, body });
}

export function expect(isTrue, message) {
  if (!isTrue) throw new Error(message);
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

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

async function signIn(context, base, role) {
  const answer = await context.request.post(`${base}/api/v1/session`, { data: { email: `${role}@demo.example`, password: PASSWORD } });
  expect(answer.ok(), `signing in as ${role}: ${answer.status()}`);
}

async function runOne(browser, { options, body }) {
  const { isEmpty = false, role, ...contextOptions } = options;
  const server = await startFake({ isEmpty });
  const context = await browser.newContext({ viewport: DESKTOP, locale: "en-GB", baseURL: server.url, ...contextOptions });
  const faults = [];
  try {
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    watch(page, server.url, faults);
    if (role) await signIn(context, server.url, role);
    await body({ page, context, server, as: (other) => signIn(context, server.url, other) });
    if (faults.length > 0) throw new Error(faults.join("\n"));
  } finally {
    await context.close();
    server.close();
  }
}

export async function runAll(words) {
  const chosen = tests.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS.split(" ") });
  let passed = 0;
  let failed = 0;
  for (const one of chosen) {
    const start = performance.now();
    let outcome = "ok";
    try {
      await runOne(browser, one);
      passed++;
    } catch (error) {
      outcome = "FAILED";
      failed++;
      console.log(String(error?.message ?? error).slice(0, 2_000));
    }
    console.log(`${outcome.padEnd(7)} ${one.name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  }
  await browser.close();
  console.log(`${passed} passed, ${failed} failed, 0 skipped`);
  return failed === 0 ? 0 : 1;
}
