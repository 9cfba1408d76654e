// Everything the studio holds while it is open, put together for its parts.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import type { PlanChanged } from "@/api/plan_events";
import { everyoneQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import type { PlanChange } from "@/api/studio";
import { datasetMapUrl, diffQuery, planPath } from "@/api/studio_queries";
import type { Page, Plan } from "@/api/types";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import type { Neighbours } from "@/unit_map/shared_borders";
import type { BoardState, Tolerances } from "./board";
import type { PanelName, Sight, Studio, Tool } from "./context";
import type { DemandDraft } from "./demands/demands";
import { newHover } from "./hover";
import { usePlacedHomes } from "./layers/homes";
import { useShown } from "./layers/shown";
import { useBubbles } from "./layers/use_bubbles";
import { type Colouring, lookOf } from "./paint";
import { type Mode, noneOf, selected, type Selection } from "./selection";
import { withProposed } from "./proposals/moves";
import type { Units } from "./units";
import type { BoardActions } from "./use_board";
import { usePanelAsked, useTalk } from "./use_talk";

// Says who changed what; who it was and how much stands in the plan's history.
export function useTellOther(plan: Plan["id"]) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useToast();
  const client = useQueryClient();
  return useCallback(
    async (event: PlanChanged) => {
      const people = await client.fetchQuery(everyoneQuery).catch(() => []);
      const newest = await loose.get<Page<PlanChange>>(`${planPath}/changes`, { path: { plan }, query: { limit: 1 } }).catch(() => null);
      const change = newest?.items[0];
      const by = event.by ?? change?.by;
      const name = people.find(({ id }) => id === by)?.name ?? t("studio.someone");
      const count = change?.units ?? 0;
      say(count > 0 ? t("studio.otherMoved", { name, count, number: format.number(count) }) : t("studio.otherChanged", { name }));
    },
    [client, plan, say, t, format],
  );
}

function useSelection(count: number) {
  const [selection, setSelection] = useState<Selection>(() => noneOf(count));
  const select = useCallback((places: Iterable<number>, mode: Mode) => setSelection((before) => selected(before, places, mode)), []);
  return { selection, setSelection, select };
}

function useSight() {
  const [sight, setSight] = useState<Sight | null>(null);
  const count = useRef(0);
  const show = useCallback((places: number[]) => setSight({ places, wish: ++count.current }), []);
  return { sight, show };
}

// The territories of units in the plan that this one was branched from, once they are asked for.
function useBase(plan: Plan, board: BoardState, isAsked: boolean): Int32Array | null {
  const base = board.base?.plan ?? "";
  const query = useQuery({ ...diffQuery(plan.id, base), enabled: isAsked && base !== "" });
  return useMemo(() => {
    if (!query.data) return null;
    const then = board.of.slice();
    for (const [place] of query.data.moves) then[place] = -2;
    return then;
  }, [query.data, board.of]);
}

interface Parts {
  plan: Plan;
  units: Units;
  board: BoardState;
  actions: BoardActions;
}

export function useStudioParts({ plan, units, board, actions }: Parts): Studio & { onNeighbours: (found: Neighbours | null) => void } {
  const { t } = useTranslation();
  const may = useMay();
  const [neighbours, setNeighbours] = useState<Neighbours | null>(null);
  const [tool, setTool] = useState<Tool>("click");
  const [mode, setMode] = useState<Mode>("replace");
  const [target, setTarget] = useState<number | null>(null);
  const [colouring, setColouring] = useState<Colouring>({ by: "territory" });
  const [hover] = useState(newHover);
  const [panel, setPanel] = useState<PanelName>("selection");
  const [drafting, setDrafting] = useState<DemandDraft | null>(null);
  const [factsOf, setFactsOf] = useState<number | null>(null);
  const [shown, setShown] = useShown();
  const [problem, setProblem] = useState<unknown>(null);
  const [first] = useState(board.of);
  const base = useBase(plan, board, colouring.by === "base");
  const tolerances = useMemo<Tolerances>(() => Object.fromEntries((plan.request.balance ?? []).map(({ measure, tolerance }) => [measure, tolerance])), [plan.request.balance]);
  const selecting = useSelection(units.ids.length);
  const talk = useTalk(plan, { board, units, selection: selecting.selection });
  const { proposed } = talk;
  const looked = useMemo(() => (proposed ? withProposed(board, proposed.moves, units) : board), [board, proposed, units]);
  const look = useMemo(() => lookOf(colouring, looked, units, { first, base }), [colouring, looked, units, first, base]);
  usePanelAsked(setPanel);
  const mayEdit = may("plans.manage");
  const whyNot = !mayEdit ? t("studio.mayNot") : board.state !== "draft" ? t(`studio.notDraft.${board.state}`) : null;
  const { selection } = selecting;
  useEffect(() => {
    if (selection.count === 0) setTarget(null);
  }, [selection]);
  return {
    plan, units, board, actions, tolerances, mayEdit, whyNot, path: datasetMapUrl(plan.dataset), neighbours, onNeighbours: setNeighbours,
    ...selecting, ...talk, tool, setTool, mode, setMode, target, setTarget, factsOf, setFactsOf, drafting, setDrafting, shown, setShown, bubbles: useBubbles(plan.dataset, units, shown.bubbles), homes: usePlacedHomes(units), colouring, setColouring, look, shownOf: looked.of, hover, ...useSight(), panel, setPanel, problem, setProblem,
  };
}
