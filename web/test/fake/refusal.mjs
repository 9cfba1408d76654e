// What the fake server answers where it cannot do what was asked: a problem (RFC 9457) with the server's own rules.
import { randomUUID } from "node:crypto";

const CODES = { 400: "invalid_input", 401: "unauthenticated", 403: "forbidden", 404: "not_found", 409: "conflict", 412: "precondition_failed", 428: "precondition_required" };

export class Refusal extends Error {
  constructor(status, title, detail, rule, errors) {
    super(detail);
    this.status = status;
    this.body = { type: `/errors/${rule}`, title, status, code: CODES[status] ?? "refused", rule, detail, request_id: randomUUID().slice(0, 8), ...(errors ? { errors } : {}) };
  }
}
