// How a file is to be read as a layer. What is left open, the server recognises.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { UnitLayer } from "@/api/market_layers";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Checkbox } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { countries } from "@/lib/places";
import { FORMATS, type LayerFormat, type LayerOrder } from "./layer_file";

interface UploadFieldsProps {
  order: LayerOrder;
  columns: string[];
  layers: UnitLayer[];
  nameError: string | undefined;
  onChange: (order: LayerOrder) => void;
}

export function UploadFields({ order, columns, layers, nameError, onChange }: UploadFieldsProps) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const places = useMemo(() => countries(locale), [locale]);
  const isCsv = order.format === "csv";
  const parts = ["code", "label", "part_of", ...(isCsv ? (["lon", "lat"] as const) : [])] as ("code" | "label" | "part_of" | "lon" | "lat")[];
  const within = layers.filter(({ state, shape }) => state === "ready" && shape !== "points");
  return (
    <>
      <Field label={t("layers.name")} error={nameError}>
        <Input value={order.name} maxLength={200} autoComplete="off" onChange={(event) => onChange({ ...order, name: event.target.value })} />
      </Field>
      <div className="grid gap-4.5 sm:grid-cols-2">
        <Field label={t("layers.country")} hint={t("layers.countryHint")}>
          <Select value={order.country} placeholder={t("layers.severalCountries")} options={places} onValueChange={(country) => onChange({ ...order, country })} />
        </Field>
        <Field label={t("layers.format")}>
          <Select value={order.format} options={FORMATS.map((value) => ({ value, label: t(`layers.formats.${value}`) }))} onValueChange={(format) => onChange({ ...order, format: format as LayerFormat })} />
        </Field>
        {parts.map((part) => (
          <Field key={part} label={t(`layers.parts.${part}`)}>
            {columns.length > 0 ? (
              <Select value={order[part]} placeholder={t("layers.recognised")} options={columns.map((value) => ({ value, label: value }))} onValueChange={(value) => onChange({ ...order, [part]: value })} />
            ) : (
              <Input value={order[part]} placeholder={t("layers.recognised")} autoComplete="off" onChange={(event) => onChange({ ...order, [part]: event.target.value })} />
            )}
          </Field>
        ))}
      </div>
      <Field label={t("layers.source")} hint={t("layers.sourceHint")} optionalText={t("ui.optional")}>
        <Input value={order.source} maxLength={500} autoComplete="off" onChange={(event) => onChange({ ...order, source: event.target.value })} />
      </Field>
      <Checkbox label={t("layers.cells")} hint={t("layers.cellsHint")} isChecked={order.cells} onChange={(cells) => onChange({ ...order, cells })} />
      {order.cells ? (
        <Field label={t("layers.within")} hint={within.length === 0 ? t("layers.withinNone") : undefined}>
          <Select value={order.within} placeholder={t("layers.withinNothing")} options={within.map(({ id, name }) => ({ value: id, label: name }))} onValueChange={(chosen) => onChange({ ...order, within: chosen })} />
        </Field>
      ) : null}
      {isCsv ? null : <Checkbox label={t("layers.repair")} hint={t("layers.repairHint")} isChecked={order.repair} onChange={(repair) => onChange({ ...order, repair })} />}
    </>
  );
}
