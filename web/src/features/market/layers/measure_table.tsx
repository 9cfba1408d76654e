// Measures as a table: what they are, for how many units, their sum, their range, and how they are spread.
import { Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Measure, UnitLayer } from "@/api/market_layers";
import { useMay } from "@/api/session";
import { Badge, type Tone } from "@/design/badge";
import { IconButton } from "@/design/button";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { densityOf } from "@/unit_map/classes";
import { useMeasureText } from "../use_measure_text";

const TONES: Record<Measure["kind"], Tone> = { joined: "neutral", derived: "info", live: "accent" };
const BARS = 16;

// How the values are spread, by their quantiles.
function Spread({ measure }: { measure: Measure }) {
  const bars = densityOf(measure.quantiles ?? [], BARS);
  const highest = Math.max(...bars, 0);
  if (highest <= 0) return <span className="text-ink-3">–</span>;
  return (
    <span aria-hidden className="flex h-7 w-28 items-end gap-px">
      {bars.map((part, index) => (
        <span key={index} className="min-h-px flex-1 bg-accent/70" style={{ height: `${(100 * part) / highest}%` }} />
      ))}
    </span>
  );
}

function Name({ layer, measure }: { layer: UnitLayer; measure: Measure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { key, name, unit, kind, adds, weighed_by, formula, source, as_of } = measure;
  const about = [source, as_of ? t("layerMap.asOf", { day: format.dayOf(as_of) }) : null].filter(Boolean).join(" · ");
  return (
    <span className="block min-w-0">
      <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Link to={`/market/map?layer=${layer.id}&by=${key}`} className="font-medium break-words text-ink hover:underline">
          {name}
        </Link>
        <Badge tone={TONES[kind]}>{t(`measures.kinds.${kind}`)}</Badge>
      </span>
      <span className="block text-sm font-normal text-ink-2">
        <code className="font-mono text-xs">{key}</code>
        {unit ? ` · ${unit}` : null} · {adds === "mean" ? (weighed_by ? t("measures.meanBy", { name: weighed_by }) : t("measures.mean")) : t("measures.sum")}
      </span>
      {formula ? <code className="block font-mono text-xs font-normal break-words text-ink-2">= {formula}</code> : null}
      {about ? <span className="block text-xs font-normal text-ink-2">{about}</span> : null}
    </span>
  );
}

interface MeasureTableProps {
  layer: UnitLayer;
  rows: Measure[] | undefined;
  error: unknown;
  onRetry: () => void;
  onEdit: (measure: Measure) => void;
  onRemove: (measure: Measure) => void;
  empty: ReactNode;
}

export function MeasureTable({ layer, onEdit, onRemove, ...rest }: MeasureTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMeasureText();
  const may = useMay();
  const columns: Column<Measure>[] = [
    { id: "name", header: t("measures.name"), isTitle: true, sortBy: ({ name }) => name, cell: (measure) => <Name layer={layer} measure={measure} /> },
    { id: "count", header: t("measures.units"), isNumber: true, sortBy: ({ count }) => count, cell: ({ count }) => format.number(count) },
    { id: "sum", header: t("measures.total"), isNumber: true, cell: ({ adds, sum }) => (adds === "sum" ? text(undefined, sum, true) : "–") },
    { id: "range", header: t("measures.range"), isNumber: true, cell: ({ least, most, count }) => (count === 0 ? "–" : t("layerMap.rangeLast", { from: text(undefined, least, true), to: text(undefined, most, true) })) },
    { id: "spread", header: t("measures.spread"), hideOnPhone: true, cell: (measure) => <Spread measure={measure} /> },
  ];
  if (may("market.manage")) {
    columns.push({
      id: "actions",
      header: t("ui.actions"),
      isQuiet: true,
      cell: (measure) =>
        measure.kind === "live" ? null : (
          <span className="flex justify-end">
            <IconButton size="small" label={t("measures.editTitle", { name: measure.name })} icon={<Pencil aria-hidden className="size-4" />} onClick={() => onEdit(measure)} />
            <IconButton size="small" label={t("measures.removeTitle", { name: measure.name })} icon={<Trash2 aria-hidden className="size-4" />} onClick={() => onRemove(measure)} />
          </span>
        ),
    });
  }
  return <DataTable caption={t("measures.title")} columns={columns} keyOf={({ key }) => key} {...rest} />;
}
