// The address of a list of records that already has conditions, which can be taken off there.
import type { Condition } from "@/api/crm";

export function listLink(path: string, where: Condition[], sort?: string): string {
  return `${path}?where=${encodeURIComponent(JSON.stringify(where))}${sort ? `&sort=${sort}` : ""}`;
}
