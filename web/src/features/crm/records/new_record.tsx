// Adds a record. `given` is filled in already: the account that the page is about, say.
import { useTranslation } from "react-i18next";
import type { CrmRecord, ObjectName } from "@/api/crm";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import { useObject } from "../fields/use_object";
import { pointerOf } from "../fields/values";
import { editableFields } from "./editable";
import { RecordFields } from "./record_fields";
import { useRecordActions } from "./use_record_actions";
import { useRecordForm } from "./use_record_form";

interface NewRecordProps {
  object: ObjectName;
  given?: Partial<CrmRecord>;
  onAdded?: (record: CrmRecord) => void;
  onClose: () => void;
}

export function NewRecord({ object, given, onAdded, onClose }: NewRecordProps) {
  const { t } = useTranslation();
  const say = useToast();
  const { fields: all, query } = useObject(object);
  const actions = useRecordActions(object);
  const fields = editableFields(all);
  const form = useSubmit(async () => {
    if (!draft.check()) return;
    const record = await actions.add(draft.change);
    say(t("crm.added", { name: record.title || t(`crmObject.${object}.one`) }));
    onAdded?.(record);
    onClose();
  });
  const draft = useRecordForm(fields, given, form.errors);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`crmObject.${object}.new`)}
      size="large"
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy}>
            {t("crm.add")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={fields.map(pointerOf)} /> : null}
        {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton className="h-64 w-full" /> : <RecordFields form={draft} />}
      </div>
    </Dialog>
  );
}
