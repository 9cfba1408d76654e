// The address of the list of accounts in a territory and all below it.
import type { TerritoryId } from "@/api/types";
import { listLink } from "@/lib/list_link";
import { familyOf, type Tree } from "@/lib/territory_tree";

// The server takes so many values in a condition.
const VALUES_MAX = 200;

// Nothing where there are more territories than a condition takes.
export function accountsIn(tree: Tree, territory: TerritoryId): string | null {
  const family = [...familyOf(tree, territory)];
  if (family.length > VALUES_MAX) return null;
  return listLink("/accounts", [family.length === 1 ? { field: "territory", is: "eq", value: territory } : { field: "territory", is: "in", value: family }]);
}
