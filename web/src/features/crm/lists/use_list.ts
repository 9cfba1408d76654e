// The state of a list in the address, and the choice of columns in this browser.
import { useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { Condition, ObjectName } from "@/api/crm";
import { rememberChoice, rememberedChoice } from "@/lib/preferences";
import { useDebounced } from "@/lib/use_debounced";
import { columnsOf, type ListState, nextSort, readState, writeState } from "./list_state";

export function useListState() {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const state = useMemo(() => readState(new URLSearchParams(text)), [text]);
  const [typed, setTyped] = useState(state.q);
  const search = useDebounced(typed.trim());
  const change = (part: Partial<ListState>) => setParams((before) => writeState(before, part), { replace: true });
  // What is typed goes into the address once it stands still; an address that changes by itself (back, a link) comes into the box.
  useEffect(() => {
    if (search !== state.q) change({ q: search });
  }, [search]);
  useEffect(() => {
    if (state.q !== typed.trim() && state.q !== search) setTyped(state.q);
  }, [state.q]);
  return {
    state,
    typed,
    setTyped,
    isBehind: typed.trim() !== state.q,
    setWhere: (where: Condition[]) => change({ where }),
    sortBy: (field: string) => change({ sort: nextSort(state.sort, field) }),
    setGroup: (group: string) => change({ group }),
    clear: () => {
      setTyped("");
      change({ q: "", where: [] });
    },
  };
}

export function useColumnChoice(object: ObjectName, known: string[]) {
  const name = `columns.${object}`;
  const [chosen, setChosen] = useState(() => rememberedChoice<string[]>(name));
  function choose(columns: string[] | undefined) {
    setChosen(columns);
    rememberChoice(name, columns ?? null);
  }
  return { columns: columnsOf(object, known, Array.isArray(chosen) ? chosen : undefined), choose };
}
