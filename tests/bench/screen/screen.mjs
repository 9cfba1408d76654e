// Measures the studio in headless Chromium against a running server; run.py starts both. Asked for by one argument: {plan, rounds, codes}.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { CHROMIUM_ARGS, DESKTOP, SERVER } from "../../browser/harness.mjs";
import { signInAs } from "../../browser/sign_in.mjs";

const WEB = join(import.meta.dirname, "..", "..", "..", "web");
const { chromium } = createRequire(join(WEB, "package.json"))("playwright-core");
const { plan, rounds, codes } = JSON.parse(process.argv[2]);
const TYPES = { mjs: "text/javascript", css: "text/css" };

// A map with nothing on it: what MapLibre itself takes to come up.
const BLANK = `<!doctype html><link rel="stylesheet" href="/maplibre-gl.css"><div id="map" style="position:fixed;inset:0"></div><script type="module">
import { Map, setWorkerUrl } from "/maplibre-gl.mjs";
setWorkerUrl("/maplibre-gl-worker.mjs");
const map = new Map({ container: "map", fadeDuration: 0, attributionControl: false, style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#dde" } }] } });
map.once("idle", () => (map.getContainer().dataset.ready = "yes"));
</script>`;

function serveBlank() {
  const server = createServer(({ url }, answer) => {
    answer.setHeader("Content-Type", TYPES[url.split(".").pop()] ?? "text/html");
    if (url === "/") answer.end(BLANK);
    else createReadStream(join(WEB, "node_modules", "maplibre-gl", "dist", url)).on("error", () => answer.writeHead(404).end()).pipe(answer);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];
function told(name, values, more = "") {
  console.log(`${name.padEnd(56)} p50 ${at(values, 0.5).toFixed(0).padStart(6)} ms   p95 ${at(values, 0.95).toFixed(0).padStart(6)} ms   ${more}`);
}

// From the beginning of the navigation until `selector` is there and drawn.
async function opened(page, url, selector) {
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForSelector(selector, { timeout: 60_000 });
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now()))));
}

// When the last byte of what the map is made of had arrived, and how much that was.
const dataOf = (page) =>
  page.evaluate(() => {
    const parts = performance.getEntriesByType("resource").filter(({ name }) => /\/(map|units|board)$/.test(name));
    return { ms: Math.max(...parts.map(({ responseEnd }) => responseEnd)) - Math.min(...parts.map(({ startTime }) => startTime)), kB: parts.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1_000 };
  });

async function measureOpening(browser, state, blank) {
  const times = { blank: [], plan: [], market: [], studio: [], data: [] };
  let size = 0;
  for (let round = 0; round < rounds; round++) {
    const fresh = () => browser.newContext({ viewport: DESKTOP, locale: "en-GB", reducedMotion: "reduce", storageState: state });
    for (const [name, url, selector] of [["blank", blank, "[data-ready=yes]"], ["plan", `${SERVER}/plans/${plan}`, "[data-testid=map][data-ready=yes]"], ["market", `${SERVER}/market/map`, "[data-testid=layer-map][data-ready=yes]"], ["studio", `${SERVER}/plans/${plan}/studio`, "[data-testid=studio-map][data-ready=yes]"]]) {
      const context = await fresh();
      const page = await context.newPage();
      times[name].push(await opened(page, url, selector));
      if (name === "studio") {
        const { ms, kB } = await dataOf(page);
        times.data.push(ms);
        size = kB;
      }
      await context.close();
    }
  }
  const beside = (name) => `${(at(times[name], 0.5) / at(times.blank, 0.5)).toFixed(2)} times the empty map`;
  told("an empty map", times.blank);
  told("a plan's page with its map", times.plan, beside("plan"));
  told("the market map with all ZIP codes", times.market, beside("market"));
  told("the studio with its map", times.studio, beside("studio"));
  told("its data, asked for and arrived", times.data, `${size.toFixed(0)} kB`);
}

const drawn = (page, name) => page.evaluate((key) => Number(document.querySelector("[data-testid=studio-map]").dataset[key]), name);

async function measureColours(page) {
  const choice = page.getByLabel("Colour by");
  const options = await choice.locator("option").evaluateAll((all) => all.map(({ value }) => value));
  const [first, ...others] = options;
  const [renders, idles] = [[], []];
  let count = 0;
  for (const value of [...others, first, ...others, first]) {
    await page.evaluate(() => ["colourMs", "colourIdleMs", "colourCount"].forEach((key) => delete document.querySelector("[data-testid=studio-map]").dataset[key]));
    await choice.selectOption(value);
    await page.waitForFunction(() => document.querySelector("[data-testid=studio-map]").dataset.colourIdleMs, undefined, { timeout: 20_000 }).catch(() => {});
    const ms = await drawn(page, "colourMs");
    if (!Number.isFinite(ms)) continue;
    renders.push(ms);
    idles.push(await drawn(page, "colourIdleMs"));
    count = Math.max(count, await drawn(page, "colourCount"));
  }
  told("units coloured anew, drawn", renders, `${count} units at most`);
  told("units coloured anew, drawn to the end", idles);
}

async function select(page, code) {
  await page.getByRole("button", { name: "Select by what is known" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Codes").fill(code);
  await dialog.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("heading", { name: "1 unit selected" }).waitFor();
}

// In the page: clicks, and waits until the figures in the head are no longer the old ones that are being reckoned anew.
const clickAndWait = () =>
  new Promise((resolve) => {
    const totals = document.querySelector("[data-testid=totals]");
    const begin = performance.now();
    let wasBusy = false;
    new MutationObserver((_, observer) => {
      const isBusy = totals.hasAttribute("aria-busy");
      if (wasBusy && !isBusy) {
        observer.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - begin));
      }
      wasBusy ||= isBusy;
    }).observe(totals, { attributes: true });
    document.querySelector("[data-testid=move]").click();
  });

async function measureChanges(page) {
  const [figures, pictures] = [[], []];
  for (const code of codes) {
    await select(page, code);
    const beside = page.getByRole("group", { name: "Territories beside it" }).getByRole("button");
    if (!(await beside.first().waitFor({ timeout: 5_000 }).then(() => true, () => false))) continue;
    await beside.first().click();
    await page.locator("[data-testid=move]:not([aria-disabled=true])").waitFor();
    await page.waitForTimeout(400);
    await page.evaluate(() => delete document.querySelector("[data-testid=studio-map]").dataset.colourMs);
    figures.push(await page.evaluate(clickAndWait));
    await page.waitForFunction(() => document.querySelector("[data-testid=studio-map]").dataset.colourMs, undefined, { timeout: 5_000 });
    pictures.push(await drawn(page, "colourMs"));
  }
  told("a move: from the click to its figures", figures, `${figures.length} moves`);
  told("a move: from its colours to its picture", pictures);
}

const blank = await serveBlank();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: CHROMIUM_ARGS });
const context = await browser.newContext({ viewport: DESKTOP, locale: "en-GB", reducedMotion: "reduce", baseURL: SERVER });
const page = await context.newPage();
await signInAs(page, "planner");
await measureOpening(browser, await context.storageState(), `http://127.0.0.1:${blank.address().port}/`);
await opened(page, `/plans/${plan}/studio`, "[data-testid=studio-map][data-ready=yes]");
await page.waitForTimeout(2_000);
await measureColours(page);
await measureChanges(page);
await browser.close();
blank.close();
