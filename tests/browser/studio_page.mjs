// The studio as tests reach for it: its map, whose 1,000 units are a grid of 40 by 25, its tabs and its server.
import { faultsOf } from "./axe.mjs";
import { expect } from "./harness.mjs";

export const look = { colorScheme: "light", reducedMotion: "reduce" };
export const tab = (page, name) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
export const moveTo = (page) => page.getByRole("combobox", { name: "Move to" });
export const totals = (page) => page.getByTestId("totals");
export const planOf = (server) => server.world.plans[0];
export const boardIn = (server) => server.world.studio.boards.get(planOf(server).id);
export const territoryOf = (server, code) => boardIn(server).of[Number(code) - 10_000];

export async function judge(page, what, faults) {
  faults.push(...(await faultsOf(page, what)));
  await page.evaluate(() => void (document.documentElement.dataset.theme = "light"));
}

export async function openStudio(page, server, query = "") {
  await page.goto(`/plans/${planOf(server).id}/studio${query}`);
  await page.getByTestId("studio-map").and(page.locator("[data-ready=yes]")).waitFor();
  await page.waitForTimeout(600);
}

// Somebody else changes the plan, through the API.
export async function changeAs(server, role, change) {
  const signed = await fetch(`${server.url}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email: `${role}@demo.example`, password: "correct horse battery" }) });
  const { csrf_token } = await signed.json();
  const answer = await fetch(`${server.url}/api/v1/plans/${planOf(server).id}/changes`, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf_token, Cookie: signed.headers.get("set-cookie").split(";")[0] }, body: JSON.stringify(change) });
  expect(answer.ok, `changing as ${role}: ${answer.status}`);
}

// Where a unit's middle stands on the screen: the map shows the whole grid, with 24 pixels around it.
export async function spotOf(page, code) {
  const box = await page.getByTestId("studio-map").boundingBox();
  const place = Number(code) - 10_000;
  const [column, row] = [(place % 40) + 0.5, Math.floor(place / 40) + 0.5];
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  const [south, north] = [mercator(27), mercator(48)];
  const [west, east] = [-123, -70];
  const scale = Math.min((box.width - 48) / (((east - west) * Math.PI) / 180), (box.height - 48) / (north - south));
  const lon = -123 + (53 * column) / 40;
  const lat = mercator(27 + (21 * row) / 25);
  return [box.x + box.width / 2 + (((lon - (west + east) / 2) * Math.PI) / 180) * scale, box.y + box.height / 2 - (lat - (south + north) / 2) * scale];
}
