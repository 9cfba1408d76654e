// What a record is called; one without a name (an order without a number) by what it is and when.
import { useCallback } from "react";
import type { CrmRecord, ObjectName } from "@/api/crm";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";

export function useRecordTitle(object: ObjectName): (record: CrmRecord) => string {
  const { objectLabel } = useCrmLabels();
  const format = useFormat();
  return useCallback(
    (record) => {
      if (record.title) return record.title;
      const day = record["day"];
      return `${objectLabel(object)} · ${typeof day === "string" ? format.localDate(day) : format.date(record.created_at)}`;
    },
    [object, objectLabel, format],
  );
}
