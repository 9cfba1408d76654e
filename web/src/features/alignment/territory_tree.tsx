// All territories as a tree, with who owns each on the day shown.
import { useQuery } from "@tanstack/react-query";
import { Network, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { treeQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import type { Position, Territory, TerritoryId } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { SearchInput } from "@/design/input";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { AsOf, useDay } from "./as_of";
import { AddTerritory } from "./territory_forms";
import { shownFor, type Tree, treeOf } from "@/lib/territory_tree";
import { Branch, type RowContext } from "./tree_rows";
import { usePersonName, usePositions } from "./use_names";

// So many are shown unfolded; of more only the top.
const UNFOLDED_MAX = 200;

function useFolds(tree: Tree) {
  const isSmall = tree.byId.size <= UNFOLDED_MAX;
  const [turned, setTurned] = useState<Set<TerritoryId>>(new Set());
  const [isAllOpen, setIsAllOpen] = useState<boolean | null>(null);
  return {
    isOpen: (id: TerritoryId) => (isAllOpen ?? isSmall) !== turned.has(id),
    turn: (id: TerritoryId) => setTurned((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id])),
    setAll: (isOpen: boolean) => {
      setTurned(new Set());
      setIsAllOpen(isOpen);
    },
  };
}

function Loaded({ list, day, typed }: { list: Territory[]; day: string; typed: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tree = useMemo(() => treeOf(list), [list]);
  const folds = useFolds(tree);
  const nameOf = usePersonName();
  const { byId, query } = usePositions(day);
  const positions = query.data ?? [];
  const labelOf = (position: Position) => `${position.title} · ${position.person ? nameOf(position.person) : t("alignment.vacant")}`;
  const wordsOf = (one: Territory) => [one.name, ...[one.owner, ...one.overlays].flatMap((id) => (id && byId.get(id) ? [labelOf(byId.get(id)!)] : []))].join(" ");
  const shown = shownFor(tree, typed, wordsOf);
  const leaves = list.filter((one) => !tree.below.has(one.id));
  const context: RowContext = { tree, byId, positions, labelOf, nameOf, day, shown, isOpen: (id) => shown !== null || folds.isOpen(id), onTurn: folds.turn };
  const unowned = leaves.filter((one) => !one.owner).length;
  const counts = `${t("alignment.count", { count: list.length })}, ${unowned ? t("alignment.withoutOwner", { count: unowned }) : t("alignment.allOwned")}`;
  const actions = tree.below.size > 0 && shown === null ? (
    <>
      <Button size="small" look="ghost" onClick={() => folds.setAll(true)}>
        {t("alignment.unfoldAll")}
      </Button>
      <Button size="small" look="ghost" onClick={() => folds.setAll(false)}>
        {t("alignment.foldAll")}
      </Button>
    </>
  ) : null;
  return (
    <Card isFlush title={t("alignment.onDay", { day: format.localDate(day) })} description={counts} actions={actions}>
      {shown?.size === 0 ? <p className="border-t border-line px-5 py-6 text-ink-2">{t("alignment.nothingFound", { typed })}</p> : <Branch context={context} members={tree.top} depth={0} label={t("nav.territories")} />}
    </Card>
  );
}

function Nothing({ isToday, onToday, onAdd }: { isToday: boolean; onToday: () => void; onAdd: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const mayManage = may("territories.manage");
  const add = (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={onAdd}>
      {t("alignment.addFirst")}
    </Button>
  );
  return (
    <Card>
      <Empty icon={<Network aria-hidden className="size-5" />} title={isToday ? t("alignment.none") : t("alignment.noneThen")} action={isToday ? (mayManage ? add : null) : <Button onClick={onToday}>{t("alignment.today")}</Button>}>
        {!isToday ? t("alignment.noneThenText") : mayManage ? t("alignment.noneText") : t("alignment.noneForYou")}
      </Empty>
    </Card>
  );
}

export function TerritoryTree() {
  const { t } = useTranslation();
  const may = useMay();
  const { day, isToday, setDay } = useDay();
  const query = useQuery({ ...treeQuery(day), enabled: may("territories.read") });
  const [typed, setTyped] = useState("");
  const [isAdding, setIsAdding] = useState(false);
  const hasAny = (query.data?.length ?? 0) > 0;
  const add = (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setIsAdding(true)}>
      {t("alignment.addTerritory")}
    </Button>
  );
  return (
    <Allowed permission="territories.read">
      <PageHeader title={t("nav.territories")} description={t("alignment.treeText")} actions={hasAny && may("territories.manage") ? add : null} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SearchInput label={t("alignment.search")} value={typed} onChange={(event) => setTyped(event.target.value)} className="w-80 max-sm:w-full" />
        <AsOf day={day} isToday={isToday} onChange={setDay} />
      </div>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-72 w-full" /> : null}
      {query.data ? hasAny ? <Loaded list={query.data} day={day} typed={typed} /> : <Nothing isToday={isToday} onToday={() => setDay("")} onAdd={() => setIsAdding(true)} /> : null}
      {isAdding ? <AddTerritory tree={treeOf(query.data ?? [])} day={day} onClose={() => setIsAdding(false)} /> : null}
    </Allowed>
  );
}
