// Merging two records, taking a merge apart, saying that two are two; afterwards everything that shows records is read anew.
import { useQueryClient } from "@tanstack/react-query";
import { type CrmRecord, type DoubledObject, type Merge, PLURALS, type RecordId, type UndoneMerge } from "@/api/crm";
import { loose } from "@/api/client";

export function useMergeActions(object: DoubledObject) {
  const client = useQueryClient();
  const one = `/${PLURALS[object]}/{id}`;
  const renew = () => client.invalidateQueries({ queryKey: ["crm", "records"] });
  return {
    merge: async (kept: CrmRecord, other: RecordId, fields: string[]) => {
      const merge = await loose.post<Merge>(`${one}/merge`, { path: { id: kept.id }, version: kept.version, body: { other, fields } });
      await renew();
      return merge;
    },
    undo: async (kept: RecordId, merge: string) => {
      const undone = await loose.post<UndoneMerge>(`${one}/merges/{merge}/undo`, { path: { id: kept, merge } });
      await renew();
      return undone;
    },
    different: async (id: RecordId, other: RecordId) => {
      await loose.post(`${one}/different`, { path: { id }, body: { other } });
      await renew();
    },
  };
}
