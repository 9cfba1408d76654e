// A stand-in for the server, in memory, to develop against and for browser tests where the real one is not built:
//   node test/fake/server.mjs [--port N] [--empty]     prints its address when it listens
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { PUBLIC, SIGNED_IN } from "./api.mjs";
import { Refusal } from "./refusal.mjs";
import { emptyCrm } from "./crm.mjs";
import { addDemoAlignment } from "./demo_alignment.mjs";
import { addDemoCrm } from "./demo_crm.mjs";
import { addDemoLayers } from "./layer_world.mjs";
import { firstModels } from "./market_size.mjs";
import { demoWorld, emptyWorld } from "./world.mjs";

const DIST = join(import.meta.dirname, "..", "..", "dist");
// Word for word the server's own (src/platform/http/security.hpp); a unit test compares them.
export const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self' blob:; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".json": "application/json",
};

function matchRoute(routes, method, path) {
  const exact = routes[`${method} ${path}`];
  if (exact) return { handle: exact };
  for (const [name, handle] of Object.entries(routes)) {
    const [routeMethod, pattern] = name.split(" ");
    const parts = path.split("/");
    const wanted = pattern.split("/");
    if (routeMethod !== method || parts.length !== wanted.length) continue;
    if (!wanted.every((part, index) => part.startsWith(":") || part === parts[index])) continue;
    const params = Object.fromEntries(wanted.flatMap((part, index) => (part.startsWith(":") ? [[part.slice(1), decodeURIComponent(parts[index])]] : [])));
    return { handle, id: params.id, params };
  }
  return null;
}

async function bodyOf(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text && request.headers["content-type"]?.includes("json") ? JSON.parse(text) : text;
}

function openStream(world, session, response) {
  response.person = session.person.id;
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write(": open\n\n");
  world.streams.add(response);
  response.on("close", () => world.streams.delete(response));
}

function send(response, answer, type = "application/json") {
  // A file says itself what it is.
  if (answer === undefined || Buffer.isBuffer(answer)) return response.end(answer);
  response.setHeader("Content-Type", typeof answer === "string" ? "text/csv" : type);
  response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
}

async function answerApi(world, request, response, url) {
  const path = url.pathname.slice("/api/v1".length);
  const key = /bailiwick_session=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
  const session = key ? world.sessions.get(key) : undefined;
  const route = matchRoute(PUBLIC, request.method, path);
  if (!route && !session) throw new Refusal(401, "Sign in first", "This needs a session.", "H022");
  if (path === "/events") return openStream(world, session, response);
  if (!route && request.method !== "GET" && request.headers["x-csrf-token"] !== session.csrf) throw new Refusal(403, "The request was refused", "X-CSRF-Token is missing or wrong.", "H023");
  const found = route ?? matchRoute(SIGNED_IN, request.method, path);
  if (!found) throw new Refusal(404, "Not found", `There is no ${path}.`, "H020");
  send(response, found.handle({ world, session, key, id: found.id, params: found.params, query: url.searchParams, body: await bodyOf(request), request, response }));
}

function answerFile(response, path) {
  const file = join(DIST, normalize(path));
  const isFile = file.startsWith(DIST) && existsSync(file) && statSync(file).isFile();
  const shown = isFile ? file : join(DIST, "index.html");
  response.setHeader("Content-Type", TYPES[extname(shown)] ?? "application/octet-stream");
  createReadStream(shown).pipe(response);
}

function fullWorld() {
  const world = { ...demoWorld(), crm: emptyCrm() };
  addDemoAlignment(world);
  addDemoCrm(world);
  addDemoLayers(world);
  return world;
}

export function startFake({ port = 0, isEmpty = false } = {}) {
  const world = isEmpty ? { ...emptyWorld(), crm: emptyCrm() } : fullWorld();
  world.market.models = firstModels();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    response.setHeader("Content-Security-Policy", POLICY);
    try {
      if (url.pathname.startsWith("/api/")) await answerApi(world, request, response, url);
      else answerFile(response, url.pathname);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, "The fake server failed", String(error?.stack), "X500");
      response.statusCode = refusal.status;
      send(response, refusal.body, "application/problem+json");
    }
  });
  return new Promise((done) => {
    server.listen(port, "127.0.0.1", () => {
      const close = () => {
        for (const stream of world.streams) stream.end();
        server.closeAllConnections();
        server.close();
      };
      done({ url: `http://127.0.0.1:${server.address().port}`, close, world });
    });
  });
}

if (process.argv[1] === import.meta.filename) {
  const at = process.argv.indexOf("--port");
  const { url } = await startFake({ port: at < 0 ? 0 : Number(process.argv[at + 1]), isEmpty: process.argv.includes("--empty") });
  console.log(url);
}
