// What the columns are: of a file before it is sent, put right where a name misleads; of a data set as the server holds it.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { datasetUnitsQuery } from "@/api/studio_queries";
import type { Dataset } from "@/api/types";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card, Facts } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { headerFor, mistakeOf, othersOf, PARTS, type Places, recognised } from "./columns";
import type { Chosen } from "./data_step";
import { Footer } from "./steps";

const ROWS_SHOWN = 4;

function FirstRows({ columns, rows }: { columns: string[]; rows: string[][] }) {
  const { t } = useTranslation();
  return (
    <div className="overflow-x-auto rounded-md border border-line" role="region" aria-label={t("guide.firstRows")} tabIndex={0}>
      <table className="tabular w-full text-sm whitespace-nowrap">
        <caption className="sr-only">{t("guide.firstRows")}</caption>
        <thead>
          <tr className="bg-surface-2 text-xs text-ink-2">
            {columns.map((name, index) => (
              <th key={index} scope="col" className="px-3 py-2 text-left font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_SHOWN).map((row, at) => (
            <tr key={at} className="border-t border-line">
              {columns.map((_, index) => (
                <td key={index} className="max-w-48 truncate px-3 py-1.5">
                  {row[index] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FileColumnsProps {
  chosen: Chosen;
  back: string;
  onSent: (dataset: Dataset) => void;
}

export function FileColumns({ chosen: { file, head }, back, onSent }: FileColumnsProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [places, setPlaces] = useState<Places>(() => recognised(head));
  const [name, setName] = useState(file.name.replace(/\.\w+$/, ""));
  const { measures, texts } = othersOf(head, places);
  const mistake = mistakeOf(places);
  const form = useSubmit(async () => {
    const header = headerFor(head, places);
    const body = header === null ? file : new Blob([header, file.slice(head.bytes)]);
    const dataset = await api.post("/datasets", { query: { name: name.trim() }, body });
    await client.invalidateQueries({ queryKey: ["datasets"] });
    onSent(dataset);
  });
  const none = t("guide.noColumn");
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={(event) => (mistake || !name.trim() ? event.preventDefault() : void form.submit(event))}>
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      <Card title={t("guide.columnsTitle", { name: file.name })} description={t("guide.columnsText")}>
        <div className="flex flex-col gap-5">
          <div className="grid gap-4 sm:grid-cols-3">
            {PARTS.map((part) => (
              <Field key={part} label={t(`guide.part.${part}`)} error={places[part] === null ? t("guide.notRecognised") : undefined}>
                <Select
                  value={places[part] === null ? "" : String(places[part])}
                  placeholder={none}
                  options={head.columns.map((column, index) => ({ value: String(index), label: column }))}
                  onValueChange={(index) => setPlaces({ ...places, [part]: index === "" ? null : Number(index) })}
                />
              </Field>
            ))}
          </div>
          <Facts
            items={[
              { label: t("guide.measures"), value: measures.length > 0 ? measures.join(", ") : t("guide.noMeasures") },
              ...(texts.length > 0 ? [{ label: t("guide.texts"), value: texts.join(", ") }] : []),
            ]}
          />
          <FirstRows columns={head.columns} rows={head.rows} />
          <Field label={t("design.datasetName")} className="sm:max-w-sm">
            <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          </Field>
        </div>
      </Card>
      <Footer back={back}>
        <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={mistake ? t(`guide.columnMistake.${mistake}`) : !name.trim() && t("design.mistake.name")}>
          {t("guide.send")}
        </Button>
      </Footer>
    </form>
  );
}

export function KnownColumns({ dataset, back, onNext }: { dataset: Dataset; back: string; onNext: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(datasetUnitsQuery(dataset.id));
  const units = query.data;
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!units) return <Skeleton className="h-64 w-full" />;
  const columns = [t("guide.part.id"), t("guide.part.lon"), t("guide.part.lat"), ...units.measures.map((measure) => measure.name)];
  const rows = units.units.slice(0, ROWS_SHOWN).map((id, place) => [id, ...[units.lon, units.lat, ...units.measures.map(({ values }) => values)].map((values) => format.number(values[place] ?? 0))]);
  return (
    <div className="flex flex-col gap-5">
      <Card title={t("guide.columnsTitle", { name: dataset.name })} description={t("guide.knownColumns")}>
        <div className="flex flex-col gap-5">
          <p className="flex items-start gap-2">
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-text" />
            {t("guide.took", { count: dataset.unit_count, number: format.number(dataset.unit_count), measures: dataset.measures.join(", ") || t("guide.noMeasures") })}
          </p>
          <FirstRows columns={columns} rows={rows} />
        </div>
      </Card>
      <Footer back={back}>
        <Button look="primary" onClick={onNext}>
          {t("guide.toMap")}
        </Button>
      </Footer>
    </div>
  );
}
