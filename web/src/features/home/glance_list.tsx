// The lines of a glance: a place for them while they are asked for, a sentence where there are none, what went wrong where that fails.
import type { ReactNode } from "react";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";

interface Asked {
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

interface GlanceListProps<Item> {
  query: Asked;
  items: readonly Item[] | undefined;
  empty?: string;
  children: (item: Item) => ReactNode;
}

export function GlanceList<Item>({ query, items, empty, children }: GlanceListProps<Item>) {
  return (
    <>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-20 w-full" /> : null}
      {empty && !query.isPending && items?.length === 0 ? <p className="text-ink-3">{empty}</p> : null}
      <ul className="divide-y divide-line">{items?.map(children)}</ul>
    </>
  );
}
