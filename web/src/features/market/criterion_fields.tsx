// One criterion of the ideal customer in the form: its name, its formula, how heavily it counts, and its place.
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/design/button";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { FormulaEditor } from "@/formula/formula_editor";
import { FormulaHolds } from "@/formula/formula_holds";
import { useFormat } from "@/lib/format";
import { type Row, WEIGHT_MAX } from "./profile_draft";

const EXAMPLE = "employees > 500";

interface CriterionProps {
  row: Row;
  place: number;
  count: number;
  // Of the whole score.
  part: number | null;
  errors: { name?: string | undefined; formula?: string | undefined; weight?: string | undefined };
  onChange: (row: Row) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

export function CriterionFields({ row, place, count, part, errors, onChange, onMove, onRemove }: CriterionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = row.name.trim() || t("icp.criterionNumber", { number: place });
  return (
    <li className="px-5 py-4 max-md:px-4">
      <fieldset className="flex min-w-0 flex-col gap-3.5">
        <legend className="sr-only">{name}</legend>
        <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-3.5 sm:grid-cols-[minmax(0,1fr)_9rem_auto]">
          <Field label={t("icp.criterionName")} error={errors.name} className="max-sm:col-span-2">
            <Input value={row.name} maxLength={200} autoComplete="off" placeholder={t("icp.criterionPlaceholder")} onChange={(event) => onChange({ ...row, name: event.target.value })} />
          </Field>
          <Field label={t("icp.weight")} hint={part === null ? undefined : t("icp.partOfScore", { part: format.wholePercent(part) })} error={errors.weight}>
            <Input type="number" inputMode="numeric" step={1} min={1} max={WEIGHT_MAX} value={row.weight} onChange={(event) => onChange({ ...row, weight: event.target.value })} />
          </Field>
          <div className="flex items-start gap-0.5 pt-6.5">
            <IconButton label={t("icp.moveUp", { name })} icon={<ArrowUp aria-hidden className="size-4" />} disabledReason={place === 1 && t("icp.isFirst")} onClick={() => onMove(-1)} />
            <IconButton label={t("icp.moveDown", { name })} icon={<ArrowDown aria-hidden className="size-4" />} disabledReason={place === count && t("icp.isLast")} onClick={() => onMove(1)} />
            <IconButton label={t("icp.removeCriterion", { name })} icon={<Trash2 aria-hidden className="size-4" />} onClick={onRemove} />
          </div>
        </div>
        <Field label={t("formula.label")} error={errors.formula}>
          <FormulaEditor object="account" type="bool" value={row.formula} placeholder={EXAMPLE} isShort hasPreview={false} onChange={(formula) => onChange({ ...row, formula })} />
        </Field>
        <FormulaHolds formula={row.formula} />
      </fieldset>
    </li>
  );
}
