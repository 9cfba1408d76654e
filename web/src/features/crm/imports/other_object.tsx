// The file was taken for something that it is not: it is read again as something else.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CrmImport, type ImportObject } from "@/api/crm";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useSubmit } from "@/lib/use_submit";
import { useImportObjects } from "../fields/use_object";
import { saidHeader } from "./mapping";
import { useUpload } from "./new_import";

export function OtherObject({ one, file }: { one: CrmImport; file: File | undefined }) {
  const { t } = useTranslation();
  const upload = useUpload();
  const objects = useImportObjects();
  const [isOpen, setIsOpen] = useState(false);
  const [object, setObject] = useState<ImportObject>(one.object);
  const form = useSubmit(async () => {
    if (!file) return;
    await upload(file, object, saidHeader(one));
    setIsOpen(false);
  });
  return (
    <>
      <Button size="small" disabledReason={!file && t("imports.fileGone")} onClick={() => setIsOpen(true)}>
        {t("imports.notTheObject", { objects: t(`crmObject.${one.object}.many`).toLowerCase() })}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        size="small"
        title={t("imports.changeObject")}
        description={t("imports.changeObjectText")}
        onSubmit={(event) => void form.submit(event)}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{t("ui.cancel")}</Button>
            <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={object === one.object && t("ui.nothingChanged")}>
              {t("crm.applyFilter")}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {form.problem ? <ProblemNote problem={form.problem} /> : null}
          <Field label={t("imports.object")}>
            <Select value={object} options={objects.map((value) => ({ value, label: t(`crmObject.${value}.many`) }))} onValueChange={(value) => setObject(objects.find((name) => name === value) ?? one.object)} />
          </Field>
        </div>
      </Dialog>
    </>
  );
}
