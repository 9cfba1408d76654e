// The map of a plan, its legend and the card of the territory at hand. The map itself is loaded only here.
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { mapQuery } from "@/api/queries";
import type { Plan, PlanTerritory } from "@/api/types";
import { IconButton } from "@/design/button";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { type Colouring, EVEN, isDark, NEIGHBOURS, TOO_LITTLE, TOO_MUCH, worstOf } from "./palette";

const Canvas = lazy(() => import("./map_canvas"));

interface PlanMapProps {
  plan: Plan;
  territories: PlanTerritory[] | undefined;
  hovered: number | null;
  chosen: number | null;
  onHover: (index: number | null) => void;
  onChoose: (index: number | null) => void;
  title?: ReactNode;
  description?: ReactNode;
}

function TerritoryCard({ territory, isChosen, onClose }: { territory: PlanTerritory; isChosen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="absolute top-3 left-3 z-10 w-60 max-w-[calc(100%-5rem)] rounded-lg border border-line bg-surface/95 px-3.5 py-3 shadow-2" data-testid="territory-card">
      <div className="flex items-start justify-between gap-2">
        <p className="font-semibold">{territory.name}</p>
        {isChosen ? <IconButton size="small" label={t("ui.close")} icon={<X aria-hidden className="size-4" />} className="-my-1.5 -mr-2" onClick={onClose} /> : null}
      </div>
      <dl className="tabular mt-1.5 grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 text-sm">
        <dt className="text-ink-3">{t("plan.units")}</dt>
        <dd className="text-right">{format.number(territory.units)}</dd>
        {Object.entries(territory.amounts).map(([measure, amount]) => (
          <div key={measure} className="contents">
            <dt className="truncate text-ink-3">{measure}</dt>
            <dd className="text-right">
              {format.number(amount)}
              {territory.deviations[measure] === undefined ? null : <span className="text-ink-3"> ({format.signedPercent(territory.deviations[measure])})</span>}
            </dd>
          </div>
        ))}
        {territory.rms_km === undefined ? null : (
          <>
            <dt className="text-ink-3">{t("plan.rms")}</dt>
            <dd className="text-right">{format.km(territory.rms_km)}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Legend({ colouring, scale }: { colouring: Colouring; scale: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (colouring === "neighbours") {
    return (
      <p className="flex items-center gap-2">
        <span aria-hidden className="flex overflow-hidden rounded-sm opacity-70">
          {NEIGHBOURS.map((colour) => (
            <span key={colour} data-swatch className="size-3.5" style={{ backgroundColor: colour }} />
          ))}
        </span>
        {t("plan.legendNeighbours")}
      </p>
    );
  }
  const gradient = `linear-gradient(to right, ${TOO_LITTLE}, ${isDark() ? EVEN.dark : EVEN.light}, ${TOO_MUCH})`;
  return (
    <p className="tabular flex items-center gap-2">
      {format.signedPercent(-scale)}
      <span aria-hidden data-swatch className="h-3 w-32 rounded-sm" style={{ backgroundImage: gradient }} />
      {format.signedPercent(scale)}
      <span className="sr-only">{t("plan.legendBalance")}</span>
    </p>
  );
}

export function PlanMap({ plan, territories, hovered, chosen, onHover, onChoose, title, description }: PlanMapProps) {
  const { t } = useTranslation();
  const map = useQuery(mapQuery(plan.id));
  const [colouring, setColouring] = useState<Colouring>("neighbours");
  const shown = territories?.find((territory) => territory.index === (hovered ?? chosen));
  const scale = useMemo(() => Math.max(0.0001, ...(territories ?? []).map((territory) => Math.abs(worstOf(territory.deviations)))), [territories]);
  return (
    <Card
      isFlush
      title={title ?? t("plan.map")}
      description={description ?? t("plan.mapText")}
      actions={
        <Segmented
          label={t("plan.colourBy")}
          value={colouring}
          onChange={setColouring}
          options={[
            { value: "neighbours", label: t("plan.byTerritory") },
            { value: "balance", label: t("plan.byBalance") },
          ]}
        />
      }
    >
      <div className="relative h-[min(34rem,66dvh)] border-t max-sm:h-80 border-line bg-[var(--map-land)]">
        {map.error ? (
          <div className="p-4">
            <ProblemNote problem={map.error} onRetry={() => void map.refetch()} />
          </div>
        ) : map.data && territories ? (
          <Suspense fallback={<Skeleton className="size-full rounded-none" />}>
            <Canvas map={map.data} territories={territories} colouring={colouring} scale={scale} hovered={hovered} chosen={chosen} onHover={onHover} onChoose={onChoose} />
          </Suspense>
        ) : (
          <Skeleton className="size-full rounded-none" />
        )}
        {shown ? <TerritoryCard territory={shown} isChosen={shown.index === chosen} onClose={() => onChoose(null)} /> : null}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 border-t border-line px-5 py-2.5 text-xs text-ink-2">
        <Legend colouring={colouring} scale={scale} />
        <p className="text-ink-3">
          {t("plan.attribution")}{" "}
          <a href="https://www.geonames.org/" rel="noreferrer" target="_blank" className="underline">
            GeoNames
          </a>{" "}
          (CC BY 4.0)
        </p>
      </div>
    </Card>
  );
}
