// The map of a layer with its frame: what is under the pointer, what areas are, where they are from. The drawing itself is loaded only here.
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { mapUrl } from "@/api/layer_queries";
import type { LayerValues, Measure, UnitLayer } from "@/api/market_layers";
import { Badge } from "@/design/badge";
import { Card } from "@/design/page";
import { Skeleton } from "@/design/progress";
import { useMeasureText } from "../use_measure_text";
import type { LayerLook } from "./use_layer_paint";

const Canvas = lazy(() => import("./layer_canvas"));

// The version tells the map's worker that a layer was read anew.
export const pathOf = (layer: UnitLayer) => `${mapUrl(layer.id)}#${layer.version}`;

interface LayerMapProps {
  layer: UnitLayer;
  measure: Measure | undefined;
  values: LayerValues | undefined;
  look: LayerLook;
  codes: string[] | null;
  hovered: number | null;
  chosen: number | null;
  onReady: (codes: string[]) => void;
  onHover: (place: number | null) => void;
  onChoose: (place: number | null) => void;
}

function Tip({ measure, values, codes, hovered }: Pick<LayerMapProps, "measure" | "values" | "codes" | "hovered">) {
  const { t } = useTranslation();
  const text = useMeasureText();
  const code = hovered === null ? undefined : codes?.[hovered];
  if (hovered === null || code === undefined) return null;
  const territory = values?.territories.names[values.territories.of[hovered] ?? -1];
  return (
    <div data-testid="unit-tip" className="pointer-events-none absolute top-3 left-3 z-10 max-w-[calc(100%-5rem)] rounded-lg border border-line bg-surface/95 px-3.5 py-2.5 shadow-2">
      <p className="tabular font-semibold">{code}</p>
      {measure ? (
        <p className="tabular text-sm">
          <span className="text-ink-2">{measure.name}</span> {text(measure, values?.measures[measure.key]?.[hovered])}
        </p>
      ) : null}
      <p className="text-sm text-ink-2">{territory ?? t("rules.noTerritory")}</p>
    </div>
  );
}

export function LayerMap(props: LayerMapProps) {
  const { layer, measure, look, hovered, chosen, onReady, onHover, onChoose } = props;
  const { t } = useTranslation();
  return (
    <Card isFlush>
      <div className="relative h-[min(38rem,68dvh)] bg-[var(--map-land)] max-sm:h-80">
        <Suspense fallback={<Skeleton className="size-full rounded-none" />}>
          <Canvas
            key={layer.id}
            layer={layer}
            path={pathOf(layer)}
            paint={look.paint}
            of={look.territories ? (props.values?.territories.of ?? null) : null}
            hovered={hovered}
            chosen={chosen}
            label={t("layerMap.label", { layer: layer.name, measure: measure?.name ?? t("layerMap.byTerritory") })}
            onReady={onReady}
            onHover={onHover}
            onChoose={onChoose}
          />
        </Suspense>
        <Tip {...props} />
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line px-5 py-2.5 text-xs text-ink-2">
        {layer.shape === "cells" ? <Badge tone="warning">{t("layerMap.approximate")}</Badge> : null}
        {layer.shape === "cells" ? <span>{t("layerMap.approximateText")}</span> : null}
        <span>{layer.source}</span>
      </p>
    </Card>
  );
}
