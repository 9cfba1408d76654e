// What the demands that are being made would break, asked of the server whenever they change; an older answer never replaces a newer one.
import { useEffect, useMemo, useState } from "react";
import type { Demand, NewChange } from "@/api/studio";
import { useStudio } from "../context";
import type { Preview } from "../panel/use_preview";
import { previewChange } from "../use_board";
import { named } from "./demands";

const PAUSE_MS = 120;

export type Wish = Pick<NewChange, "demand" | "release">;

export function useDemandPreview(demands: readonly Demand[], replaced: readonly Demand[]): Preview & { wish: Wish } {
  const { plan, board, units, whyNot } = useStudio();
  const [found, setFound] = useState<{ of: string; change: Preview["change"]; problem: unknown } | null>(null);
  // As a text, so that what is asked anew is only what is another.
  const asked = JSON.stringify([demands, replaced]);
  const wish = useMemo<Wish>(() => {
    const [made, released] = JSON.parse(asked) as [Demand[], Demand[]];
    return { demand: made.map((one) => named(one, units)), ...(released.length > 0 ? { release: released.map((one) => named(one, units)) } : {}) };
  }, [asked, units]);
  const { revision } = board;
  const isAsked = (wish.demand?.length ?? 0) > 0 && !whyNot;
  const key = `${revision} ${asked}`;
  useEffect(() => {
    if (!isAsked) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      previewChange(plan.id, { revision, ...wish }, abort.signal).then(
        (change) => setFound({ of: key, change, problem: null }),
        (problem: unknown) => !abort.signal.aborted && setFound({ of: key, change: null, problem }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [isAsked, plan.id, key]);
  const now = isAsked && found?.of === key ? found : null;
  return { wish, change: now?.change ?? null, problem: now?.problem ?? null, isBusy: isAsked && now === null };
}
