// Moves of opportunities between stages: shown at once, taken back when the server refuses.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmRecord, Group, Money } from "@/api/crm";
import { useToast } from "@/design/toast";
import { negated, sumOf } from "@/lib/decimal";
import { isMoney } from "../fields/values";
import { useRecordActions } from "../records/use_record_actions";

export interface Move {
  record: CrmRecord;
  from: string;
  to: string;
}
export interface Totals {
  count: number;
  sums: Money[];
}

// What a stage holds, with the moves that are under way counted in. Amounts of different currencies never meet.
export function totalsOf(stage: string, groups: Group[], moves: Move[]): Totals {
  const group = groups.find(({ value }) => value === stage);
  const sums = new Map((group?.sums?.["amount"] ?? []).map(({ currency, amount }) => [currency, amount]));
  let count = group?.count ?? 0;
  for (const { record, from, to } of moves) {
    const sign = to === stage ? 1 : from === stage ? -1 : 0;
    if (sign === 0) continue;
    count += sign;
    const amount = record["amount"];
    if (!isMoney(amount)) continue;
    sums.set(amount.currency, sumOf(sums.get(amount.currency) ?? "0", sign > 0 ? amount.amount : negated(amount.amount)));
  }
  const isNothing = (amount: string) => /^-?0*(\.0*)?$/.test(amount);
  return { count, sums: [...sums].filter(([, amount]) => !isNothing(amount)).map(([currency, amount]) => ({ currency, amount })) };
}

// The cards of a stage: those the server has there, without those on their way out, with those on their way in first.
export function cardsOf(stage: string, records: CrmRecord[], moves: Move[]): CrmRecord[] {
  const coming = moves.filter(({ to }) => to === stage).map(({ record }) => ({ ...record, stage }));
  const moved = new Set(moves.map(({ record }) => record.id));
  return [...coming, ...records.filter(({ id }) => !moved.has(id))];
}

export function useMoves(nameOf: (stage: string) => string) {
  const { t } = useTranslation();
  const say = useToast();
  const actions = useRecordActions("opportunity");
  const [moves, setMoves] = useState<Move[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const [told, setTold] = useState("");
  // The card that keeps the focus when it appears in its new column.
  const [focused, setFocused] = useState<string | null>(null);
  async function move(record: CrmRecord, to: string) {
    const from = String(record["stage"] ?? "");
    if (from === to || moves.some((one) => one.record.id === record.id)) return;
    setProblem(null);
    setFocused(record.id);
    setMoves((before) => [...before, { record, from, to }]);
    try {
      await actions.change(record.id, record.version, { stage: to });
      const text = t("board.moved", { name: record.title, stage: nameOf(to) });
      setTold(text);
      say(text);
    } catch (error) {
      setProblem(error);
      setTold(t("board.failed", { name: record.title, stage: nameOf(from) }));
    } finally {
      setMoves((before) => before.filter((one) => one.record.id !== record.id));
    }
  }
  return { moves, move, problem, told, tell: setTold, focused };
}
