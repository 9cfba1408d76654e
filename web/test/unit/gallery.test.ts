// Goal: the design system's page shows every component there is. Method: the exports of design/ are looked for in the page's sources.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCE = join(import.meta.dirname, "..", "..", "src");
const textOf = (folder: string) =>
  readdirSync(join(SOURCE, folder), { encoding: "utf8" }).filter((file) => file.endsWith(".tsx")).map((file) => readFileSync(join(SOURCE, folder, file), "utf8"));

// What has no look of its own: it asks the session, frames a page, wraps the app, or is a Progress with a job's name.
const NOT_SHOWN = ["Allowed", "FrontPage", "JobProgress", "ToastProvider", "TooltipProvider"];

test("every component of the design system is on its page", () => {
  const page = textOf("features/design").join("\n");
  const components = textOf("design").flatMap((text) => [...text.matchAll(/export (?:function|const) ([A-Z][A-Za-z]+)/g)].map((found) => found[1] ?? ""));
  expect(components.length).toBeGreaterThan(30);
  const missing = components.filter((name) => !new RegExp(`<${name}\\b`).test(page));
  expect(missing.sort()).toEqual(NOT_SHOWN);
});
