// Lists as tables: sorted by a click or a key, each row a card on a phone; with its empty, loading and error states.
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";
import { cx } from "./cx";
import { ProblemNote } from "./problem";
import { Skeleton } from "./progress";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

export interface Column<Row> {
  id: string;
  header: string;
  // The first column that is the title of a phone's card.
  isTitle?: boolean;
  isNumber?: boolean;
  // The heading is for screen readers only (a column of menus).
  isQuiet?: boolean;
  hideOnPhone?: boolean;
  // What the column sorts by; without it the column does not sort.
  sortBy?: (row: Row) => string | number;
  // The server sorts by it (`onSort`).
  isSortable?: boolean;
  cell: (row: Row) => ReactNode;
  className?: string;
}

interface DataTableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[] | undefined;
  keyOf: (row: Row) => string;
  error?: unknown;
  onRetry?: () => void;
  empty: ReactNode;
  initialSort?: { id: string; desc: boolean };
  // Where the server sorts: how it did, and what to do on a click on a head.
  sort?: { id: string; desc: boolean } | null;
  onSort?: (id: string) => void;
  onRowHover?: (row: Row | null) => void;
  isMarked?: (row: Row) => boolean;
  // Only so many lines at first, the rest on request.
  shownMax?: number;
  footer?: ReactNode;
  // For narrow places: cells stand closer.
  isDense?: boolean;
}

const STILL: never[] = [];

function useRows<Row extends object>({ columns, rows, initialSort, keyOf, sort, onSort }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<SortingState>(initialSort ? [initialSort] : []);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return helper.columns(
      columns.map((column) =>
        helper.accessor((row: Row) => column.sortBy?.(row) ?? "", {
          id: column.id,
          enableSorting: Boolean(column.sortBy),
          sortFn: column.isNumber ? "basic" : "alphanumeric",
        }),
      ),
    );
  }, [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows ?? (STILL as Row[]),
    getRowId: keyOf,
    state: { sorting },
    onSortingChange: setSorting,
  });
  if (onSort) return { sorted: rows ?? (STILL as Row[]), sorting: sort ? [sort] : (STILL as SortingState), setSorting };
  return { sorted: table.getRowModel().rows.map((row) => row.original), sorting, setSorting };
}

// Arrow up and down walk from row to row, by the first thing in each that takes the focus.
function onArrow(event: KeyboardEvent<HTMLTableSectionElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = (event.target as HTMLElement).closest("tr");
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const target = next?.querySelector<HTMLElement>("a, button");
  if (!target || (event.target as HTMLElement).getAttribute("aria-haspopup")) return;
  event.preventDefault();
  target.focus();
}

function HeaderCell<Row>(props: { column: Column<Row>; sorting: SortingState; isDense: boolean; onSort: (id: string) => void }) {
  const { column, sorting, isDense, onSort } = props;
  const sorted = sorting.find((entry) => entry.id === column.id);
  const align = column.isNumber ? "text-right" : "text-left";
  const space = isDense ? "px-1.5 first:pl-4 last:pr-3" : "px-3 first:pl-5 last:pr-5";
  const className = cx("h-9 border-b border-line bg-surface-2/70 text-xs font-medium whitespace-nowrap text-ink-2", space, align);
  if (!column.sortBy && !column.isSortable) {
    return (
      <th role="columnheader" scope="col" className={className}>
        <span className={column.isQuiet ? "sr-only" : ""}>{column.header}</span>
      </th>
    );
  }
  const Icon = !sorted ? ChevronsUpDown : sorted.desc ? ArrowDown : ArrowUp;
  return (
    <th role="columnheader" scope="col" aria-sort={!sorted ? "none" : sorted.desc ? "descending" : "ascending"} className={className}>
      <button type="button" onClick={() => onSort(column.id)} className="-mx-1 inline-flex h-7 items-center gap-1 rounded-sm px-1 hover:text-ink">
        {column.header}
        <Icon aria-hidden className={cx("size-3.5", sorted ? "text-ink" : "text-ink-3/70")} />
      </button>
    </th>
  );
}

function LoadingRows({ columns }: { columns: number }) {
  return Array.from({ length: 5 }, (_, row) => (
    <tr role="row" key={row} className="max-md:block max-md:border-b max-md:border-line max-md:p-4">
      {Array.from({ length: columns }, (_, column) => (
        <td role="cell" key={column} className={cx("h-12 border-b border-line px-3 first:pl-5 last:pr-5 max-md:block max-md:h-auto max-md:border-0 max-md:px-0 max-md:py-1", column > 2 && "max-md:hidden")}>
          <Skeleton className={cx("h-3.5", column === 0 ? "w-40 max-w-full" : "w-20 max-w-full")} />
        </td>
      ))}
    </tr>
  ));
}

function BodyRow<Row extends object>({ row, columns, onRowHover, isMarked, isDense = false }: { row: Row } & DataTableProps<Row>) {
  const hasMenu = columns.some((column) => column.isQuiet);
  return (
    <tr
      role="row"
      onPointerEnter={onRowHover && (() => onRowHover(row))}
      onPointerLeave={onRowHover && (() => onRowHover(null))}
      className={cx(
        "group relative transition-colors hover:bg-surface-2/60 max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-4 max-md:gap-y-1 max-md:border-b max-md:border-line max-md:px-4 max-md:py-3.5",
        isMarked?.(row) && "bg-accent-soft/60",
      )}
    >
      {columns.map((column) => {
        const place = column.hideOnPhone
          ? "max-md:hidden"
          : column.isTitle
            ? "max-md:w-full max-md:min-w-0 max-md:flex-none max-md:font-medium"
            : column.isQuiet
              ? "max-md:order-first max-md:absolute max-md:top-2.5 max-md:right-2.5"
              : "max-md:inline-flex max-md:items-baseline max-md:gap-1.5 max-md:text-sm";
        return (
          <td
            role="cell"
            key={column.id}
            className={cx(
              isDense ? "px-1.5 first:pl-4 last:pr-3" : "px-3 first:pl-5 last:pr-5",
              "border-line py-2.5 align-middle md:h-12 md:border-b md:group-last:border-b-0 max-md:px-0 max-md:py-0 max-md:first:pl-0 max-md:last:pr-0",
              column.isNumber && "tabular md:text-right",
              column.isTitle && hasMenu && "max-md:pr-10",
              place,
              column.className,
            )}
          >
            {column.isTitle || column.isQuiet ? null : (
              <span aria-hidden className="text-xs text-ink-3 md:hidden">
                {column.header}
              </span>
            )}
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, keyOf, error, onRetry, empty, footer, shownMax = Infinity, isDense = false } = props;
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const { sorted, sorting, setSorting } = useRows(props);
  if (error && !rows) {
    return (
      <div className="p-4">
        <ProblemNote problem={error} onRetry={onRetry} />
      </div>
    );
  }
  if (rows && rows.length === 0) return <>{empty}</>;
  const shown = isWhole ? sorted : sorted.slice(0, shownMax);
  function sort(id: string) {
    if (props.onSort) return props.onSort(id);
    setSorting((before) => (before[0]?.id === id ? [{ id, desc: !before[0].desc }] : [{ id, desc: false }]));
  }
  return (
    <>
      <div className="relative overflow-x-auto" role="region" aria-label={caption} tabIndex={0}>
        <table role="table" aria-busy={!rows || undefined} className="w-full border-separate border-spacing-0 max-md:block">
          <caption className="sr-only">{rows ? caption : `${caption}. ${t("ui.loading")}`}</caption>
          <thead role="rowgroup" className="max-md:sr-only">
            <tr role="row">
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sorting={sorting} isDense={isDense} onSort={sort} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" onKeyDown={onArrow} className="max-md:block">
            {rows ? shown.map((row) => <BodyRow key={keyOf(row)} {...props} row={row} />) : <LoadingRows columns={columns.length} />}
          </tbody>
        </table>
      </div>
      {shown.length < sorted.length ? (
        <div className="flex items-center justify-between gap-3 border-t border-line px-5 py-2.5">
          <p className="text-sm text-ink-3">{t("ui.someOf", { shown: shown.length, count: sorted.length })}</p>
          <Button size="small" onClick={() => setIsWhole(true)}>
            {t("ui.showAll", { count: sorted.length })}
          </Button>
        </div>
      ) : null}
      {footer}
    </>
  );
}
