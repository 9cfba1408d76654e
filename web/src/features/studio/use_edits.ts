// The edits that people make, each shown at once and told when done.
import { useTranslation } from "react-i18next";
import type { BoardChange, Demand, NewChange } from "@/api/studio";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { withDemands, withLocks, withMoves } from "./board";
import { useStudio } from "./context";
import { named } from "./demands/demands";
import { placesOf } from "./selection";

export function useEdits() {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useToast();
  const studio = useStudio();
  const { actions, board, units, selection, setProblem } = studio;
  // Whether it was done; what was refused stands in the panel.
  async function tried(work: () => Promise<BoardChange>, done: (change: BoardChange) => string | null): Promise<boolean> {
    setProblem(null);
    try {
      const text = done(await work());
      if (text) say(text);
      return true;
    } catch (problem) {
      setProblem(problem);
      // Where it is shown.
      if (studio.panel !== "demands") studio.setPanel("selection");
      return false;
    }
  }
  const idsOf = (places: number[]) => places.map((place) => units.ids[place] ?? "");
  const counted = (count: number) => ({ count, number: format.number(count) });

  async function move(to: number, reason: string): Promise<boolean> {
    const places = placesOf(selection).filter((place) => board.of[place] !== to);
    const name = board.territories[to]?.name ?? "";
    const isDone = await tried(
      () => actions.change({ moves: [{ to, units: idsOf(places) }], ...(reason ? { reason } : {}) }, (now) => withMoves(now, to, places, units.measures)),
      () => t("studio.moved", { ...counted(places.length), name }),
    );
    if (isDone) studio.setTarget(null);
    return isDone;
  }
  function lock(isLocked: boolean) {
    const places = placesOf(selection).filter((place) => (board.locks[place] === 1) !== isLocked);
    if (places.length === 0) return Promise.resolve(true);
    const ids = idsOf(places);
    return tried(
      () => actions.change(isLocked ? { lock: ids } : { unlock: ids }, (now) => withLocks(now, places, isLocked)),
      () => t(isLocked ? "studio.lockedUnits" : "studio.unlockedUnits", counted(places.length)),
    );
  }
  // `wish`: the demands by id, with what they replace.
  const demand = (wish: Pick<NewChange, "demand" | "release">, made: Demand[], reason: string) =>
    tried(
      () => actions.change({ ...wish, ...(reason ? { reason } : {}) }, (now) => withDemands(now, made, [])),
      () => t("demands.made", counted(made.length)),
    );
  const release = (demands: Demand[]) =>
    tried(
      () => actions.change({ release: demands.map((one) => named(one, units)) }, (now) => withDemands(now, [], demands)),
      () => t("demands.released", counted(demands.length)),
    );
  const undo = () => tried(actions.undo, ({ change }) => (change?.takes_back === undefined ? t("studio.undone") : t("studio.undoneNumber", { number: change.takes_back })));
  const redo = () => tried(actions.redo, () => t("studio.redone"));
  return { move, lock, demand, release, undo, redo, tried };
}
