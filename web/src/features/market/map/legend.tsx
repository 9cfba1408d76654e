// What the map's colours and sizes mean: classes with their ranges below a histogram, sizes of bubbles, or the territories.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LayerValues, Measure } from "@/api/market_layers";
import { NEIGHBOURS } from "@/plan_map/palette";
import { useFormat } from "@/lib/format";
import { useMeasureText } from "../use_measure_text";
import { barsOf, classOf, colourIndex, RADIUS_MAX, radiusOf, roundBelow } from "@/unit_map/classes";
import { bubble, nothing, sequence } from "@/unit_map/colours";
import type { LayerLook } from "./use_layer_paint";

const BARS = 24;
const TERRITORIES_SHOWN = 14;
const SIZES = [1, 0.25, 0.0625];

function Swatch({ colour }: { colour: string }) {
  return <span aria-hidden data-swatch className="size-3.5 shrink-0 rounded-sm" style={{ backgroundColor: colour }} />;
}

interface MeasureLegendProps {
  measure: Measure | undefined;
  list: (number | null)[];
  look: LayerLook;
}

function Bars({ measure, list, look }: MeasureLegendProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMeasureText();
  const bars = useMemo(() => barsOf(list, BARS), [list]);
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  const colours = sequence();
  return (
    <div>
      <div role="img" aria-label={t("layerMap.histogramOf", { name: measure?.name ?? "" })} className="flex h-16 items-end gap-px border-b border-line-strong">
        {bars.map((bar) => (
          <span
            key={bar.from}
            title={t("layerMap.barTitle", { from: text(measure, bar.from, true), to: text(measure, bar.to, true), units: format.number(bar.count) })}
            data-swatch
            className="min-h-px flex-1"
            style={{ height: `${(100 * bar.count) / highest}%`, backgroundColor: colours[colourIndex(classOf((bar.from + bar.to) / 2, look.breaks), look.breaks.length + 1)] }}
          />
        ))}
      </div>
      <p className="tabular mt-1 flex justify-between gap-3 text-xs text-ink-2">
        <span>{text(measure, bars[0]?.from, true)}</span>
        <span>{text(measure, bars.at(-1)?.to, true)}</span>
      </p>
    </div>
  );
}

export function ClassLegend({ measure, list, look }: MeasureLegendProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMeasureText();
  const { ranges } = look;
  const without = list.filter((value) => value === null).length;
  if (ranges.length === 0) return <p className="text-ink-2">{t("layerMap.noValues")}</p>;
  return (
    <div className="flex flex-col gap-3.5">
      <Bars measure={measure} list={list} look={look} />
      <ul aria-label={t("layerMap.classes")} className="flex flex-col gap-1.5 text-sm">
        {ranges.map((range, index) => (
          <li key={range.from} className="flex items-center gap-2.5">
            <Swatch colour={sequence()[colourIndex(index, ranges.length)] ?? ""} />
            <span className="tabular">{t(index === ranges.length - 1 ? "layerMap.rangeLast" : "layerMap.range", { from: text(measure, range.from, true), to: text(measure, range.to, true) })}</span>
            <span className="tabular ml-auto text-ink-2">{t("layerMap.units", { count: range.count, number: format.number(range.count) })}</span>
          </li>
        ))}
        {without > 0 ? (
          <li className="flex items-center gap-2.5">
            <Swatch colour={nothing()} />
            <span>{t("layerMap.noValue")}</span>
            <span className="tabular ml-auto text-ink-2">{t("layerMap.units", { count: without, number: format.number(without) })}</span>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

export function BubbleLegend({ measure, list }: Omit<MeasureLegendProps, "look">) {
  const { t } = useTranslation();
  const text = useMeasureText();
  const most = list.reduce<number>((all, value) => Math.max(all, value ?? 0), 0);
  if (most <= 0) return <p className="text-ink-2">{t("layerMap.noValues")}</p>;
  return (
    <div>
      <p className="mb-2.5 text-sm text-ink-2">{t("layerMap.bubblesText")}</p>
      <ul aria-label={t("layerMap.sizes")} className="flex flex-wrap items-end gap-5 text-sm">
        {SIZES.map((part) => {
          const value = roundBelow(most * part);
          const size = 2 * radiusOf(value, most, RADIUS_MAX);
          return (
            <li key={part} className="flex flex-col items-center gap-1.5">
              <span aria-hidden data-swatch className="rounded-full opacity-75" style={{ width: size, height: size, backgroundColor: bubble() }} />
              <span className="tabular">{text(measure, value, true)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

export function TerritoryLegend({ values, look }: { values: LayerValues; look: LayerLook }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ids, names, of } = values.territories;
  const counts = useMemo(() => {
    const found = Array<number>(ids.length).fill(0);
    for (const one of of) if (one >= 0) found[one] = (found[one] ?? 0) + 1;
    return found;
  }, [ids, of]);
  const order = ids.map((_, index) => index).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  const without = of.filter((one) => one < 0).length;
  if (ids.length === 0) return <p className="text-ink-2">{t("layerMap.noTerritories")}</p>;
  return (
    <ul aria-label={t("layerMap.territories")} className="flex flex-col gap-1.5 text-sm">
      {order.slice(0, TERRITORIES_SHOWN).map((index) => (
        <li key={ids[index]} className="flex items-center gap-2.5">
          <Swatch colour={look.territories ? (NEIGHBOURS[look.territories[index] ?? 0] ?? "") : nothing()} />
          <span className="min-w-0 truncate">{names[index]}</span>
          <span className="tabular ml-auto text-ink-2">{t("layerMap.units", { count: counts[index] ?? 0, number: format.number(counts[index] ?? 0) })}</span>
        </li>
      ))}
      {order.length > TERRITORIES_SHOWN ? <li className="text-ink-2">{t("layerMap.moreTerritories", { count: order.length - TERRITORIES_SHOWN, number: format.number(order.length - TERRITORIES_SHOWN) })}</li> : null}
      {without > 0 ? (
        <li className="flex items-center gap-2.5">
          <Swatch colour={nothing()} />
          <span>{t("layerMap.noTerritory")}</span>
          <span className="tabular ml-auto text-ink-2">{t("layerMap.units", { count: without, number: format.number(without) })}</span>
        </li>
      ) : null}
    </ul>
  );
}
