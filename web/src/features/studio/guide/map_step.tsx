// The units on the map, coloured by what they have, and the same in numbers: whether they lie where they should.
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DatasetUnits } from "@/api/studio";
import { datasetMapUrl, datasetUnitsQuery } from "@/api/studio_queries";
import type { Dataset } from "@/api/types";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Select } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { boxOf } from "../geometry";
import { newHover } from "../hover";
import { MeasureClasses } from "../legend";
import { measureLook } from "../paint";
import { noneOf } from "../selection";
import { unitsFrom } from "../units";
import { Footer } from "./steps";

const Canvas = lazy(() => import("../map/studio_canvas"));

function MeasureTable({ data }: { data: DatasetUnits }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = data.measures.map(({ name, values }) => {
    const at = values.reduce((best, value, place) => (value > (values[best] ?? -1) ? place : best), 0);
    return { name, total: values.reduce((all, value) => all + value, 0), zeros: values.filter((value) => value === 0).length, unit: data.units[at] ?? "", most: values[at] ?? 0 };
  });
  return (
    <DataTable
      caption={t("guide.measures")}
      rows={rows}
      keyOf={({ name }) => name}
      empty={<Empty className="py-6" title={t("guide.noMeasures")} />}
      columns={[
        { id: "name", header: t("studio.measure"), isTitle: true, sortBy: ({ name }) => name, cell: ({ name }) => name },
        { id: "total", header: t("guide.total"), isNumber: true, sortBy: ({ total }) => total, cell: ({ total }) => format.number(total) },
        { id: "most", header: t("guide.heaviest"), isNumber: true, sortBy: ({ most }) => most, cell: ({ unit, most }) => `${unit}: ${format.number(most)}` },
        { id: "zeros", header: t("guide.zeros"), isNumber: true, sortBy: ({ zeros }) => zeros, cell: ({ zeros }) => format.number(zeros) },
      ]}
    />
  );
}

function Shown({ dataset, data }: { dataset: Dataset; data: DatasetUnits }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [measure, setMeasure] = useState(data.measures[0]?.name ?? "");
  const units = useMemo(() => unitsFrom(data), [data]);
  const look = useMemo(() => measureLook(units.measures.find(({ name }) => name === measure)?.values ?? new Float64Array(units.ids.length)), [units, measure]);
  const still = useMemo(() => ({ of: new Int32Array(units.ids.length), selection: noneOf(units.ids.length), hover: newHover() }), [units]);
  const box = boxOf(units.lon, units.lat, units.ids.map((_, place) => place));
  const degrees = (value: number | undefined) => `${format.number(Math.round((value ?? 0) * 100) / 100)}°`;
  return (
    <Card isFlush title={t("guide.mapTitle", { name: dataset.name })} description={t("guide.mapText", { count: dataset.unit_count, number: format.number(dataset.unit_count), west: degrees(box?.west), east: degrees(box?.east), south: degrees(box?.south), north: degrees(box?.north) })}>
      <div className="relative h-[min(30rem,60dvh)] border-t border-line bg-[var(--map-land)] max-sm:h-72">
        <Suspense fallback={<Skeleton className="size-full rounded-none" />}>
          <Canvas path={datasetMapUrl(dataset.id)} units={units} territories={NONE} colours={look.colours} locks={null} sight={null} hasNames={false} hands={null} label={t("guide.mapLabel", { count: dataset.unit_count })} onReady={() => {}} {...still} />
        </Suspense>
        {data.measures.length > 0 ? (
          <div className="absolute bottom-3 left-3 z-10 flex max-w-[calc(100%-1.5rem)] flex-col items-start gap-2">
            <div className="rounded-md border border-line bg-surface/95 px-2.5 py-1.5 text-xs text-ink shadow-1">
              <MeasureClasses ranges={look.ranges} />
            </div>
            <Select aria-label={t("plan.colourBy")} className="max-w-60" value={measure} options={data.measures.map(({ name }) => ({ value: name, label: name }))} onValueChange={setMeasure} />
          </div>
        ) : null}
      </div>
      <div className="border-t border-line">
        <MeasureTable data={data} />
      </div>
    </Card>
  );
}
const NONE: never[] = [];

export function MapStep({ dataset, back, onNext }: { dataset: Dataset; back: string; onNext: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(datasetUnitsQuery(dataset.id));
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="flex flex-col gap-5">
      {query.data ? <Shown dataset={dataset} data={query.data} /> : <Skeleton className="h-96 w-full" />}
      <Footer back={back}>
        <Button look="primary" onClick={onNext}>
          {t("guide.toGoals")}
        </Button>
      </Footer>
    </div>
  );
}
