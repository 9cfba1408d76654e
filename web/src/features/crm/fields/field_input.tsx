// The control in which a field is changed, by its type. Takes its name, hint and error from the Field around it.
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { type CrmField, isOfAlignment } from "@/api/crm";
import { pipelinesQuery } from "@/api/crm_queries";
import { everyoneQuery, treeQuery } from "@/api/queries";
import { useMay, useSession } from "@/api/session";
import { IconButton } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Input, Select, TextArea } from "@/design/input";
import { useCrmLabels } from "@/lib/crm_labels";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { countries } from "@/lib/places";
import { RecordChoice } from "./record_choice";
import { type Draft, isShare } from "./values";

interface FieldInputProps {
  field: CrmField;
  draft: Draft;
  onChange: (draft: Draft) => void;
  autoFocus?: boolean;
}

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "JPY", "CNY", "INR", "BRL"];
const KINDS: Record<string, ComponentProps<"input">> = {
  email: { type: "email", inputMode: "email" },
  phone: { type: "tel", inputMode: "tel" },
  url: { type: "url", inputMode: "url", placeholder: "https://" },
  line: { type: "text" },
};

// A choice with a way back to nothing beside it.
function Clearable({ field, draft, onChange, children }: Omit<FieldInputProps, "autoFocus"> & { children: ReactNode }) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  if (!draft.text || field.is_required) return children;
  return (
    <div className="flex items-center gap-1">
      <div className="min-w-0 flex-1">{children}</div>
      <IconButton label={t("crmValue.clear", { field: fieldLabel(field) })} icon={<X aria-hidden className="size-4" />} onClick={() => onChange({ ...draft, text: "", label: undefined })} />
    </div>
  );
}

function MoneyInput({ draft, onChange }: Omit<FieldInputProps, "field" | "autoFocus">) {
  const { t } = useTranslation();
  const { company } = useSession();
  const id = useId();
  const known = [...new Set([company.currency, ...CURRENCIES, draft.currency ?? company.currency])];
  return (
    <div className="flex gap-2">
      <Input inputMode="decimal" autoComplete="off" value={draft.text} onChange={(event) => onChange({ ...draft, text: event.target.value })} className="tabular flex-1 text-right" />
      <Select id={id} aria-label={t("crmValue.currency")} aria-describedby={undefined} aria-required={undefined} value={draft.currency ?? company.currency} options={known.map((value) => ({ value, label: value }))} onValueChange={(currency) => onChange({ ...draft, currency })} className="w-24 shrink-0" />
    </div>
  );
}

function PersonInput({ draft, onChange }: FieldInputProps) {
  const { t } = useTranslation();
  const may = useMay();
  const { person } = useSession();
  const people = useQuery({ ...everyoneQuery, enabled: may("people.read") }).data ?? [];
  const known = people.length > 0 ? people.filter(({ status }) => status !== "deactivated") : [person];
  return <Combobox options={known.map(({ id, name }) => ({ value: id as string, label: name }))} value={draft.text} valueLabel={draft.text ? (draft.label ?? t("crmValue.hidden")) : ""} placeholder={t("crmValue.search")} onChange={(text, { label }) => onChange({ text, label })} />;
}

function TerritoryInput({ draft, onChange }: FieldInputProps) {
  const { t } = useTranslation();
  const may = useMay();
  const tree = useQuery({ ...treeQuery(today()), enabled: may("territories.read") }).data ?? [];
  return <Combobox options={tree.map(({ id, name }) => ({ value: id as string, label: name }))} value={draft.text} valueLabel={draft.text ? (draft.label ?? t("crmValue.hidden")) : ""} placeholder={t("crmValue.search")} onChange={(text, { label }) => onChange({ text, label })} />;
}

function StageInput({ field, draft, onChange }: FieldInputProps) {
  const { t } = useTranslation();
  const pipelines = useQuery(pipelinesQuery).data ?? [];
  const options = pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({ value: `${pipeline.key}.${stage.key}`, label: pipelines.length > 1 ? `${pipeline.name}: ${stage.name}` : stage.name })),
  );
  return <Select value={draft.text} options={options} placeholder={field.is_required && draft.text ? undefined : t("crmValue.choose")} onValueChange={(text) => onChange({ text })} />;
}

export function FieldInput(props: FieldInputProps) {
  const { field, draft, onChange, autoFocus } = props;
  const { t } = useTranslation();
  const { choiceLabel } = useCrmLabels();
  const format = useFormat();
  const text = { value: draft.text, autoComplete: "off", autoFocus, onChange: (event: { target: { value: string } }) => onChange({ text: event.target.value }) };
  switch (field.type) {
    case "whole":
      return <Input {...text} inputMode="numeric" className="tabular" />;
    case "decimal":
      return <Input {...text} inputMode="decimal" className="tabular" suffix={isShare(field) ? "%" : undefined} />;
    case "money":
      return <MoneyInput draft={draft} onChange={onChange} />;
    case "date":
      return <Input {...text} type="date" />;
    case "instant":
      return <Input {...text} type="datetime-local" />;
    case "truth":
      return (
        <Select
          value={draft.text}
          placeholder={t("crmValue.none")}
          options={[
            { value: "true", label: t("crmValue.yes") },
            { value: "false", label: t("crmValue.no") },
          ]}
          onValueChange={(next) => onChange({ text: next })}
        />
      );
    case "choice":
      return <Select value={draft.text} placeholder={field.is_required ? t("crmValue.choose") : t("crmValue.none")} options={(field.choices ?? []).map((value) => ({ value, label: choiceLabel(field, value) }))} onValueChange={(next) => onChange({ text: next })} />;
    case "stage":
      return <StageInput {...props} />;
    case "person":
      return (
        <Clearable field={field} draft={draft} onChange={onChange}>
          <PersonInput {...props} />
        </Clearable>
      );
    case "territory":
      return (
        <Clearable field={field} draft={draft} onChange={onChange}>
          <TerritoryInput {...props} />
        </Clearable>
      );
    case "record":
      return (
        <Clearable field={field} draft={draft} onChange={onChange}>
          <RecordChoice object={field.refers_to && !isOfAlignment(field.refers_to) ? field.refers_to : "account"} value={draft.text} label={draft.label} onChange={(next, label) => onChange({ text: next, label })} />
        </Clearable>
      );
    default:
      if (field.form === "country") {
        return (
          <Clearable field={field} draft={draft} onChange={onChange}>
            <Combobox options={countries(format.locale)} value={draft.text} placeholder={t("crmValue.search")} onChange={(next) => onChange({ text: next })} />
          </Clearable>
        );
      }
      if (field.form === "paragraph") return <TextArea {...text} rows={4} />;
      return <Input {...text} {...KINDS[field.form ?? "line"]} />;
  }
}
