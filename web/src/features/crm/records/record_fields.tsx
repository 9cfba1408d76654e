// The controls of a record, two beside each other where there is room.
import { useTranslation } from "react-i18next";
import { Field } from "@/design/field";
import { useCrmLabels } from "@/lib/crm_labels";
import { FieldInput } from "../fields/field_input";
import { pathOf } from "../fields/values";
import type { RecordForm } from "./use_record_form";

export function RecordFields({ form, focus }: { form: RecordForm; focus?: string | undefined }) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  return (
    <div className="grid gap-x-4 gap-y-4 sm:grid-cols-2">
      {form.fields.map((field) => (
        <Field
          key={pathOf(field)}
          label={fieldLabel(field)}
          isRequired={field.is_required}
          optionalText={field.is_required ? t("crm.required") : undefined}
          error={form.errorOf(field)}
          className={field.form === "paragraph" || form.fields.length === 1 ? "sm:col-span-2" : ""}
        >
          <FieldInput field={field} draft={form.draftFor(field)} autoFocus={focus === pathOf(field)} onChange={(draft) => form.setDraft(field, draft)} />
        </Field>
      ))}
    </div>
  );
}
