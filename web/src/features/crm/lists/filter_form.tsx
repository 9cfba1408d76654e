// One condition: a field, how it compares, and with what.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Condition, CrmField, FieldValue } from "@/api/crm";
import { useSession } from "@/api/session";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field, FieldGroup } from "@/design/field";
import { Select } from "@/design/input";
import { Checkbox } from "@/design/toggle";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";
import { FieldInput } from "../fields/field_input";
import { type Draft, draftOf, limitsOf, pathOf, readDraft } from "../fields/values";
import { CONDITIONS, needsValue } from "./list_state";
import { useConditionText } from "./use_condition_text";

interface FilterFormProps {
  fields: CrmField[];
  // The one to change; without it a new one.
  condition?: Condition | undefined;
  onDone: (condition: Condition, label: string | undefined) => void;
  onRemove?: () => void;
  onClose: () => void;
}

function Words({ field, values, onChange }: { field: CrmField; values: string[]; onChange: (values: string[]) => void }) {
  const { fieldLabel, choiceLabel } = useCrmLabels();
  return (
    <FieldGroup legend={fieldLabel(field)} isQuiet>
      {(field.choices ?? []).map((word) => (
        <Checkbox key={word} label={choiceLabel(field, word)} isChecked={values.includes(word)} onChange={(isIn) => onChange(isIn ? [...values, word] : values.filter((one) => one !== word))} />
      ))}
    </FieldGroup>
  );
}

export function FilterForm({ fields, condition, onDone, onRemove, onClose }: FilterFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { company } = useSession();
  const { fieldLabel } = useCrmLabels();
  const { isText } = useConditionText();
  const given = condition?.value;
  const [path, setPath] = useState(condition?.field ?? "");
  const [is, setIs] = useState<Condition["is"]>(condition?.is ?? "eq");
  const [words, setWords] = useState<string[]>(Array.isArray(given) ? given.map(String) : []);
  const field = fields.find((one) => pathOf(one) === path);
  const [draft, setDraft] = useState<Draft>(() => (field ? draftOf(field, Array.isArray(given) ? undefined : given, format.locale, company.currency) : { text: "" }));
  const read = field ? readDraft({ ...field, is_required: true }, draft, format.locale) : undefined;
  const isWords = is === "in";
  function choose(next: string) {
    const chosen = fields.find((one) => pathOf(one) === next);
    setPath(next);
    setWords([]);
    if (!chosen) return;
    setIs(CONDITIONS[chosen.type][0] ?? "eq");
    setDraft(draftOf(chosen, undefined, format.locale, company.currency));
  }
  const mistake = !field
    ? t("crm.chooseField")
    : !needsValue(is)
      ? undefined
      : isWords
        ? words.length === 0 && t("crm.chooseValue")
        : read && "mistake" in read && (read.mistake === "required" ? t("crm.chooseValue") : t(`crmValue.${read.mistake}`, limitsOf(field)));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (mistake || !field) return;
    const value = isWords ? words : read && "value" in read ? (read.value as FieldValue) : undefined;
    onDone({ field: path, is, ...(needsValue(is) ? { value } : {}) }, draft.label);
  }
  return (
    <Dialog
      isOpen
      size="small"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={condition ? t("crm.changeFilter") : t("crm.addFilter")}
      onSubmit={submit}
      footer={
        <>
          {onRemove ? (
            <Button look="ghost" onClick={onRemove}>
              {t("crm.removeFilter")}
            </Button>
          ) : null}
          <Button type="submit" look="primary" disabledReason={mistake}>
            {t("crm.applyFilter")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t("crm.field")}>
          <Combobox options={fields.map((one) => ({ value: pathOf(one), label: fieldLabel(one) }))} value={path} placeholder={t("crm.chooseField")} onChange={choose} />
        </Field>
        {field ? (
          <Field label={t("crm.comparison")}>
            <Select value={is} options={CONDITIONS[field.type].map((value) => ({ value, label: isText(field, value) }))} onValueChange={(value) => setIs(value as Condition["is"])} />
          </Field>
        ) : null}
        {field && needsValue(is) ? (
          isWords ? (
            <Words field={field} values={words} onChange={setWords} />
          ) : (
            <Field label={t("crm.value")}>
              <FieldInput key={path} field={{ ...field, is_required: true }} draft={draft} onChange={setDraft} />
            </Field>
          )
        ) : null}
      </div>
    </Dialog>
  );
}
