// What someone else changed while one was typing, field by field. What was typed is kept; theirs can be taken instead.
import { UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CrmField, CrmRecord } from "@/api/crm";
import { Button } from "@/design/button";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFieldText } from "../fields/use_field_text";
import { isSame, pathOf, valueOf } from "../fields/values";
import type { RecordForm } from "./use_record_form";

interface ConflictProps {
  before: CrmRecord;
  theirs: CrmRecord;
  fields: CrmField[];
  form: RecordForm;
}

export function Conflict({ before, theirs, fields, form }: ConflictProps) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const say = useFieldText();
  const different = fields.filter((field) => !isSame(valueOf(before, field), valueOf(theirs, field)));
  const mine = new Map(form.changed.map(({ field, value }) => [pathOf(field), value]));
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-line-strong/50 bg-warning-soft px-4 py-3 text-warning-text">
      <UsersRound aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t("crm.conflict")}</p>
        <p className="mt-0.5 text-ink">{different.length > 0 ? t("crm.conflictText") : t("crm.conflictElsewhere")}</p>
        <ul className="mt-2 flex flex-col gap-2 text-ink">
          {different.map((field) => {
            const now = say(field, valueOf(theirs, field), theirs.labels?.[field.name]);
            const own = mine.get(pathOf(field));
            return (
              <li key={pathOf(field)} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="min-w-0 flex-1 basis-56 break-words">
                  <span className="font-medium">{fieldLabel(field)}</span>: <del className="text-ink-2">{say(field, valueOf(before, field), before.labels?.[field.name])}</del> <ins className="no-underline">{now}</ins>
                  {own === undefined ? null : <span className="block text-sm">{t("crm.conflictYours", { value: say(field, own, form.draftFor(field).label) })}</span>}
                </span>
                {own === undefined ? null : (
                  <Button size="small" onClick={() => form.forget(field)}>
                    {t("crm.takeTheirs")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
