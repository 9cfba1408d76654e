// A market of one's own, as CSV: an id, a longitude, a latitude and as many measures as one likes.
import { useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { Dataset } from "@/api/types";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useSubmit } from "@/lib/use_submit";

export function UploadDataset({ onUploaded }: { onUploaded: (dataset: Dataset) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const form = useSubmit(async () => {
    if (!file) return;
    const dataset = await api.post("/datasets", { query: { name: name.trim() }, body: file });
    await client.invalidateQueries({ queryKey: ["datasets"] });
    onUploaded(dataset);
    setIsOpen(false);
  });
  function choose(chosen: File | null) {
    setFile(chosen);
    form.reset();
    if (chosen && !name) setName(chosen.name.replace(/\.csv$/i, ""));
  }
  return (
    <>
      <Button size="small" icon={<FileUp aria-hidden className="size-4" />} onClick={() => setIsOpen(true)}>
        {t("design.upload")}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={t("design.uploadTitle")}
        description={t("design.uploadText")}
        onSubmit={(event) => void form.submit(event)}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{t("ui.cancel")}</Button>
            <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={!file ? t("design.noFile") : !name.trim() && t("design.mistake.name")}>
              {t("design.upload")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4.5">
          {form.problem ? <ProblemNote problem={form.problem} /> : null}
          <Field label={t("design.file")} hint={t("design.fileHint")}>
            <Input type="file" accept=".csv,text/csv" className="py-1.5" onChange={(event) => choose(event.target.files?.[0] ?? null)} />
          </Field>
          <Field label={t("design.datasetName")}>
            <Input value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
        </div>
      </Dialog>
    </>
  );
}
