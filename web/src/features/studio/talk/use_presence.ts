// Says that one is here and where one looks, and hears who else is. A page that nobody sees says nothing: then one is gone after a while.
import { useEffect, useRef, useState } from "react";
import type { Presence, PresencePlace } from "@/api/discussion";
import { bePresent, leavePlan } from "@/api/discussion_queries";
import { onPlanPresent } from "@/api/plan_events";
import type { PlanId } from "@/api/types";
import { useDebounced } from "@/lib/use_debounced";

const BEAT_MS = 20_000;
const SETTLE_MS = 700;
// What others do is asked for no more often than this.
const HEARD_MS_MIN = 1_500;

export function usePresence(plan: PlanId, place: PresencePlace): Presence[] {
  const [here, setHere] = useState<Presence[]>([]);
  const settled = useDebounced(`${place.about ?? ""} ${place.id ?? ""}`, SETTLE_MS);
  const now = useRef(place);
  now.current = place;
  const say = useRef<(wait?: number) => void>(() => {});
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let saidAt = -Infinity;
    async function beat() {
      saidAt = performance.now();
      const items = document.visibilityState === "hidden" ? null : await bePresent(plan, now.current).catch(() => null);
      if (isOver) return;
      if (items) setHere(items);
      next(BEAT_MS);
    }
    function next(wait: number) {
      clearTimeout(timer);
      timer = setTimeout(() => void beat(), wait);
    }
    say.current = (wait = 0) => next(wait);
    const hear = onPlanPresent(({ id }) => id === plan && say.current(Math.max(0, saidAt + HEARD_MS_MIN - performance.now())));
    const seen = () => document.visibilityState === "visible" && say.current();
    const left = () => void leavePlan(plan).catch(() => {});
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("pagehide", left);
    return () => {
      isOver = true;
      clearTimeout(timer);
      hear();
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("pagehide", left);
      left();
    };
  }, [plan]);
  // At once when one comes, and whenever one has settled on another place.
  useEffect(() => say.current(), [plan, settled]);
  return here;
}
