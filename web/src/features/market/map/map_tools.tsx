// What the map shows, chosen: the layer, what colours it, areas or bubbles; and a unit looked for by its code.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { unitsQuery } from "@/api/layer_queries";
import type { Measure, UnitLayer } from "@/api/market_layers";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { Segmented } from "@/design/toggle";
import { useDebounced } from "@/lib/use_debounced";
import { BY_TERRITORY, type MapStyle } from "./use_layer_paint";
import type { MapChoice } from "./use_map_choice";

function FindUnit({ layer, onChoose }: { layer: UnitLayer; onChoose: (code: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const q = useDebounced(typed?.trim() ?? "");
  const query = useInfiniteQuery({ ...unitsQuery(layer.id, q, "code"), enabled: typed !== null });
  const options = (query.data?.pages[0]?.items ?? []).map(({ code, name }) => ({ value: code, label: name ? t("layerMap.unitNamed", { code, name }) : code }));
  return (
    <Field label={t("layerMap.find")}>
      <Combobox options={options} value="" placeholder={t("layerMap.findPlaceholder")} isSearching={query.isFetching} onSearch={setTyped} onChange={onChoose} />
    </Field>
  );
}

interface MapToolsProps {
  layers: UnitLayer[];
  layer: UnitLayer;
  measures: Measure[];
  by: string;
  style: MapStyle;
  choice: MapChoice;
}

export function MapTools({ layers, layer, measures, by, style, choice }: MapToolsProps) {
  const { t } = useTranslation();
  const hasChoice = layer.shape !== "points" && by !== BY_TERRITORY;
  return (
    <div className="mb-4 grid items-end gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <Field label={t("layerMap.layer")}>
        <Select value={layer.id} options={layers.map(({ id, name }) => ({ value: id, label: name }))} onValueChange={choice.setLayer} />
      </Field>
      <Field label={t("layerMap.colourBy")}>
        <Select value={by} options={[...measures.map(({ key, name }) => ({ value: key, label: name })), { value: BY_TERRITORY, label: t("layerMap.byTerritory") }]} onValueChange={choice.setBy} />
      </Field>
      <FindUnit layer={layer} onChoose={choice.setUnit} />
      {hasChoice ? (
        <Segmented
          label={t("layerMap.shownAs")}
          value={style}
          onChange={choice.setStyle}
          className="self-end justify-self-start"
          options={[
            { value: "areas", label: t("layerMap.areas") },
            { value: "bubbles", label: t("layerMap.bubbles") },
          ]}
        />
      ) : null}
    </div>
  );
}
