// Shares of a company goal down the tree of territories: which stands within which, in which order they are shown, and what each gets. Pure.
import type { TerritoryId } from "@/api/types";
import { pathTo, type Tree } from "@/lib/territory_tree";
import { shared } from "./objective_draft";

export interface Placed {
  territory: TerritoryId;
  within: TerritoryId | null;
}

// The nearest territory above each that is in the list too.
export function placedIn(tree: Tree, territories: TerritoryId[]): Placed[] {
  const listed = new Set(territories);
  return territories.map((territory) => ({ territory, within: pathTo(tree, territory).reverse().find(({ id }) => listed.has(id))?.id ?? null }));
}

// Each below the one that it is within, with its depth.
export function inOrder<Row extends { territory: TerritoryId; within?: TerritoryId | null | undefined }>(rows: Row[], nameOf: (row: Row) => string): { row: Row; depth: number }[] {
  const listed = new Set(rows.map(({ territory }) => territory));
  const below = new Map<TerritoryId | null, Row[]>();
  for (const row of rows) {
    const above = row.within && listed.has(row.within) ? row.within : null;
    below.set(above, [...(below.get(above) ?? []), row]);
  }
  const order: { row: Row; depth: number }[] = [];
  const pending = [{ rows: sorted(below.get(null) ?? [], nameOf), depth: 0 }];
  for (let group = pending.pop(); group; group = pending.pop()) {
    const [row, ...rest] = group.rows;
    if (!row) continue;
    order.push({ row, depth: group.depth });
    pending.push({ rows: rest, depth: group.depth }, { rows: sorted(below.get(row.territory) ?? [], nameOf), depth: group.depth + 1 });
  }
  return order;
}

function sorted<Row>(rows: Row[], nameOf: (row: Row) => string): Row[] {
  return [...rows].sort((a, b) => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }));
}

// `total` down the tree by weight, as the server does. Null where those within one have no weight at all.
export function dividedDown(total: bigint, rows: (Placed & { weight: number })[]): Map<TerritoryId, bigint> | null {
  const amounts = new Map<TerritoryId, bigint>();
  const pending: { within: TerritoryId | null; amount: bigint }[] = [{ within: null, amount: total }];
  for (let part = pending.pop(); part; part = pending.pop()) {
    const { within, amount } = part;
    const group = rows.filter((row) => row.within === within);
    if (group.length === 0) continue;
    const parts = shared(amount, group.map(({ territory, weight }) => ({ id: territory, weight })));
    if (!parts) return null;
    group.forEach(({ territory }, index) => {
      amounts.set(territory, parts[index] ?? 0n);
      pending.push({ within: territory, amount: parts[index] ?? 0n });
    });
  }
  return amounts;
}
