// The one way to the server. Paths, parameters, bodies and answers are typed by the server's own OpenAPI document.
//
// Keeps the CSRF token of the session and the ETag of every resource read, and sends them with writes; a creation carries a key, so that
// pressing twice makes one.
import type { paths } from "./generated/schema";
import { ApiProblem, type ProblemBody, Unreachable } from "./problem";

const BASE = "/api/v1";

type Method = "get" | "post" | "put" | "patch" | "delete";
type PathsOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: object } ? (P extends `${typeof BASE}${infer Rest}` ? Rest : never) : never;
}[keyof paths];
type Operation<P extends string, M extends Method> = `${typeof BASE}${P}` extends keyof paths
  ? M extends keyof paths[`${typeof BASE}${P}`]
    ? paths[`${typeof BASE}${P}`][M]
    : never
  : never;
type Content<Response> = Response extends { content: infer Media } ? Media[keyof Media] : undefined;
type Responses<O> = O extends { responses: infer R } ? R : never;
type Success = 200 | 201 | 202 | 204;
export type Answer<P extends string, M extends Method> = Content<
  Responses<Operation<P, M>>[keyof Responses<Operation<P, M>> & Success]
>;
export type Body<P extends string, M extends Method> = Operation<P, M> extends {
  requestBody?: { content: { "application/json": infer B } };
}
  ? B
  : undefined;
export type Query<P extends string> = Operation<P, "get"> extends { parameters: { query?: infer Q } } ? Q : never;

interface Options {
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  // What is to be changed, as a list told it, or "*" for what is not there yet; without it the ETag of what was read at the same address.
  version?: number | "*";
  // Of a file; without it, CSV.
  mediaType?: string;
  signal?: AbortSignal | undefined;
  // Sent to its end although the page goes away.
  isLast?: boolean;
}

let csrfToken: string | null = null;
let onSignedOut: () => void = () => {};
const etags = new Map<string, string>();

export function setCsrfToken(token: string | null): void {
  csrfToken = token;
  if (token === null) etags.clear();
}

// Called when the server says that the session is over.
export function setSignedOutListener(listener: () => void): void {
  onSignedOut = listener;
}

export function urlOf(template: string, options: Options = {}): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(options.path?.[name] ?? ""));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return `${BASE}${path}${text ? `?${text}` : ""}`;
}

function headersFor(method: Method, url: string, options: Options): Headers {
  const headers = new Headers({ Accept: "application/json, application/problem+json", "Accept-Language": document.documentElement.lang });
  if (options.body !== undefined && !(options.body instanceof Blob)) headers.set("Content-Type", "application/json");
  if (options.body instanceof Blob) headers.set("Content-Type", options.mediaType ?? "text/csv");
  if (method === "get") return headers;
  if (csrfToken) headers.set("X-CSRF-Token", csrfToken);
  if (method === "post") headers.set("Idempotency-Key", crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  if (options.version !== undefined) headers.set("If-Match", options.version === "*" ? "*" : `"${options.version}"`);
  else if (method !== "post") headers.set("If-Match", etags.get(url) ?? "*");
  return headers;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  let body: Partial<ProblemBody>;
  try {
    body = (await response.json()) as Partial<ProblemBody>;
  } catch {
    body = { status: response.status, title: response.statusText };
  }
  const seconds = Number(response.headers.get("Retry-After"));
  return new ApiProblem(response.status, body, Number.isFinite(seconds) && seconds > 0 ? seconds : null);
}

async function send(method: Method, template: string, options: Options): Promise<unknown> {
  const url = urlOf(template, options);
  const body = options.body instanceof Blob ? options.body : options.body === undefined ? null : JSON.stringify(options.body);
  let response: Response;
  try {
    response = await fetch(url, {
      method: method.toUpperCase(),
      headers: headersFor(method, url, options),
      body,
      credentials: "same-origin",
      signal: options.signal ?? null,
      keepalive: options.isLast ?? false,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable();
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401 && csrfToken !== null) onSignedOut();
    throw problem;
  }
  const etag = response.headers.get("ETag");
  if (etag) etags.set(url, etag);
  if (response.status === 204 || response.headers.get("Content-Length") === "0") return undefined;
  return response.headers.get("Content-Type")?.includes("json") ? response.json() : response.text();
}

export const api = {
  get: <P extends PathsOf<"get">>(path: P, options: Options = {}) => send("get", path, options) as Promise<Answer<P, "get">>,
  post: <P extends PathsOf<"post">>(path: P, options: Options & { body?: Body<P, "post"> | Blob } = {}) =>
    send("post", path, options) as Promise<Answer<P, "post">>,
  put: <P extends PathsOf<"put">>(path: P, options: Options & { body: Body<P, "put"> }) => send("put", path, options) as Promise<Answer<P, "put">>,
  patch: <P extends PathsOf<"patch">>(path: P, options: Options & { body: Body<P, "patch"> }) =>
    send("patch", path, options) as Promise<Answer<P, "patch">>,
  delete: <P extends PathsOf<"delete">>(path: P, options: Options = {}) =>
    send("delete", path, options) as Promise<Answer<P, "delete">>,
};

// For paths that are put together, as those of the CRM's objects; the caller names the shape of the answer.
export const loose = {
  get: <T>(path: string, options: Options = {}) => send("get", path, options) as Promise<T>,
  post: <T>(path: string, options: Options = {}) => send("post", path, options) as Promise<T>,
  put: <T>(path: string, options: Options = {}) => send("put", path, options) as Promise<T>,
  patch: <T>(path: string, options: Options = {}) => send("patch", path, options) as Promise<T>,
  delete: (path: string, options: Options = {}) => send("delete", path, options) as Promise<void>,
};
