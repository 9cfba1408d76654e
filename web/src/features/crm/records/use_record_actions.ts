// Adding, changing, hiding and restoring records; afterwards everything that shows records is read anew.
import { useQueryClient } from "@tanstack/react-query";
import { type CrmRecord, type ObjectName, PLURALS, type RecordChange, type RecordId } from "@/api/crm";
import { recordQuery } from "@/api/crm_queries";
import { loose } from "@/api/client";

export function useRecordActions(object: ObjectName) {
  const client = useQueryClient();
  const one = `/${PLURALS[object]}/{id}`;
  const keep = async (record: CrmRecord) => {
    client.setQueryData(recordQuery(object, record.id).queryKey, record);
    await client.invalidateQueries({ queryKey: ["crm", "records"] });
    return record;
  };
  return {
    add: async (body: RecordChange) => keep(await loose.post<CrmRecord>(`/${PLURALS[object]}`, { body })),
    change: async (id: RecordId, version: number, body: RecordChange) => keep(await loose.patch<CrmRecord>(one, { path: { id }, version, body })),
    remove: async (id: RecordId, version: number) => {
      await loose.delete(one, { path: { id }, version });
      // The page that shows it does not ask for it again.
      await client.invalidateQueries({ queryKey: ["crm", "records"], predicate: ({ queryKey }) => queryKey[4] !== id });
    },
    restore: async (id: RecordId) => {
      await loose.post(`${one}/restore`, { path: { id } });
      await client.invalidateQueries({ queryKey: ["crm", "records"] });
    },
    read: (id: RecordId) => loose.get<CrmRecord>(one, { path: { id } }),
  };
}
