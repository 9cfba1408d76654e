// What moving the selection would do, by oneself or as a proposal, asked of the server whenever either changes; an older answer never replaces a newer one.
import { useEffect, useState } from "react";
import { previewProposal } from "@/api/discussion_queries";
import type { BoardChange } from "@/api/studio";
import { useStudio } from "../context";
import { placesOf } from "../selection";
import { previewChange } from "../use_board";

const PAUSE_MS = 120;

export interface Preview {
  change: BoardChange | null;
  problem: unknown;
  isBusy: boolean;
}

export function usePreview(isProposal: boolean): Preview {
  const { plan, board, units, selection, target, whyNot, whyNotPropose } = useStudio();
  const [found, setFound] = useState<{ change: BoardChange | null; problem: unknown } | null>(null);
  const { revision } = board;
  const isAsked = target !== null && selection.count > 0 && !(isProposal ? whyNotPropose : whyNot);
  useEffect(() => {
    setFound(null);
    if (!isAsked || target === null) return;
    const abort = new AbortController();
    const ids = placesOf(selection).map((place) => units.ids[place] ?? "");
    const timer = setTimeout(() => {
      const moves = [{ to: target, units: ids }];
      (isProposal ? previewProposal(plan.id, { moves }, abort.signal) : previewChange(plan.id, { revision, moves }, abort.signal)).then(
        (change) => setFound({ change, problem: null }),
        (problem: unknown) => !abort.signal.aborted && setFound({ change: null, problem }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [isAsked, isProposal, plan.id, revision, selection, target, units.ids]);
  return { change: found?.change ?? null, problem: found?.problem ?? null, isBusy: isAsked && found === null };
}
