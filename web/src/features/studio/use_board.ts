// The board of a plan, changed at once and put right by the server's answer. Changes are sent one after the other; what others change is read anew.
import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { loose } from "@/api/client";
import { onPlanChanged, type PlanChanged } from "@/api/plan_events";
import { ApiProblem } from "@/api/problem";
import type { BoardChange, NewChange } from "@/api/studio";
import { planPath, readBoard } from "@/api/studio_queries";
import type { PlanId } from "@/api/types";
import { boardFrom, type BoardState, withChange } from "./board";

export const boardQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ["plans", "board", plan],
    queryFn: async ({ signal }) => boardFrom(await readBoard(plan, signal)),
    staleTime: Infinity,
  });

// Someone else was quicker.
export const isConflict = (problem: unknown) => problem instanceof ApiProblem && problem.status === 409 && problem.body.rule === "P103";

type Send = (revision: number) => Promise<BoardChange>;

export interface BoardActions {
  // Shows `guess` of the board at once, sends, and shows what the server made of it. Throws what the server refused, after the board was read anew.
  run: (send: Send, guess?: (board: BoardState) => BoardState) => Promise<BoardChange>;
  change: (wish: Omit<NewChange, "revision">, guess?: (board: BoardState) => BoardState) => Promise<BoardChange>;
  undo: () => Promise<BoardChange>;
  redo: () => Promise<BoardChange>;
  restore: (number: number, reason: string) => Promise<BoardChange>;
  isBusy: boolean;
}

async function readAnew(client: QueryClient, plan: PlanId) {
  await client.invalidateQueries({ queryKey: boardQuery(plan).queryKey, refetchType: "none" });
  await client.refetchQueries({ queryKey: boardQuery(plan).queryKey });
}

// Hears of others' changes; those that come while one's own is under way wait for its answer.
function useOthers(plan: PlanId, isSending: { current: number }, onOther: (event: PlanChanged) => void) {
  const client = useQueryClient();
  const latest = useRef<PlanChanged | null>(null);
  const told = useRef(onOther);
  told.current = onOther;
  const settle = useCallback(async () => {
    const event = latest.current;
    const known = client.getQueryData<BoardState>(boardQuery(plan).queryKey)?.revision ?? Infinity;
    if (!event || isSending.current > 0) return;
    latest.current = null;
    if (event.revision <= known) return;
    await readAnew(client, plan);
    told.current(event);
  }, [client, plan, isSending]);
  useEffect(
    () =>
      onPlanChanged((event) => {
        if (event.id !== plan) return;
        latest.current = event;
        void settle();
      }),
    [plan, settle],
  );
  return settle;
}

export function useBoard(plan: PlanId, onOther: (event: PlanChanged) => void) {
  const client = useQueryClient();
  const query = useQuery(boardQuery(plan));
  const isSending = useRef(0);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [isBusy, setIsBusy] = useState(false);
  const settle = useOthers(plan, isSending, onOther);
  const actions = useMemo<BoardActions>(() => {
    const key = boardQuery(plan).queryKey;
    const now = () => client.getQueryData<BoardState>(key);
    async function sendNow(send: Send): Promise<BoardChange> {
      const revision = now()?.revision ?? 0;
      const answer = await send(revision);
      const board = now();
      if (board) client.setQueryData(key, withChange(board, answer));
      // Someone else's change lies between what was looked at and this.
      if (answer.written && answer.revision > revision + 1) await readAnew(client, plan);
      void client.invalidateQueries({ queryKey: ["plans", "changes", plan] });
      return answer;
    }
    async function run(send: Send, guess?: (board: BoardState) => BoardState): Promise<BoardChange> {
      await client.cancelQueries({ queryKey: key });
      const board = now();
      if (board && guess) client.setQueryData(key, guess(board));
      isSending.current++;
      setIsBusy(true);
      const turn = queue.current.catch(() => {}).then(() => sendNow(send));
      queue.current = turn;
      try {
        return await turn;
      } catch (problem) {
        void client.invalidateQueries({ queryKey: ["plans", "changes", plan] });
        await readAnew(client, plan);
        throw problem;
      } finally {
        isSending.current--;
        setIsBusy(isSending.current > 0);
        void settle();
      }
    }
    const post = (name: string, body?: object) => loose.post<BoardChange>(`${planPath}/${name}`, { path: { plan }, ...(body ? { body } : {}) });
    return {
      run,
      isBusy: false,
      change: (wish, guess) => run((revision) => post("changes", { revision, ...wish }), guess),
      undo: () => run(() => post("undo")),
      redo: () => run(() => post("redo")),
      restore: (number, reason) => run(() => post("restore", { number, ...(reason ? { reason } : {}) })),
    };
  }, [client, plan, settle]);
  return { query, actions: { ...actions, isBusy } };
}

export const previewChange = (plan: PlanId, body: NewChange, signal: AbortSignal) => loose.post<BoardChange>(`${planPath}/changes/preview`, { path: { plan }, body, signal });
