// What stands above a list: the search, its conditions, how it is grouped, its columns.
import { Columns3 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmField } from "@/api/crm";
import { Button } from "@/design/button";
import { SearchInput, Select } from "@/design/input";
import { useCrmLabels } from "@/lib/crm_labels";
import { pathOf } from "../fields/values";
import { ColumnChoice } from "./column_choice";
import { Filters } from "./filters";
import { canGroup } from "./list_state";
import type { useListState } from "./use_list";

interface ListToolsProps {
  list: ReturnType<typeof useListState>;
  searchLabel: string;
  fields: CrmField[];
  filterFields: CrmField[];
  columns: string[];
  onColumns: (columns: string[] | undefined) => void;
}

export function ListTools({ list, searchLabel, fields, filterFields, columns, onColumns }: ListToolsProps) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const [isChoosing, setIsChoosing] = useState(false);
  const { state } = list;
  return (
    <div className="mb-4 flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <SearchInput label={searchLabel} value={list.typed} onChange={(event) => list.setTyped(event.target.value)} className="w-80 max-sm:w-full" />
        <Select
          aria-label={t("crm.groupBy")}
          value={state.group}
          placeholder={t("crm.notGrouped")}
          options={fields.filter(canGroup).map((field) => ({ value: pathOf(field), label: t("crm.groupedBy", { field: fieldLabel(field) }) }))}
          onValueChange={list.setGroup}
          className="w-56 max-sm:flex-1"
        />
        <Button icon={<Columns3 aria-hidden className="size-4" />} onClick={() => setIsChoosing(true)}>
          {t("crm.columns")}
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Filters fields={filterFields} where={state.where} onChange={list.setWhere} />
        {state.where.length > 0 || list.typed ? (
          <Button size="small" look="ghost" onClick={list.clear}>
            {t("crm.clearAll")}
          </Button>
        ) : null}
      </div>
      {isChoosing ? <ColumnChoice fields={fields} columns={columns} onChange={onColumns} onClose={() => setIsChoosing(false)} /> : null}
    </div>
  );
}
