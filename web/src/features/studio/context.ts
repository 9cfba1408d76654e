// What the parts of the studio share: the plan, its board, the selection, and what is looked at.
import { createContext, use } from "react";
import type { Plan } from "@/api/types";
import type { Neighbours } from "@/unit_map/shared_borders";
import type { BoardState, Tolerances } from "./board";
import type { DemandDraft } from "./demands/demands";
import type { Hover } from "./hover";
import type { PlacedHome } from "./layers/homes";
import type { ShownLayers } from "./layers/shown";
import type { BubbleState } from "./layers/use_bubbles";
import type { Colouring, Look } from "./paint";
import type { Mode, Selection } from "./selection";
import type { Units } from "./units";
import type { BoardActions } from "./use_board";
import type { Talk } from "./use_talk";

export type Tool = "click" | "box" | "lasso" | "paint" | "barrier";
export const PANELS = ["selection", "units", "territories", "demands", "discussion", "proposals", "history", "optimise"] as const;
export type PanelName = (typeof PANELS)[number];

// Where the map is to go: units, and a number that tells one wish from the next.
export interface Sight {
  places: number[];
  wish: number;
}

export interface Studio extends Talk {
  plan: Plan;
  units: Units;
  board: BoardState;
  actions: BoardActions;
  tolerances: Tolerances;
  // Why nothing can be changed; null where it can. `mayEdit` alone: whether the person ever may.
  mayEdit: boolean;
  whyNot: string | null;
  // The path of the map, for its workers.
  path: string;
  neighbours: Neighbours | null;
  selection: Selection;
  select: (places: Iterable<number>, mode: Mode) => void;
  setSelection: (selection: Selection) => void;
  tool: Tool;
  setTool: (tool: Tool) => void;
  mode: Mode;
  setMode: (mode: Mode) => void;
  // The territory that the selection is to move to, as chosen but not yet done.
  target: number | null;
  setTarget: (index: number | null) => void;
  // The territory whose facts the panel of territories shows.
  factsOf: number | null;
  setFactsOf: (index: number | null) => void;
  // The demand that is being made, as long as it is not.
  drafting: DemandDraft | null;
  setDrafting: (draft: DemandDraft | null) => void;
  shown: ShownLayers;
  setShown: (change: Partial<ShownLayers>) => void;
  bubbles: BubbleState;
  homes: PlacedHome[];
  colouring: Colouring;
  setColouring: (colouring: Colouring) => void;
  look: Look;
  // The territory of each unit as the map shows it: of the board, or as the proposal or offer that is looked at would have it.
  shownOf: Int32Array;
  hover: Hover;
  sight: Sight | null;
  show: (places: number[]) => void;
  panel: PanelName;
  setPanel: (panel: PanelName) => void;
  // What went wrong with the last change, until something else is done.
  problem: unknown;
  setProblem: (problem: unknown) => void;
}

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = use(StudioContext);
  if (!studio) throw new Error("useStudio outside the studio");
  return studio;
}
