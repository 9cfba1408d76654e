// All fields of a record, each with a pencil to change just that one. Empty ones fold away until they are wanted.
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmField, CrmRecord } from "@/api/crm";
import { Button, IconButton } from "@/design/button";
import { cx } from "@/design/cx";
import { Card } from "@/design/page";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";
import { FieldView } from "../fields/field_value";
import { pathOf, valueOf } from "../fields/values";
import { derivedFields, editableFields } from "./editable";

interface RecordFactsProps {
  record: CrmRecord;
  fields: CrmField[];
  // Absent: one may not.
  onEdit: ((field: CrmField) => void) | undefined;
  className?: string;
}

function Fact({ field, record, onEdit }: { field: CrmField; record: CrmRecord; onEdit: RecordFactsProps["onEdit"] }) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  return (
    <div className="group/fact grid grid-cols-[minmax(6.5rem,2fr)_3fr_2rem] items-start gap-x-3 py-1.5">
      <dt className="py-0.5 text-ink-3">{fieldLabel(field)}</dt>
      <dd className="min-w-0 py-0.5 break-words text-ink">
        <FieldView field={field} record={record} />
      </dd>
      {onEdit && !field.is_derived ? (
        <dd className="-my-0.5">
          <IconButton size="small" label={t("crm.editField", { field: fieldLabel(field) })} icon={<Pencil aria-hidden className="size-3.5" />} className="opacity-45 group-hover/fact:opacity-100 focus-visible:opacity-100" onClick={() => onEdit(field)} />
        </dd>
      ) : null}
    </div>
  );
}

export function RecordFacts({ record, fields, onEdit, className }: RecordFactsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isWhole, setIsWhole] = useState(false);
  const all = [...editableFields(fields), ...derivedFields(fields)];
  const isFilled = (field: CrmField) => valueOf(record, field) !== undefined && valueOf(record, field) !== "";
  const shown = isWhole ? all : all.filter(isFilled);
  const hidden = all.length - shown.length;
  return (
    <Card
      title={t("crm.details")}
      className={cx(className)}
      footer={
        <p className="text-xs text-ink-3">
          {t("crm.dates", { added: format.date(record.created_at), changed: format.relative(record.updated_at) })}
        </p>
      }
    >
      <dl className="divide-y divide-line">
        {shown.map((field) => (
          <Fact key={pathOf(field)} field={field} record={record} onEdit={onEdit} />
        ))}
      </dl>
      {hidden > 0 || isWhole ? (
        <Button size="small" look="ghost" className="mt-2 -ml-2.5" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t("crm.hideEmpty") : t("crm.showEmpty", { count: hidden })}
        </Button>
      ) : null}
    </Card>
  );
}
