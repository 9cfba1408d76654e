// Goal: the first load stays below 350 kB gzipped before the map, and nothing of the build points at another machine. Method: Vite's manifest is
// followed from the entry through its static imports, and the page, one language and the fonts of Latin text are added.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const WEB = join(import.meta.dirname, "..", "..");
const DIST = join(WEB, "dist");
const FIRST_LOAD_BYTES_MAX = 350_000;

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const gzipped = (file: string) => gzipSync(readFileSync(join(DIST, file))).length;

describe.skipIf(!existsSync(join(DIST, ".vite/manifest.json")))("the build", () => {
  const manifest = existsSync(DIST) ? (JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>) : {};

  function filesOf(...entries: string[]): Set<string> {
    const files = new Set<string>();
    const pending = [...entries];
    const seen = new Set<string>();
    while (pending.length > 0) {
      const name = pending.pop() ?? "";
      const chunk = manifest[name];
      if (!chunk || seen.has(name)) continue;
      seen.add(name);
      files.add(chunk.file);
      for (const css of chunk.css ?? []) files.add(css);
      pending.push(...(chunk.imports ?? []));
    }
    return files;
  }

  test("loads first less than it may", () => {
    const files = filesOf("index.html", "src/i18n/en/index.ts", "src/features/home/index.ts");
    expect(files.size).toBeGreaterThan(3);
    expect([...files].some((file) => file.includes("map_canvas"))).toBe(false);
    const fonts = readdirSync(join(DIST, "assets")).filter((file) => /^inter-latin-wght-normal.*woff2$/.test(file));
    const total = [...files].reduce((sum, file) => sum + gzipped(file), 0) + fonts.reduce((sum, file) => sum + statSync(join(DIST, "assets", file)).size, 0);
    console.log(`first load: ${Math.round(total / 1000)} kB gzipped, of it ${fonts.length} font`);
    expect(total).toBeLessThan(FIRST_LOAD_BYTES_MAX);
  });

  test("has every large text compressed beside it", () => {
    const texts = readdirSync(join(DIST, "assets")).filter((file) => /\.(m?js|css)$/.test(file) && statSync(join(DIST, "assets", file)).size >= 1024);
    for (const file of texts) for (const end of [".br", ".gz"]) expect(existsSync(join(DIST, "assets", file + end)), file + end).toBe(true);
  });

  test("has no script or style in its page", () => {
    const page = readFileSync(join(DIST, "index.html"), "utf8");
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page).not.toMatch(/<style|style="|https?:\/\//);
  });
});

test("features know nothing of each other", () => {
  const folder = join(WEB, "src", "features");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(file)) continue;
    const own = file.split("/")[0] ?? "";
    for (const match of readFileSync(join(folder, file), "utf8").matchAll(/from "@\/features\/(\w+)/g)) expect(match[1], file).toBe(own);
  }
});

test("the design system knows no feature, and nothing below the app imports it", () => {
  for (const layer of ["design", "api", "lib", "plan_map", "unit_map", "formula", "talk"]) {
    const folder = join(WEB, "src", layer);
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (/\.tsx?$/.test(file)) expect(readFileSync(join(folder, file), "utf8"), file).not.toMatch(/from "@\/(features|app)\//);
    }
  }
});

test("the lock file names no host", () => {
  expect(readFileSync(join(WEB, "package-lock.json"), "utf8")).not.toContain('"resolved"');
});

test("the fake server sends the server's own content security policy", () => {
  const header = readFileSync(join(WEB, "..", "src", "platform", "http", "security.hpp"), "utf8");
  const literal = /kContentSecurityPolicy =\s*((?:"[^"]*"\s*)+);/.exec(header)?.[1] ?? "";
  const policy = [...literal.matchAll(/"([^"]*)"/g)].map((match) => match[1]).join("");
  expect(policy).toContain("default-src 'none'");
  expect(readFileSync(join(WEB, "test", "fake", "server.mjs"), "utf8")).toContain(`"${policy}"`);
});
