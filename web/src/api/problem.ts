// What the server says when it cannot do something (RFC 9457), and what happens when there is no server to say it.
import type { components } from "./generated/schema";

export type ProblemBody = components["schemas"]["Problem"];

export class ApiProblem extends Error {
  readonly status: number;
  readonly body: Partial<ProblemBody>;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: Partial<ProblemBody>, retryAfterSeconds: number | null = null) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

// What made a job fail, as a problem like any other.
export function jobProblem(problem: components["schemas"]["JobProblem"]): ApiProblem {
  return new ApiProblem(0, { title: problem.message, rule: problem.rule, code: problem.code });
}

// The server could not be reached at all.
export class Unreachable extends Error {
  constructor() {
    super("unreachable");
    this.name = "Unreachable";
  }
}

// Field by JSON pointer without its first slash ("admin/email") -> what is wrong with it. The first message of a field counts.
export function fieldErrors(problem: unknown, say: (rule: string | undefined, message: string) => string = (_, message) => message): Record<string, string> {
  const found: Record<string, string> = {};
  if (!(problem instanceof ApiProblem)) return found;
  for (const error of problem.body.errors ?? []) {
    const field = (error.pointer ?? "").replace(/^[#/]+/, "");
    if (field && !(field in found)) found[field] = say(error.rule, error.message);
  }
  return found;
}

// What is wrong with no field that the form shows: to be said above it.
export function otherErrors(problem: unknown, shown: string[], say: (rule: string | undefined, message: string) => string = (_, message) => message): string[] {
  if (!(problem instanceof ApiProblem)) return [];
  return (problem.body.errors ?? [])
    .filter((error) => !shown.includes((error.pointer ?? "").replace(/^[#/]+/, "")))
    .map((error) => say(error.rule, error.message));
}
