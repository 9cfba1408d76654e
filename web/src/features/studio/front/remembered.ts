// What this browser remembers of a plan's optimiser: whether several plans were looked for, and by which job.
import { useState } from "react";
import { idFrom, type JobId, type PlanId } from "@/api/types";
import { rememberChoice, rememberedChoice } from "@/lib/preferences";

export type Kind = "one" | "several";
interface Remembered {
  kind: Kind;
  front: JobId;
}

export function useRemembered(plan: PlanId) {
  const name = `optimiser.${plan}`;
  const [remembered, setRemembered] = useState<Remembered>(() => rememberedChoice<Remembered>(name) ?? { kind: "one", front: idFrom<JobId>("") });
  function remember(change: Partial<Remembered>) {
    const next = { ...remembered, ...change };
    setRemembered(next);
    rememberChoice(name, next);
  }
  return { ...remembered, remember };
}
