// Whether the first row has the columns' names: it was found out, and a person says otherwise. The file is read again then.
import { useTranslation } from "react-i18next";
import type { CrmImport } from "@/api/crm";
import { ProblemNote } from "@/design/problem";
import { Checkbox } from "@/design/toggle";
import { useSubmit } from "@/lib/use_submit";
import { useUpload } from "./new_import";

export function HeaderChoice({ one, file }: { one: CrmImport; file: File | undefined }) {
  const { t } = useTranslation();
  const upload = useUpload();
  const form = useSubmit(async () => {
    if (file) await upload(file, one.object, !one.has_header);
  });
  return (
    <div className="flex flex-col gap-3 border-b border-line px-5 py-3">
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      <Checkbox
        label={t("imports.hasHeader")}
        hint={one.looks_headed ? t("imports.hasHeaderHint") : t("imports.looksLikeData")}
        isChecked={one.has_header}
        disabledReason={!file ? t("imports.fileGone") : form.isBusy ? t("ui.loading") : undefined}
        onChange={() => void form.submit()}
      />
    </div>
  );
}
