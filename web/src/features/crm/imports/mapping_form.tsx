// The second step: where each column goes, and how numbers and dates are written.
import { Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type CrmImport, type ImportColumn, isOfAlignment } from "@/api/crm";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";
import { currencies } from "@/lib/places";
import { useSubmit } from "@/lib/use_submit";
import { FieldInput } from "../fields/field_input";
import { useImportObject } from "../fields/use_object";
import { pathOf } from "../fields/values";
import { HeaderChoice } from "./header_choice";
import { askedOf, type ImportDraft, isFallback, missingOf, NOT_READ, targetsOf, twiceOf, type WrongValues } from "./mapping";
import { Meanings } from "./meanings";
import { OtherObject } from "./other_object";
import { useNoteText } from "./use_note_text";

interface MappingFormProps {
  one: CrmImport;
  draft: ImportDraft;
  file: File | undefined;
  onChange: (draft: ImportDraft) => void;
  onCheck: () => Promise<unknown>;
}

type PartProps = Pick<MappingFormProps, "draft" | "onChange">;

function Columns({ one, draft, onChange }: PartProps & { one: CrmImport }) {
  const { t, i18n } = useTranslation();
  const { fieldLabel, nameLabel } = useCrmLabels();
  const { fields } = useImportObject(one.object);
  const whyOf = ({ why, why_code }: ImportColumn) => (why_code && i18n.exists(`imports.why.${why_code}`) ? t(`imports.why.${why_code}` as "imports.why.header") : why);
  const options = [
    { value: NOT_READ, label: t("imports.notRead") },
    ...targetsOf(fields, one.object).map(({ value, field, isCurrency, isPipeline }) => ({ value, label: !field ? nameLabel(value) : isPipeline ? t("imports.pipelineOf", { field: fieldLabel(field) }) : isCurrency ? t("imports.currencyOf", { field: fieldLabel(field) }) : fieldLabel(field) })),
  ];
  return (
    <ul aria-label={t("imports.columns")} className="divide-y divide-line">
      {one.columns.map((column, index) => {
        const name = one.has_header ? column.name : t("imports.nthColumn", { number: index + 1 });
        return (
          <li key={column.name} className="grid items-center gap-x-5 gap-y-2 px-5 py-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <div className="min-w-0">
              <p className="font-medium break-words">{name}</p>
              <p className="truncate text-sm text-ink-3">{column.samples.length > 0 ? t("imports.samples", { samples: column.samples.slice(0, 3).join(" · ") }) : t("imports.noSamples")}</p>
            </div>
            <Field label={<span className="sr-only">{t("imports.goesToOf", { column: name })}</span>} hint={(column.field ?? NOT_READ) === draft.mapping[column.name] ? whyOf(column) : undefined}>
              <Combobox options={options} value={draft.mapping[column.name] ?? NOT_READ} placeholder={t("imports.goesToOf", { column: name })} onChange={(field) => onChange({ ...draft, mapping: { ...draft.mapping, [column.name]: field } })} />
            </Field>
          </li>
        );
      })}
    </ul>
  );
}

function Reading({ draft, onChange }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t("imports.reading")}>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("imports.decimalMark")}>
          <Select
            value={draft.decimal_mark}
            options={[
              { value: ".", label: t("imports.mark.point") },
              { value: ",", label: t("imports.mark.comma") },
            ]}
            onValueChange={(mark) => onChange({ ...draft, decimal_mark: mark === "," ? "," : "." })}
          />
        </Field>
        <Field label={t("imports.dateOrder")}>
          <Select value={draft.date_order} options={(["dmy", "mdy", "ymd"] as const).map((value) => ({ value, label: t(`imports.order.${value}`) }))} onValueChange={(order) => onChange({ ...draft, date_order: order as ImportDraft["date_order"] })} />
        </Field>
        <Field label={t("imports.currency")}>
          <Combobox options={currencies(format.locale)} value={draft.currency} onChange={(currency) => onChange({ ...draft, currency })} />
        </Field>
        <Field className="sm:col-span-3" label={t("imports.wrongValues")} hint={t(`imports.wrongValuesHint.${draft.wrong_values}`)}>
          <Select value={draft.wrong_values} options={(["reject_row", "leave_out"] as const).map((value) => ({ value, label: t(`imports.wrongValuesAre.${value}`) }))} onValueChange={(what) => onChange({ ...draft, wrong_values: what as WrongValues })} />
        </Field>
      </div>
    </Card>
  );
}

// What every row has in a required field that no column goes to.
function Defaults({ one, draft, onChange }: PartProps & { one: CrmImport }) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const { fields } = useImportObject(one.object);
  const missing = askedOf(one.object, draft.mapping, fields);
  if (missing.length === 0) return null;
  return (
    <Card title={t("imports.defaults")} description={t("imports.defaultsText")}>
      <div className="grid gap-4 sm:grid-cols-2">
        {missing.map((field) => (
          <Field key={pathOf(field)} label={fieldLabel(field)} hint={isFallback(field, draft.mapping) ? t("imports.fallback") : undefined}>
            <FieldInput field={{ ...field, is_required: false }} draft={draft.defaults[pathOf(field)] ?? { text: "" }} onChange={(own) => onChange({ ...draft, defaults: { ...draft.defaults, [pathOf(field)]: own } })} />
          </Field>
        ))}
      </div>
    </Card>
  );
}

function Hints({ one, draft }: { one: CrmImport; draft: ImportDraft }) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const { fields } = useImportObject(one.object);
  const noteText = useNoteText();
  const missing = missingOf(draft.mapping, fields).filter((field) => !draft.defaults[pathOf(field)]?.text);
  const hasExternalId = Object.values(draft.mapping).includes("external_id");
  const hints = [
    ...(one.source ? [t(`imports.source.${one.source}`)] : []),
    ...one.notes.map(noteText),
    ...(missing.length > 0 ? [t("imports.missing", { fields: missing.map(fieldLabel).join(", ") })] : []),
    ...(hasExternalId || isOfAlignment(one.object) ? [] : [t("imports.noExternalId")]),
    ...(one.object === "territory_assignment" ? [t("imports.aboutRole")] : []),
  ];
  if (hints.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5 rounded-md bg-info-soft px-4 py-3 text-info-text">
      {hints.map((hint) => (
        <li key={hint} className="flex gap-2.5">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 text-ink">{hint}</span>
        </li>
      ))}
    </ul>
  );
}

export function MappingForm({ one, draft, file, onChange, onCheck }: MappingFormProps) {
  const { t } = useTranslation();
  const { fieldLabel, nameLabel } = useCrmLabels();
  const { byPath, isPending } = useImportObject(one.object);
  const form = useSubmit(onCheck);
  const twice = twiceOf(draft.mapping);
  const twiceField = twice ? byPath.get(twice) : undefined;
  const isEmpty = Object.values(draft.mapping).every((field) => field === NOT_READ);
  const missing = isPending ? t("ui.loading") : isEmpty ? t("imports.noColumn") : twice ? t("imports.twice", { field: twiceField ? fieldLabel(twiceField) : nameLabel(twice) }) : undefined;
  return (
    <form noValidate onSubmit={(event) => void form.submit(event)} className="flex max-w-4xl flex-col gap-5">
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      <Hints one={one} draft={draft} />
      <Card isFlush title={t("imports.columns")} description={t("imports.columnsText")} actions={<OtherObject one={one} file={file} />}>
        <div className="border-t border-line">
          <HeaderChoice one={one} file={file} />
          <Columns one={one} draft={draft} onChange={onChange} />
        </div>
      </Card>
      <Meanings one={one} draft={draft} onChange={onChange} />
      <Defaults one={one} draft={draft} onChange={onChange} />
      <Reading draft={draft} onChange={onChange} />
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        <p className="text-sm text-ink-3">{t("imports.checkText")}</p>
        <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
          {t("imports.check")}
        </Button>
      </div>
    </form>
  );
}
