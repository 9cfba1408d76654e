// Records as a table, on a phone as cards; more of them as one goes down. At most some pages stay on the screen, so that a list of a million does too.
import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type CrmField, type CrmRecord, type ObjectName, PLURALS } from "@/api/crm";
import { recordPagesQuery, type RecordFilter } from "@/api/crm_queries";
import { Button } from "@/design/button";
import { type Column, DataTable } from "@/design/table";
import { useCrmLabels } from "@/lib/crm_labels";
import { FieldView } from "../fields/field_value";
import { pathOf } from "../fields/values";
import { useRecordTitle } from "../fields/use_record_title";
import { canSort } from "./list_state";

interface RecordTableProps {
  object: ObjectName;
  caption: string;
  fields: CrmField[];
  filter: RecordFilter;
  sort?: string;
  onSort?: (field: string) => void;
  empty: ReactNode;
  perPage?: number;
}

// A card on a phone shows the first few.
const ON_PHONE_MAX = 4;
const NUMBERS = ["whole", "decimal", "money"];

function useColumns(object: ObjectName, fields: CrmField[], isSorted: boolean): Column<CrmRecord>[] {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const titleOf = useRecordTitle(object);
  return useMemo(() => {
    const title: Column<CrmRecord> = {
      id: "title",
      header: t(`crmObject.${object}.one`),
      isTitle: true,
      isSortable: isSorted,
      cell: (record) => (
        <Link to={`/${PLURALS[object]}/${record.id}`} className="font-medium text-ink hover:underline">
          {titleOf(record)}
        </Link>
      ),
    };
    return [
      title,
      ...fields.map((field, index) => ({
        id: pathOf(field),
        hideOnPhone: index >= ON_PHONE_MAX,
        header: fieldLabel(field),
        isNumber: NUMBERS.includes(field.type),
        isSortable: isSorted && canSort(field),
        className: field.form === "paragraph" ? "md:max-w-80" : "md:max-w-64",
        cell: (record: CrmRecord) => <FieldView field={field} record={record} isCompact />,
      })),
    ];
  }, [object, fields, isSorted, t, fieldLabel, titleOf]);
}

// The button is pressed by a key, or by being scrolled near to.
function More({ isBusy, shown, onMore }: { isBusy: boolean; shown: number; onMore: () => void }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  more.current = onMore;
  useEffect(() => {
    if (!place.current || isBusy) return;
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && more.current(), { rootMargin: "200px" });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isBusy, shown]);
  return (
    <div ref={place} className="flex justify-center border-t border-line px-5 py-2.5">
      <Button size="small" isBusy={isBusy} icon={<ChevronDown aria-hidden className="size-4" />} onClick={onMore}>
        {t("crm.more")}
      </Button>
    </div>
  );
}

export function RecordTable({ object, caption, fields, filter, sort = "", onSort, empty, perPage }: RecordTableProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({ ...recordPagesQuery(object, { ...filter, sort: sort || undefined }, perPage), placeholderData: (before) => before });
  const columns = useColumns(object, fields, Boolean(onSort));
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data]);
  const { error, isFetchingNextPage, isPlaceholderData } = query;
  const hasMore = query.hasNextPage && !isPlaceholderData;
  const latest = useRef({ query, onSort });
  latest.current = { query, onSort };
  // Drawn anew only when what it shows changes, and not with every letter that is typed above it.
  const table = useMemo(() => {
    const more = () => !latest.current.query.isFetching && void latest.current.query.fetchNextPage();
    return (
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        keyOf={(record) => record.id}
        error={error}
        onRetry={() => void latest.current.query.refetch()}
        empty={null}
        sort={sort ? { id: sort.replace(/^-/, ""), desc: sort.startsWith("-") } : null}
        onSort={(field) => latest.current.onSort?.(field)}
        footer={hasMore ? <More shown={rows?.length ?? 0} isBusy={isFetchingNextPage} onMore={more} /> : null}
      />
    );
  }, [caption, columns, rows, error, sort, hasMore, isFetchingNextPage]);
  return (
    <div aria-busy={isPlaceholderData || undefined} className={isPlaceholderData ? "opacity-60 transition-opacity delay-200" : ""}>
      {query.hasPreviousPage && !isPlaceholderData ? (
        <div className="flex justify-center border-t border-line px-5 py-2.5">
          <Button size="small" isBusy={query.isFetchingPreviousPage} icon={<ChevronUp aria-hidden className="size-4" />} onClick={() => void query.fetchPreviousPage()}>
            {t("crm.earlier")}
          </Button>
        </div>
      ) : null}
      {rows?.length === 0 ? empty : table}
    </div>
  );
}
