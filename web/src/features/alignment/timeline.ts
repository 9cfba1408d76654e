// What was recorded, made into what holds: nothing is changed in place, and for each day the row of the highest revision among those
// that cover it counts. Pure. O(n²) in the rows of one position or territory.
import type { Assignment, PersonId, Placement, PositionId, TerritoryId } from "@/api/types";

type Recorded = Pick<Assignment, "revision" | "valid_from" | "valid_to">;

// From the first day until the day before `to`; without `to` until further notice.
export interface Span<T> {
  from: string;
  to?: string | undefined;
  value: T;
}

// Stretches of one key, oldest first; neighbours with the same value are one.
export function spansOf<Row extends Recorded, T>(rows: Row[], valueOf: (row: Row) => T): Span<T>[] {
  const days = [...new Set(rows.flatMap((row) => [row.valid_from, row.valid_to ?? ""]))].filter(Boolean).sort();
  const spans: Span<T>[] = [];
  days.forEach((from, index) => {
    const covering = rows.filter((row) => row.valid_from <= from && (row.valid_to === undefined || from < row.valid_to));
    const row = covering.reduce<Row | undefined>((best, one) => (best && best.revision > one.revision ? best : one), undefined);
    if (!row) return;
    const to = days[index + 1];
    const value = valueOf(row);
    const last = spans.at(-1);
    if (last && last.to === from && last.value === value) last.to = to;
    else spans.push({ from, to, value });
  });
  return spans;
}

export function covers(span: Span<unknown>, day: string): boolean {
  return span.from <= day && (span.to === undefined || day < span.to);
}

const newestFirst = <T>(spans: Span<T>[]) => spans.sort((a, b) => b.from.localeCompare(a.from));

// Who held a position from when to when; null while it was vacant.
export function holdersOf(all: Assignment[], position: PositionId): Span<PersonId | null>[] {
  const rows = all.filter((row) => row.position === position && row.territory === undefined);
  return newestFirst(spansOf(rows, (row) => (row.person ?? null) as PersonId | null));
}

// Where a territory stood: its parent, or null at the top. The days on which it was not in the tree are left out.
export function placesOf(rows: Placement[]): Span<TerritoryId | null>[] {
  const spans = spansOf(rows, (row) => (row.is_open ? (row.parent ?? "top") : "none"));
  const open = spans.filter(({ value }) => value !== "none");
  return newestFirst(open.map((span) => ({ ...span, value: span.value === "top" ? null : (span.value as TerritoryId) })));
}

export interface Tie {
  position: PositionId;
  territory: TerritoryId;
  part: "owner" | "overlay";
}

// Which positions serve a territory, or which territories a position serves, from when to when.
export function tiesOf(all: Assignment[], of: { position?: PositionId; territory?: TerritoryId }): Span<Tie>[] {
  const groups = new Map<string, Assignment[]>();
  for (const row of all) {
    if (row.territory === undefined) continue;
    if ((of.position ?? row.position) !== row.position || (of.territory ?? row.territory) !== row.territory) continue;
    const key = `${row.position} ${row.territory}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const found = [...groups.values()].flatMap((rows) =>
    spansOf(rows, (row) => row.part ?? "none").flatMap(({ value, ...days }): Span<Tie>[] =>
      value === "none" ? [] : [{ ...days, value: { position: rows[0]!.position as PositionId, territory: rows[0]!.territory as TerritoryId, part: value } }],
    ),
  );
  return newestFirst(found);
}
