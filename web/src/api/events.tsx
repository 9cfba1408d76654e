// Server-sent events: what changes on the server appears on the page. The browser resumes a broken stream by Last-Event-ID;
// a stream that the server has refused is tried again here, with growing pauses.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { type Mentioned, type PlanChanged, tellMentioned, tellPlanChanged, tellPlanPresent } from "./plan_events";
import type { Job, PlanId } from "./types";

export type Connection = "connecting" | "live" | "reconnecting" | "offline";

const ConnectionContext = createContext<Connection>("connecting");
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 30_000;

// Event name -> which answers are out of date. "job.updated" carries the job itself and is handled apart; a board that is shown hears of "plan.changed"
// by itself, so that its own changes do not have it read anew.
const STALE: Record<string, string[][]> = {
  "plan.updated": [["plans"], ["matters"]],
  "plan.changed": [["plans", "one"], ["plans", "changes"], ["plans", "diff"], ["plans", "offers"], ["plans", "fronts"], ["plans", "territories"], ["plans", "map"], ["plans", "approvals"], ["plans", "facts"], ["discussion", "proposals"]],
  "plan.offer": [["plans", "offers"], ["plans", "fronts"]],
  "plan.discussed": [["discussion", "comments"], ["matters"]],
  "plan.proposal": [["discussion", "proposals"], ["discussion", "window"], ["matters"]],
  "person.mentioned": [["discussion", "comments"], ["matters"]],
  "person.updated": [["people"]],
  "territory.updated": [["alignment"], ["plans", "approvals"]],
  "position.updated": [["alignment"], ["plans", "approvals"]],
  "assignment.updated": [["alignment"], ["plans", "approvals"]],
  "alignment.updated": [["alignment"], ["plans", "approvals"], ["crm", "records"], ["rules", "preview"]],
  "rule_set.updated": [["rules"], ["crm", "records", "account", "why"]],
  "lead_policy.updated": [["rules", "lead-policy"], ["crm", "records", "lead"]],
  "icp.updated": [["market"], ["crm", "records", "account", "score"]],
  "objective.updated": [["market", "objectives"]],
  "layer.updated": [["market", "layers"]],
  "unit_layer.updated": [["market", "layers"]],
  "market_model.updated": [["market", "models"], ["market", "size"], ["market", "white_space"], ["market", "territory"], ["crm", "records", "account", "market"]],
  "record.updated": [["crm", "records"]],
  "crm.updated": [["crm"]],
};
// Many changes at once, an import say, are read anew once.
const GATHER_MS = 200;

export function applyJob(client: QueryClient, job: Job): void {
  client.setQueryData(["jobs", "one", job.id], job);
  const lists = client.getQueriesData<{ items: Job[] }>({ queryKey: ["jobs", "list"] });
  let isKnown = false;
  for (const [key, list] of lists) {
    if (!list?.items.some((item) => item.id === job.id)) continue;
    isKnown = true;
    client.setQueryData(key, { ...list, items: list.items.map((item) => (item.id === job.id ? job : item)) });
  }
  const isOver = job.state !== "running" && job.state !== "queued";
  if (!isKnown || isOver) void client.invalidateQueries({ queryKey: ["jobs", "list"] });
  if (!isOver) return;
  // An event leaves out the result.
  void client.invalidateQueries({ queryKey: ["jobs", "one", job.id] });
  void client.invalidateQueries({ queryKey: ["plans"] });
  void client.invalidateQueries({ queryKey: ["crm"] });
  void client.invalidateQueries({ queryKey: ["rules"] });
  if (job.kind.startsWith("market.")) void client.invalidateQueries({ queryKey: ["market"] });
}

// Calls for what is out of date, each key once for all that come within a moment; also what stops it.
export function gather(invalidate: (queryKey: string[]) => void): { add: (keys: string[][]) => void; stop: () => void } {
  const waiting = new Map<string, string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const keys = [...waiting.values()];
    waiting.clear();
    keys.forEach(invalidate);
  };
  const add = (keys: string[][]) => {
    for (const key of keys) waiting.set(key.join(" "), key);
    timer ??= setTimeout(flush, GATHER_MS);
  };
  return { add, stop: () => clearTimeout(timer) };
}

// `onId` hears the number of each event, after which a new stream resumes.
function listen(source: EventSource, client: QueryClient, stale: (keys: string[][]) => void, onId: (id: string) => void): void {
  const on = (name: string, act: (event: MessageEvent<string>) => void) => {
    source.addEventListener(name, (event) => {
      const message = event as MessageEvent<string>;
      if (message.lastEventId) onId(message.lastEventId);
      act(message);
    });
  };
  on("ready", () => {});
  // Too much was missed to be told one by one.
  on("reset", () => void client.invalidateQueries());
  on("job.updated", (event) => applyJob(client, JSON.parse(event.data) as Job));
  // Who is here is asked for by whoever is here too.
  on("plan.present", (event) => tellPlanPresent(JSON.parse(event.data) as { id: PlanId }));
  for (const [name, keys] of Object.entries(STALE)) {
    on(name, (event) => {
      stale(keys);
      if (name === "person.mentioned") tellMentioned(JSON.parse(event.data) as Mentioned);
      if (name !== "plan.changed") return;
      void client.invalidateQueries({ queryKey: ["plans", "board"], refetchType: "none" });
      tellPlanChanged(JSON.parse(event.data) as PlanChanged);
    });
  }
}

// Opens the stream and keeps it open; returns what closes it.
function keepOpen(client: QueryClient, onChange: (connection: Connection) => void): () => void {
  let source: EventSource | null = null;
  const stale = gather((queryKey) => void client.invalidateQueries({ queryKey }));
  let timer = 0;
  let pause = RETRY_MS_MIN;
  let last = "";
  let wasLost = false;
  function open() {
    window.clearTimeout(timer);
    source?.close();
    source = new EventSource(last ? `/api/v1/events?last_event_id=${encodeURIComponent(last)}` : "/api/v1/events");
    listen(source, client, stale.add, (id) => (last = id));
    source.onopen = () => {
      pause = RETRY_MS_MIN;
      onChange("live");
      if (wasLost && !last) void client.invalidateQueries();
      wasLost = false;
    };
    source.onerror = () => {
      // The server ends a stream every few minutes; the browser comes back by itself and has missed nothing.
      wasLost = true;
      onChange(navigator.onLine ? "reconnecting" : "offline");
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(open, pause);
      pause = Math.min(pause * 2, RETRY_MS_MAX);
    };
  }
  const offline = () => onChange("offline");
  window.addEventListener("online", open);
  window.addEventListener("offline", offline);
  open();
  return () => {
    window.clearTimeout(timer);
    stale.stop();
    window.removeEventListener("online", open);
    window.removeEventListener("offline", offline);
    source?.close();
  };
}

export function EventsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>("connecting");
  useEffect(() => keepOpen(client, setConnection), [client]);
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  return use(ConnectionContext);
}
