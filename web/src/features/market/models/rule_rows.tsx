// Rules of a model in order, the first that holds counts: each a name, a condition, and what it gives.
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/design/button";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { FormulaEditor } from "@/formula/formula_editor";
import { FormulaHolds } from "@/formula/formula_holds";
import { movedRow, type RuleRow, RULES_MAX, withRow } from "./model_draft";

interface RuleRowsProps {
  label: string;
  rows: RuleRow[];
  errors: Record<string, string>;
  // Where the server's pointers begin: "visits", "rules".
  pointer: string;
  newGives: string;
  placeholder: string;
  onChange: (rows: RuleRow[]) => void;
  // The control of what a rule gives, and what is said below it.
  gives: (row: RuleRow, change: (gives: string) => void, at: string) => ReactNode;
  note?: (index: number) => ReactNode;
}

export function RuleRows({ label, rows, errors, pointer, newGives, placeholder, onChange, gives, note }: RuleRowsProps) {
  const { t } = useTranslation();
  const put = (next: RuleRow) => onChange(rows.map((row) => (row.key === next.key ? next : row)));
  return (
    <>
      <ol aria-label={label} className="divide-y divide-line border-y border-line empty:hidden">
        {rows.map((row, index) => {
          const name = row.name.trim() || t("models.ruleNumber", { number: index + 1 });
          const at = `${pointer}/${index}`;
          return (
            <li key={row.key} className="px-5 py-4 max-md:px-4">
              <fieldset className="flex min-w-0 flex-col gap-3.5">
                <legend className="sr-only">{name}</legend>
                <div className="flex items-end gap-2">
                  <Field label={t("models.ruleName", { number: index + 1 })} error={errors[`${at}/name`]} className="flex-1">
                    <Input value={row.name} maxLength={200} autoComplete="off" onChange={(event) => put({ ...row, name: event.target.value })} />
                  </Field>
                  <div className="flex gap-0.5">
                    <IconButton label={t("icp.moveUp", { name })} icon={<ArrowUp aria-hidden className="size-4" />} disabledReason={index === 0 && t("icp.isFirst")} onClick={() => onChange(movedRow(rows, index, -1))} />
                    <IconButton label={t("icp.moveDown", { name })} icon={<ArrowDown aria-hidden className="size-4" />} disabledReason={index === rows.length - 1 && t("icp.isLast")} onClick={() => onChange(movedRow(rows, index, 1))} />
                    <IconButton label={t("icp.removeCriterion", { name })} icon={<Trash2 aria-hidden className="size-4" />} onClick={() => onChange(rows.filter(({ key }) => key !== row.key))} />
                  </div>
                </div>
                <Field label={t("models.condition")} error={errors[`${at}/formula`]}>
                  <FormulaEditor object="account" type="bool" value={row.formula} placeholder={placeholder} isShort hasPreview={false} onChange={(formula) => put({ ...row, formula })} />
                </Field>
                <FormulaHolds formula={row.formula} />
                {gives(row, (next) => put({ ...row, gives: next }), at)}
                {note?.(index)}
              </fieldset>
            </li>
          );
        })}
      </ol>
      <div className="px-5 py-3.5 max-md:px-4">
        <Button icon={<Plus aria-hidden className="size-4" />} disabledReason={rows.length >= RULES_MAX && t("models.rulesMany", { count: RULES_MAX })} onClick={() => onChange(withRow(rows, newGives))}>
          {t("models.addRule")}
        </Button>
      </div>
    </>
  );
}
