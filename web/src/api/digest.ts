// Whether what waits for one comes by mail, and when (docs/spec/plan-discussion.md).
import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { components } from "./generated/schema";

export type Digest = components["schemas"]["Digest"];
export type DigestRhythm = Digest["rhythm"];
export const DIGEST_RHYTHMS = ["never", "daily", "weekly"] as const satisfies DigestRhythm[];

export const digestQuery = queryOptions({
  queryKey: ["digest"],
  queryFn: ({ signal }) => api.get("/digest", { signal }),
});
export const putDigest = (rhythm: DigestRhythm) => api.put("/digest", { body: { rhythm } });
