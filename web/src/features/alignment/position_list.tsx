// The seats of the sales organisation: who holds each on the day shown, and what it serves.
import { useQuery } from "@tanstack/react-query";
import { Armchair, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { positionsQuery, treeQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import type { Position, TerritoryId } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { SearchInput } from "@/design/input";
import { Card, PageHeader } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { AsOf, dayQuery, useDay } from "./as_of";
import { PositionForm } from "./position_forms";
import { usePersonName } from "./use_names";

const NAMED_MAX = 3;
const SHOWN_MAX = 100;

function useColumns(day: string, holderOf: (position: Position) => string, namesOf: (position: Position) => string[]): Column<Position>[] {
  const { t } = useTranslation();
  return [
    {
      id: "title",
      header: t("alignment.title"),
      isTitle: true,
      sortBy: (position) => position.title,
      cell: (position) => (
        <Link to={`/positions/${position.id}${dayQuery(day)}`} className="font-medium text-ink hover:underline">
          {position.title}
        </Link>
      ),
    },
    { id: "kind", header: t("alignment.kind"), sortBy: (position) => position.kind, cell: (position) => t(`alignment.kinds.${position.kind}`) },
    { id: "person", header: t("alignment.holder"), sortBy: holderOf, cell: (position) => (position.person ? holderOf(position) : <Badge tone="warning">{t("alignment.vacant")}</Badge>) },
    {
      id: "territories",
      header: t("nav.territories"),
      sortBy: (position) => position.territories.length,
      isNumber: false,
      cell: (position) => {
        const names = namesOf(position);
        if (names.length === 0) return <span className="text-ink-3">{t("alignment.noTerritories")}</span>;
        const rest = names.length - NAMED_MAX;
        return (
          <span>
            {names.slice(0, NAMED_MAX).join(", ")}
            {rest > 0 ? <span className="text-ink-3"> {t("alignment.andMore", { count: rest })}</span> : null}
          </span>
        );
      },
    },
  ];
}

export function PositionList() {
  const { t } = useTranslation();
  const may = useMay();
  const { day, isToday, setDay } = useDay();
  const query = useQuery({ ...positionsQuery(day), enabled: may("territories.read") });
  const tree = useQuery({ ...treeQuery(day), enabled: may("territories.read") }).data;
  const nameOf = usePersonName();
  const [typed, setTyped] = useState("");
  const [isAdding, setIsAdding] = useState(false);
  const names = useMemo(() => new Map((tree ?? []).map((one) => [one.id as TerritoryId, one.name])), [tree]);
  const holderOf = (position: Position) => (position.person ? nameOf(position.person) : "");
  const namesOf = (position: Position) => position.territories.flatMap((id) => names.get(id) ?? []).sort((a, b) => a.localeCompare(b));
  const columns = useColumns(day, holderOf, namesOf);
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (position: Position) => [position.title, holderOf(position), ...namesOf(position)].join(" ").toLowerCase();
  const rows = query.data?.filter((position) => words.every((word) => textOf(position).includes(word)));
  const mayManage = may("territories.manage");
  const add = (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setIsAdding(true)}>
      {t("alignment.addPosition")}
    </Button>
  );
  const hasAny = (query.data?.length ?? 0) > 0;
  return (
    <Allowed permission="territories.read">
      <PageHeader title={t("nav.positions")} description={t("alignment.positionsText")} actions={hasAny && mayManage ? add : null} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SearchInput label={t("alignment.searchPositions")} value={typed} onChange={(event) => setTyped(event.target.value)} className="w-80 max-sm:w-full" />
        <AsOf day={day} isToday={isToday} onChange={setDay} />
      </div>
      <Card isFlush>
        <DataTable
          caption={t("nav.positions")}
          columns={columns}
          rows={rows}
          keyOf={(position) => position.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          shownMax={SHOWN_MAX}
          empty={
            <Empty icon={<Armchair aria-hidden className="size-5" />} title={hasAny ? t("ui.nothingMatches") : t("alignment.noPositions")} action={hasAny || !mayManage ? null : add}>
              {hasAny ? t("alignment.nothingFound", { typed }) : mayManage ? t("alignment.noPositionsText") : t("alignment.noPositionsForYou")}
            </Empty>
          }
        />
      </Card>
      {isAdding ? <PositionForm onClose={() => setIsAdding(false)} /> : null}
    </Allowed>
  );
}
