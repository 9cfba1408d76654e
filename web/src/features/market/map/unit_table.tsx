// The units as a table, in step with the map: the same measure, the most first, and the one chosen marked in both.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { unitsCsvUrl, unitsQuery } from "@/api/layer_queries";
import type { Measure, Unit, UnitLayer } from "@/api/market_layers";
import { useTerritories } from "@/api/use_territories";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { SearchInput } from "@/design/input";
import { Card } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useDebounced } from "@/lib/use_debounced";
import { useMeasureText } from "../use_measure_text";

interface UnitTableProps {
  layer: UnitLayer;
  measure: Measure | undefined;
  chosen: string | null;
  onChoose: (code: string) => void;
  onHover: (code: string | null) => void;
}

function useColumns({ measure, onChoose }: UnitTableProps): Column<Unit>[] {
  const { t } = useTranslation();
  const text = useMeasureText();
  const { nameOf } = useTerritories();
  return [
    {
      id: "code",
      header: t("layerMap.unit"),
      isTitle: true,
      isSortable: true,
      cell: ({ code, name }) => (
        <span className="flex flex-wrap items-baseline gap-x-2.5">
          <button type="button" className="prose-link tabular font-medium" onClick={() => onChoose(code)}>
            {code}
          </button>
          <span className="min-w-0 font-normal break-words text-ink-2">{name}</span>
        </span>
      ),
    },
    { id: "part_of", header: t("layerMap.partOf"), hideOnPhone: true, cell: ({ part_of }) => part_of ?? "–" },
    { id: "territory", header: t("alignment.territory"), cell: ({ territory }) => (territory ? (nameOf(territory) ?? t("rules.otherTerritory")) : <span className="text-ink-2">{t("rules.noTerritory")}</span>) },
    ...(measure ? [{ id: measure.key, header: measure.name, isNumber: true, isSortable: true, cell: ({ values }: Unit) => text(measure, values[measure.key]) }] : []),
  ];
}

export function UnitTable(props: UnitTableProps) {
  const { layer, measure, chosen, onHover } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [sort, setSort] = useState<{ id: string; desc: boolean }>({ id: "code", desc: false });
  const key = measure?.key;
  useEffect(() => setSort(key ? { id: key, desc: true } : { id: "code", desc: false }), [key]);
  const q = useDebounced(typed.trim());
  const query = useInfiniteQuery(unitsQuery(layer.id, q, `${sort.desc ? "-" : ""}${sort.id}`, key));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const sortBy = (id: string) => setSort(sort.id === id ? { id, desc: !sort.desc } : { id, desc: id !== "code" });
  return (
    <Card
      isFlush
      title={t("layerMap.table")}
      description={t("layerMap.tableText")}
      actions={
        <Button asChild size="small">
          <a href={unitsCsvUrl(layer.id)} download>
            {t("layerMap.csv")}
          </a>
        </Button>
      }
    >
      <div className="border-b border-line px-5 pb-3">
        <SearchInput label={t("layerMap.searchTable")} value={typed} onChange={(event) => setTyped(event.target.value)} className="max-w-sm" />
      </div>
      <DataTable
        caption={t("layerMap.table")}
        columns={useColumns(props)}
        rows={rows}
        keyOf={({ code }) => code}
        error={query.error}
        onRetry={() => void query.refetch()}
        sort={sort}
        onSort={sortBy}
        isMarked={({ code }) => code === chosen}
        onRowHover={(row) => onHover(row?.code ?? null)}
        empty={<Empty title={t("ui.nothingMatches")}>{t("layerMap.nothingFound", { typed: q })}</Empty>}
        footer={
          query.hasNextPage ? (
            <div className="flex justify-center border-t border-line px-5 py-3">
              <Button size="small" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("layerMap.more")}
              </Button>
            </div>
          ) : null
        }
      />
    </Card>
  );
}
