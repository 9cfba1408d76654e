// The conditions of a list as chips: each can be changed or taken away.
import { ListFilter, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Condition, CONDITIONS_MAX, type CrmField } from "@/api/crm";
import { Button } from "@/design/button";
import { pathOf } from "../fields/values";
import { FilterForm } from "./filter_form";
import { useConditionText } from "./use_condition_text";

interface FiltersProps {
  fields: CrmField[];
  where: Condition[];
  onChange: (where: Condition[]) => void;
}

export function Filters({ fields, where, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const { conditionText } = useConditionText();
  // The number of the condition that is being changed; a new one stands after the last.
  const [open, setOpen] = useState<number | null>(null);
  // Names of records that were chosen here; an address has only their ids.
  const [labels, setLabels] = useState<Record<string, string>>({});
  const textOf = (condition: Condition) => {
    const field = fields.find((one) => pathOf(one) === condition.field);
    return field ? conditionText(field, condition, labels[String(condition.value)]) : condition.field;
  };
  const without = (index: number) => where.filter((_, place) => place !== index);
  function done(index: number, condition: Condition, label: string | undefined) {
    if (label) setLabels((before) => ({ ...before, [String(condition.value)]: label }));
    onChange(index < where.length ? where.map((one, place) => (place === index ? condition : one)) : [...where, condition]);
    setOpen(null);
  }
  return (
    <>
      <ul aria-label={t("crm.filters")} className="contents">
        {where.map((condition, index) => (
          <li key={index} className="inline-flex h-8 max-w-full items-center rounded-full border border-line bg-surface text-sm shadow-1">
            <button type="button" onClick={() => setOpen(index)} className="min-w-0 truncate rounded-l-full py-1 pr-1 pl-3 hover:underline">
              {textOf(condition)}
            </button>
            <button type="button" aria-label={t("crm.removeNamed", { filter: textOf(condition) })} onClick={() => onChange(without(index))} className="mr-0.5 grid size-7 shrink-0 place-items-center rounded-full text-ink-3 hover:bg-surface-3 hover:text-ink">
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        ))}
      </ul>
      <Button size="small" look="ghost" icon={<ListFilter aria-hidden className="size-4" />} disabledReason={where.length >= CONDITIONS_MAX && t("crm.filtersFull", { count: CONDITIONS_MAX })} onClick={() => setOpen(where.length)}>
        {t("crm.addFilter")}
      </Button>
      {open === null ? null : (
        <FilterForm
          fields={fields}
          condition={where[open]}
          onDone={(condition, label) => done(open, condition, label)}
          onRemove={
            open < where.length
              ? () => {
                  onChange(without(open));
                  setOpen(null);
                }
              : undefined
          }
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
