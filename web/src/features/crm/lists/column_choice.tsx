// Which fields a list shows beside the title. Kept in this browser.
import { useTranslation } from "react-i18next";
import type { CrmField } from "@/api/crm";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { FieldGroup } from "@/design/field";
import { Checkbox } from "@/design/toggle";
import { useCrmLabels } from "@/lib/crm_labels";
import { pathOf } from "../fields/values";

interface ColumnChoiceProps {
  fields: CrmField[];
  columns: string[];
  onChange: (columns: string[] | undefined) => void;
  onClose: () => void;
}

export function ColumnChoice({ fields, columns, onChange, onClose }: ColumnChoiceProps) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  // Columns stand in the order of the object's fields.
  const turn = (path: string, isIn: boolean) => onChange(fields.map(pathOf).filter((one) => (one === path ? isIn : columns.includes(one))));
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("crm.columns")}
      description={t("crm.columnsText")}
      footer={
        <>
          <Button look="ghost" onClick={() => onChange(undefined)}>
            {t("crm.columnsReset")}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t("ui.done")}
          </Button>
        </>
      }
    >
      <FieldGroup legend={t("crm.columns")} isQuiet>
        <div className="grid gap-2.5 sm:grid-cols-2">
          {fields.map((field) => (
            <Checkbox key={pathOf(field)} label={fieldLabel(field)} isChecked={columns.includes(pathOf(field))} onChange={(isIn) => turn(pathOf(field), isIn)} />
          ))}
        </div>
      </FieldGroup>
    </Dialog>
  );
}
