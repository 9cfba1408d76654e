// Texts of the file in fields of choices or stages that are none of ours: a person says what each means.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { CrmField, CrmImport } from "@/api/crm";
import { pipelinesQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Card } from "@/design/page";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";
import { useImportObject } from "../fields/use_object";
import { type ImportDraft, MEANS_NOTHING, NOT_READ, type UnknownText, unknownOf } from "./mapping";

interface MeaningsProps {
  one: CrmImport;
  draft: ImportDraft;
  onChange: (draft: ImportDraft) => void;
}

function useChoices() {
  const { t } = useTranslation();
  const may = useMay();
  const { choiceLabel } = useCrmLabels();
  const pipelines = useQuery({ ...pipelinesQuery, enabled: may("crm.read") }).data ?? [];
  return (field: CrmField) => [
    { value: NOT_READ, label: t("imports.notTold") },
    ...(field.type === "stage"
      ? pipelines.flatMap(({ key, name, stages }) => stages.map((stage) => ({ value: `${key}.${stage.key}`, label: pipelines.length > 1 ? `${name}: ${stage.name}` : stage.name })))
      : (field.choices ?? []).map((word) => ({ value: word, label: choiceLabel(field, word) }))),
    ...(field.is_required ? [] : [{ value: MEANS_NOTHING, label: t("imports.meansNothing") }]),
  ];
}

// With what a text means, or without.
function told({ meanings, ...draft }: ImportDraft, { field, text }: UnknownText, choice: string): ImportDraft {
  const others = Object.fromEntries(Object.entries(meanings[field] ?? {}).filter(([other]) => other !== text));
  return { ...draft, meanings: { ...meanings, [field]: choice === NOT_READ ? others : { ...others, [text]: choice } } };
}

export function Meanings({ one, draft, onChange }: MeaningsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { fieldLabel } = useCrmLabels();
  const { byPath } = useImportObject(one.object);
  const choicesOf = useChoices();
  const unknown = unknownOf(one, draft);
  if (unknown.length === 0) return null;
  return (
    <Card isFlush title={t("imports.meanings")} description={t("imports.meaningsText")}>
      <ul aria-label={t("imports.meanings")} className="divide-y divide-line border-t border-line">
        {unknown.map((text) => {
          const field = byPath.get(text.field);
          if (!field) return null;
          const label = t("imports.meaningOf", { text: text.text, field: fieldLabel(field) });
          return (
            <li key={`${text.field} ${text.text}`} className="grid items-center gap-x-5 gap-y-2 px-5 py-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
              <div className="min-w-0">
                <p className="font-medium break-words">{text.text}</p>
                <p className="text-sm text-ink-3">
                  {fieldLabel(field)}
                  {text.count > 0 ? ` · ${t("imports.rowCount", { count: text.count, number: format.number(text.count) })}` : null}
                </p>
              </div>
              <Field label={<span className="sr-only">{label}</span>}>
                <Combobox options={choicesOf(field)} value={draft.meanings[text.field]?.[text.text] ?? NOT_READ} placeholder={label} onChange={(choice) => onChange(told(draft, text, choice))} />
              </Field>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
