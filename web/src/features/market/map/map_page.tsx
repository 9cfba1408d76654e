// The market on the map: a layer's units by a measure or by territory, and the same units as a table.
import { useQuery } from "@tanstack/react-query";
import { Layers, Map as MapIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { layersQuery, valuesQuery } from "@/api/layer_queries";
import type { LayerValues, Measure, UnitLayer } from "@/api/market_layers";
import { useMeasures } from "@/api/use_measures";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { LayerMap, pathOf } from "./layer_map";
import { BubbleLegend, ClassLegend, TerritoryLegend } from "./legend";
import { MapTools } from "./map_tools";
import { UnitCard } from "./unit_card";
import { UnitTable } from "./unit_table";
import { BY_TERRITORY, type LayerLook, useLayerLook } from "./use_layer_paint";
import { firstMeasure, type MapChoice, useMapChoice, usualStyle } from "./use_map_choice";

interface ShownProps {
  layers: UnitLayer[];
  layer: UnitLayer;
  measures: Measure[];
  choice: MapChoice;
}

interface LegendProps {
  measure: Measure | undefined;
  values: LayerValues | undefined;
  look: LayerLook;
  isBubbles: boolean;
}

function Legend({ measure, values, look, isBubbles }: LegendProps) {
  const list = measure ? values?.measures[measure.key] : undefined;
  if (!values || (measure && !list)) return <Skeleton className="h-40 w-full" />;
  if (!measure || !list) return <TerritoryLegend values={values} look={look} />;
  return isBubbles ? <BubbleLegend measure={measure} list={list} /> : <ClassLegend measure={measure} list={list} look={look} />;
}

function LegendCard(props: LegendProps) {
  const { measure, values } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const asOf = measure ? (values?.as_of?.[measure.key] ?? measure.as_of) : undefined;
  const title = !measure ? t("layerMap.byTerritory") : measure.unit ? t("layerMap.legendOf", { name: measure.name, unit: measure.unit }) : measure.name;
  const about = [measure?.source, asOf ? t("layerMap.asOf", { day: format.dayOf(asOf) }) : null].filter(Boolean).join(" · ");
  return (
    <Card title={title} description={about || undefined}>
      <Legend {...props} />
    </Card>
  );
}

function Shown({ layers, layer, measures, choice }: ShownProps) {
  const { t } = useTranslation();
  const chosen = measures.find(({ key }) => key === choice.by);
  const measure = chosen ?? firstMeasure(measures);
  const by = choice.by === BY_TERRITORY || !measure ? BY_TERRITORY : measure.key;
  const query = useQuery(valuesQuery(layer.id, measure ? [measure.key] : []));
  const values = query.data;
  const [ready, setReady] = useState<{ layer: string; codes: string[] } | null>(null);
  const codes = ready?.layer === layer.id ? ready.codes : null;
  const places = useMemo(() => new Map(codes?.map((code, place) => [code, place])), [codes]);
  const [hovered, setHovered] = useState<number | null>(null);
  const shown = by === BY_TERRITORY ? undefined : measure;
  const style = choice.style ?? (by === BY_TERRITORY ? "areas" : usualStyle(values?.measures[by]));
  const look = useLayerLook({ layer, path: pathOf(layer), values, by, style, isReady: codes !== null });
  const isBubbles = layer.shape === "points" || style === "bubbles";
  const placeOf = (code: string | null) => (code === null ? null : (places.get(code) ?? null));
  return (
    <>
      <MapTools layers={layers} layer={layer} measures={measures} by={by} style={style} choice={choice} />
      {query.error && !values ? (
        <div className="mb-4">
          <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <LayerMap
          layer={layer}
          measure={shown}
          values={values}
          look={look}
          codes={codes}
          hovered={hovered}
          chosen={placeOf(choice.unit)}
          onReady={(found) => setReady({ layer: layer.id, codes: found })}
          onHover={setHovered}
          onChoose={(place) => choice.setUnit(place === null ? null : (codes?.[place] ?? null))}
        />
        <div className="flex min-w-0 flex-col gap-5">
          {choice.unit ? <UnitCard layer={layer} code={choice.unit} measures={measures} onChoose={choice.setUnit} onClose={() => choice.setUnit(null)} /> : null}
          <LegendCard measure={shown} values={values} look={look} isBubbles={isBubbles} />
          {measures.length === 0 ? (
            <p className="text-sm text-ink-2">
              {t("layerMap.noMeasures")}{" "}
              <Link to={`/market/layers/${layer.id}`} className="prose-link">
                {t("layerMap.toMeasures")}
              </Link>
            </p>
          ) : null}
        </div>
      </div>
      <div className="mt-5">
        <UnitTable key={layer.id} layer={layer} measure={measure} chosen={choice.unit} onChoose={choice.setUnit} onHover={(code) => setHovered(placeOf(code))} />
      </div>
    </>
  );
}

function WithMeasures(props: Omit<ShownProps, "measures">) {
  const query = useMeasures(props.layer.id);
  if (query.data) return <Shown {...props} measures={query.data} />;
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton className="h-[min(38rem,68dvh)] w-full" />;
}

function None({ isLoading }: { isLoading: boolean }) {
  const { t } = useTranslation();
  return (
    <Card>
      <Empty
        icon={<MapIcon aria-hidden className="size-5" />}
        title={isLoading ? t("layerMap.loading") : t("layerMap.none")}
        action={
          <Button asChild look="primary">
            <Link to="/market/layers">{isLoading ? t("layerMap.toLayers") : t("layerMap.addLayer")}</Link>
          </Button>
        }
      >
        {isLoading ? t("layerMap.loadingText") : t("layerMap.noneText")}
      </Empty>
    </Card>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const query = useQuery(layersQuery);
  const ready = query.data?.items.filter(({ state }) => state === "ready") ?? [];
  const choice = useMapChoice(ready);
  return (
    <>
      <PageHeader
        title={t("nav.marketMap")}
        description={t("layerMap.text")}
        actions={
          <Button asChild>
            <Link to="/market/layers">
              <Layers aria-hidden className="size-4" />
              {t("layerMap.toLayers")}
            </Link>
          </Button>
        }
      />
      {choice.layer ? <WithMeasures key={choice.layer.id} layers={ready} layer={choice.layer} choice={choice} /> : null}
      {query.data && !choice.layer ? <None isLoading={query.data.items.some(({ state }) => state === "loading")} /> : null}
      {query.error && !query.data ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-96 w-full" /> : null}
    </>
  );
}

export function MapPage() {
  return (
    <Allowed permission="market.read">
      <Loaded />
    </Allowed>
  );
}
