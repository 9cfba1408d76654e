// What the studio holds of its discussion: what is talked about now, the proposal that the map shows, and whether one may propose.
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "react-router";
import type { CommentId, ProposalId, ProposalMove } from "@/api/discussion";
import type { OfferId } from "@/api/studio";
import { commentsQuery, windowQuery } from "@/api/discussion_queries";
import { idFrom, type Plan } from "@/api/types";
import { useFormat } from "@/lib/format";
import { threadsOf } from "@/talk/threads";
import type { BoardState } from "./board";
import { PANELS, type PanelName } from "./context";
import type { Selection } from "./selection";
import { openByTerritory, type Subject, subjectOf } from "./talk/threads";
import type { Units } from "./units";

// What the map shows in place of the board: a proposal, or an offer of the optimiser.
export interface Proposed {
  id: ProposalId | OfferId;
  isOffer: boolean;
  // A proposal that was decided before the map showed it.
  isDecided?: boolean;
  moves: ProposalMove[];
}
// What an address leads to: a thread, a proposal. Another visit of the same address is another `visit`.
export interface Asked {
  thread: CommentId | "";
  proposal: ProposalId | "";
  visit: string;
}

export interface Talk {
  subject: Subject | null;
  proposed: Proposed | null;
  setProposed: (proposed: Proposed | null) => void;
  // Whether the selection is being proposed rather than moved.
  isProposing: boolean;
  setIsProposing: (isProposing: boolean) => void;
  whyNotPropose: string | null;
  asked: Asked;
  // Whether a visit has not yet led anywhere; from then on it has.
  takeVisit: (visit: string) => boolean;
}

const TIMER_MS_MAX = 2_000_000_000;

// Whether an instant has passed; draws again when it does.
export function useIsPast(at: string | undefined): boolean {
  const [now, setNow] = useState(Date.now);
  const left = at === undefined ? null : Date.parse(at) - now;
  useEffect(() => {
    if (at === undefined || left === null || left <= 0) return;
    // `now` may be long ago: what is told is counted from this moment.
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(0, Date.parse(at) - Date.now()) + 50, TIMER_MS_MAX));
    return () => clearTimeout(timer);
  }, [at, left]);
  return left !== null && left <= 0;
}

export function useTalk(plan: Plan, { board, units, selection }: { board: BoardState; units: Units; selection: Selection }): Talk {
  const { t } = useTranslation();
  const format = useFormat();
  const [params] = useSearchParams();
  const { key } = useLocation();
  const window = useQuery(windowQuery(plan.id)).data;
  const isClosed = useIsPast(window?.closes_at);
  const [proposed, setProposed] = useState<Proposed | null>(null);
  const [isProposing, setIsProposing] = useState(false);
  const subject = useMemo(() => subjectOf(selection, board, units), [selection, board, units]);
  useEffect(() => {
    if (selection.count === 0) setIsProposing(false);
  }, [selection]);
  const isTaken = board.state === "draft" || board.state === "in_review";
  const whyNotPropose = !isTaken ? t("proposals.notNow") : window && isClosed ? t("proposals.closedSince", { when: format.dateTime(window.closes_at) }) : null;
  const asked = useMemo<Asked>(() => ({ thread: idFrom<CommentId>(params.get("thread") ?? ""), proposal: idFrom<ProposalId>(params.get("proposal") ?? ""), visit: key }), [params, key]);
  const taken = useRef("");
  const takeVisit = useCallback((visit: string) => {
    const isNew = taken.current !== visit;
    taken.current = visit;
    return isNew;
  }, []);
  return { takeVisit, subject, proposed, setProposed, isProposing, setIsProposing, whyNotPropose, asked };
}

// The panel that an address names.
export function usePanelAsked(setPanel: (panel: PanelName) => void) {
  const [params] = useSearchParams();
  const { key } = useLocation();
  const tab = params.get("tab");
  useEffect(() => {
    const named = PANELS.find((one) => one === tab);
    if (named) setPanel(named);
  }, [tab, key, setPanel]);
}

export function useThreads(plan: Plan["id"]) {
  const query = useQuery(commentsQuery(plan));
  const threads = useMemo(() => (query.data ? threadsOf(query.data) : undefined), [query.data]);
  return { query, threads };
}

const NONE = new Map<number, number>();

// How many open threads each territory has.
export function useOpenThreads(plan: Plan["id"], board: BoardState, units: Units): Map<number, number> {
  const { threads } = useThreads(plan);
  const { of, territories } = board;
  return useMemo(() => (threads && threads.length > 0 ? openByTerritory(threads, { board, units }) : NONE), [threads, of, territories, units]);
}
