// Where the units come from: a file of one's own, a layer of units, or a data set that is there.
import { Database } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dataset } from "@/api/types";
import { Button } from "@/design/button";
import { DropZone } from "@/design/drop_zone";
import { Card } from "@/design/page";
import { LayerDatasetForm } from "@/layer_dataset";
import { useFormat } from "@/lib/format";
import { type Head, HEAD_BYTES, headOf } from "./columns";

const SHOWN = 6;

export interface Chosen {
  file: File;
  head: Head;
}

interface DataStepProps {
  datasets: Dataset[];
  onFile: (chosen: Chosen) => void;
  onDataset: (dataset: Dataset) => void;
}

export function DataStep({ datasets, onFile, onDataset }: DataStepProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [unread, setUnread] = useState<string | null>(null);
  const [isWhole, setIsWhole] = useState(false);
  async function read(file: File) {
    const head = headOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
    setUnread(head ? null : file.name);
    if (head) onFile({ file, head });
  }
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card title={t("guide.ownFile")} description={t("guide.ownFileText")}>
        <DropZone title={t("guide.drop")} hint={t("design.fileHint")} accept=".csv,text/csv,.txt,.tsv" onFile={(file) => void read(file)} />
        {unread ? (
          <p role="alert" className="mt-3 text-sm text-danger-text">
            {t("guide.unread", { name: unread })}
          </p>
        ) : null}
      </Card>
      <Card title={t("layerData.title")} description={t("layerData.text")}>
        <LayerDatasetForm onMade={onDataset} />
      </Card>
      <Card className="lg:col-span-2" title={t("guide.known")} description={t("guide.knownText")}>
        {datasets.length === 0 ? <p className="text-ink-2">{t("guide.noneKnown")}</p> : null}
        <ul aria-label={t("guide.known")} className="divide-y divide-line">
          {(isWhole ? datasets : datasets.slice(0, SHOWN)).map((dataset) => (
            <li key={dataset.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2.5 first:pt-0 last:pb-0">
              <span className="min-w-0">
                <span className="flex items-center gap-2 font-medium">
                  <Database aria-hidden className="size-4 shrink-0 text-ink-3" />
                  <span className="min-w-0 break-words">{dataset.name}</span>
                </span>
                <span className="tabular block text-sm text-ink-2">
                  {t("design.unitCount", { count: dataset.unit_count, number: format.number(dataset.unit_count) })}
                  {dataset.measures.length > 0 ? ` · ${dataset.measures.join(", ")}` : ""}
                </span>
              </span>
              <Button size="small" aria-label={t("guide.useOf", { name: dataset.name })} onClick={() => onDataset(dataset)}>
                {t("guide.use")}
              </Button>
            </li>
          ))}
        </ul>
        {!isWhole && datasets.length > SHOWN ? (
          <Button size="small" className="mt-3" onClick={() => setIsWhole(true)}>
            {t("ui.showAll", { count: datasets.length })}
          </Button>
        ) : null}
      </Card>
    </div>
  );
}
