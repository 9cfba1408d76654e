// Cancel and retry: what features do to jobs, with the answer put where every page sees it.
import { useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { applyJob } from "./events";
import type { Job, JobId } from "./types";

export function useJobActions() {
  const client = useQueryClient();
  const act = async (answer: Promise<unknown>) => {
    const job = (await answer) as Job | undefined;
    if (job?.id) applyJob(client, job);
    await client.invalidateQueries({ queryKey: ["jobs"] });
  };
  return {
    cancel: (job: JobId) => act(api.post("/jobs/{job}/cancel", { path: { job } })),
    retry: (job: JobId) => act(api.post("/jobs/{job}/retry", { path: { job } })),
  };
}
