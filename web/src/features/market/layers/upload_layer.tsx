// A layer of one's own: a file, and where needed how it is to be read.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import type { UnitLayer } from "@/api/market_layers";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { DropZone } from "@/design/drop_zone";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import { LAYER_BYTES_MAX, type LayerFile, type LayerOrder, MEDIA_TYPES, newOrder, queryOf, readFile } from "./layer_file";
import { UploadFields } from "./upload_fields";

export function UploadLayer({ layers, onClose }: { layers: UnitLayer[]; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [file, setFile] = useState<File | null>(null);
  const [known, setKnown] = useState<LayerFile | null>(null);
  const [order, setOrder] = useState<LayerOrder>(newOrder("", "csv"));
  const form = useSubmit(async () => {
    if (!file) return;
    await loose.post<UnitLayer>("/unit-layers/upload", { query: queryOf(order), body: file, mediaType: MEDIA_TYPES[order.format] });
    await client.invalidateQueries({ queryKey: ["market", "layers"] });
    say(t("layers.isRead", { name: order.name.trim() }));
    onClose();
  });
  async function choose(chosen: File) {
    form.reset();
    const read = await readFile(chosen);
    setFile(chosen);
    setKnown(read);
    setOrder({ ...newOrder(chosen.name, read.format), ...(order.name ? { name: order.name, country: order.country } : {}) });
  }
  const missing = !file ? t("layers.noFile") : file.size > LAYER_BYTES_MAX ? t("layers.tooLarge") : !order.name.trim() && t("layers.noName");
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      side="right"
      title={t("layers.uploadTitle")}
      description={t("layers.uploadText")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
            {t("layers.uploadDo")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["name"]} /> : null}
        <DropZone title={t("layers.drop")} hint={t("layers.dropHint")} accept=".geojson,.topojson,.json,.csv,.txt,application/geo+json,application/json,text/csv" onFile={(next) => void choose(next)} />
        {known ? <UploadFields order={order} columns={known.columns} layers={layers} nameError={form.errors["name"]} onChange={setOrder} /> : null}
      </div>
    </Dialog>
  );
}
