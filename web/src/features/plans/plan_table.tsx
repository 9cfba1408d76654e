// Every territory in numbers: the map's equal for screen readers, and the better tool for everyone with a question of how much.
import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTerritory } from "@/api/types";
import { Empty } from "@/design/empty";
import { Card } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { worstOf } from "@/plan_map/palette";

const SHOWN_MAX = 50;

interface PlanTableProps {
  query: UseQueryResult<PlanTerritory[]>;
  chosen: number | null;
  onHover: (index: number | null) => void;
  onChoose: (index: number | null) => void;
}

function useColumns(measures: string[], onChoose: (index: number) => void): Column<PlanTerritory>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("plan.territory"),
        isTitle: true,
        sortBy: (territory) => territory.index,
        isNumber: false,
        cell: (territory) => (
          <button type="button" onClick={() => onChoose(territory.index)} className="text-left font-medium hover:underline">
            {territory.name}
            <span className="sr-only">: {t("plan.showOnMap")}</span>
          </button>
        ),
      },
      { id: "units", header: t("plan.units"), isNumber: true, sortBy: (territory) => territory.units, cell: (territory) => format.number(territory.units) },
      ...measures.map(
        (measure): Column<PlanTerritory> => ({
          id: `amount ${measure}`,
          header: measure,
          isNumber: true,
          sortBy: (territory) => territory.amounts[measure] ?? 0,
          cell: (territory) => format.number(territory.amounts[measure] ?? 0),
        }),
      ),
      {
        id: "deviation",
        header: t("plan.deviation"),
        isNumber: true,
        sortBy: (territory) => Math.abs(worstOf(territory.deviations)),
        cell: (territory) => format.signedPercent(worstOf(territory.deviations)),
      },
      { id: "rms", header: t("plan.rms"), isNumber: true, sortBy: (territory) => territory.rms_km ?? 0, cell: (territory) => (territory.rms_km === undefined ? "–" : format.km(territory.rms_km)) },
    ],
    [measures, onChoose, t, format],
  );
}

export function PlanTable({ query, chosen, onHover, onChoose }: PlanTableProps) {
  const { t } = useTranslation();
  const names = Object.keys(query.data?.[0]?.amounts ?? {}).join("\n");
  const measures = useMemo(() => names.split("\n").filter(Boolean), [names]);
  const choose = useMemo(
    () => (index: number) => {
      onChoose(index);
      document.querySelector("[data-testid=map]")?.scrollIntoView({ block: "center", behavior: "smooth" });
    },
    [onChoose],
  );
  const columns = useColumns(measures, choose);
  return (
    <Card isFlush title={t("plan.territories")} description={t("plan.tableText")}>
      <DataTable
        caption={t("plan.territories")}
        columns={columns}
        rows={query.data}
        keyOf={(territory) => String(territory.index)}
        error={query.error}
        onRetry={() => void query.refetch()}
        initialSort={{ id: "deviation", desc: true }}
        shownMax={SHOWN_MAX}
        onRowHover={(territory) => onHover(territory?.index ?? null)}
        isMarked={(territory) => territory.index === chosen}
        empty={<Empty title={t("plan.noTerritories")} />}
      />
    </Card>
  );
}
