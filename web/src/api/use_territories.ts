// The territories of a day: their tree, and what each is called.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { today } from "@/lib/days";
import { type Tree, treeOf } from "@/lib/territory_tree";
import { treeQuery } from "./queries";
import { useMay } from "./session";
import type { TerritoryId } from "./types";

export function useTerritories(on = today()): { tree: Tree; nameOf: (id: TerritoryId) => string | undefined; isPending: boolean } {
  const may = useMay();
  const query = useQuery({ ...treeQuery(on), enabled: may("territories.read") });
  const tree = useMemo(() => treeOf(query.data ?? []), [query.data]);
  return { tree, nameOf: (id) => tree.byId.get(id)?.name, isPending: query.isLoading };
}
