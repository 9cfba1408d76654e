// Changes a record: all of its fields, or the one that was pointed at.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmField, CrmRecord, ObjectName } from "@/api/crm";
import { ApiProblem } from "@/api/problem";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useCrmLabels } from "@/lib/crm_labels";
import { useSubmit } from "@/lib/use_submit";
import { pointerOf } from "../fields/values";
import { Conflict } from "./conflict";
import { RecordFields } from "./record_fields";
import { useRecordActions } from "./use_record_actions";
import { useRecordForm } from "./use_record_form";

interface EditRecordProps {
  object: ObjectName;
  record: CrmRecord;
  fields: CrmField[];
  onClose: () => void;
}

export function EditRecord({ object, record: opened, fields, onClose }: EditRecordProps) {
  const { t } = useTranslation();
  const say = useToast();
  const { fieldLabel } = useCrmLabels();
  const actions = useRecordActions(object);
  // As it was when the form was opened or last saw a change by someone else; later reads do not move it under one's hands.
  const [before, setBefore] = useState(opened);
  const [theirs, setTheirs] = useState<CrmRecord | null>(null);
  const base = theirs ?? before;
  const form = useSubmit(async () => {
    if (!draft.check()) return;
    if (draft.changed.length === 0) return onClose();
    try {
      await actions.change(base.id, base.version, draft.change);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
      setBefore(base);
      setTheirs(await actions.read(base.id));
      return;
    }
    say(t("ui.saved"));
    onClose();
  });
  const draft = useRecordForm(fields, base, form.errors);
  const only = fields.length === 1 ? fields[0] : undefined;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={only ? fieldLabel(only) : t("crm.editTitle", { name: opened.title })}
      description={only ? opened.title : undefined}
      size={only ? "small" : "large"}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={draft.changed.length === 0 && !theirs && !Object.keys(form.errors).length && fields.every((field) => !draft.errorOf(field)) && t("ui.nothingChanged")}>
            {theirs ? t("crm.saveAnyway") : t("ui.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {theirs ? <Conflict before={before} theirs={theirs} fields={fields} form={draft} /> : null}
        {form.problem ? <ProblemNote problem={form.problem} shownFields={fields.map(pointerOf)} /> : null}
        <RecordFields form={draft} />
      </div>
    </Dialog>
  );
}
