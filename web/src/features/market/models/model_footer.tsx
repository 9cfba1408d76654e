// Below a model's form: what keeps it from being saved, and what to do when somebody else was faster.
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import type { useModelForm } from "./use_model_form";

type ModelForm = Pick<ReturnType<typeof useModelForm>, "form" | "isChanged" | "isStale" | "discard" | "keep">;

export function ModelFooter({ editor, missing }: { editor: ModelForm; missing: string | false }) {
  const { t } = useTranslation();
  const may = useMay();
  const { form, isChanged, isStale, discard, keep } = editor;
  const reason = !may("market.manage") ? t("models.mayNot") : missing || (isStale ? t("models.stale") : !isChanged && t("ui.nothingChanged"));
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {isStale ? (
        <p role="alert" className="mr-auto max-w-[50ch] text-sm text-warning-text">
          {t("models.staleText")}
        </p>
      ) : null}
      {isChanged || isStale ? <Button onClick={discard}>{isStale ? t("crm.takeTheirs") : t("ui.discard")}</Button> : null}
      {isStale ? <Button onClick={keep}>{t("models.keepMine")}</Button> : null}
      <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={reason}>
        {t("ui.save")}
      </Button>
    </div>
  );
}
