// Records by a field: each group with its count and sums, unfolded into its records.
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Condition, type CrmField, type Group, type ObjectName } from "@/api/crm";
import { groupsQuery, type RecordFilter } from "@/api/crm_queries";
import { cx } from "@/design/cx";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";
import { useFieldText } from "../fields/use_field_text";
import { pathOf } from "../fields/values";
import { RecordTable } from "./record_table";

const SHOWN_MAX = 200;

interface GroupsProps {
  object: ObjectName;
  by: CrmField;
  fields: CrmField[];
  columns: CrmField[];
  filter: RecordFilter;
  sort: string;
  onSort: (field: string) => void;
  empty: React.ReactNode;
}

const isEmpty = (group: Group) => group.value === undefined || group.value === null || group.value === "";

function Sums({ group, fields }: { group: Group; fields: CrmField[] }) {
  const { fieldLabel } = useCrmLabels();
  const format = useFormat();
  const shown = Object.entries(group.sums ?? {}).filter(([, sums]) => sums.length > 0);
  return (
    <>
      {shown.map(([name, sums]) => {
        const field = fields.find((one) => pathOf(one) === name);
        return (
          <span key={name} className="tabular text-sm text-ink-2">
            <span className="text-ink-3">{field ? fieldLabel(field) : name}</span> {sums.map(format.money).join(" + ")}
          </span>
        );
      })}
    </>
  );
}

function One({ group, object, by, fields, columns, filter, sort, onSort }: Omit<GroupsProps, "empty"> & { group: Group }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useFieldText();
  const [isOpen, setIsOpen] = useState(false);
  const path = pathOf(by);
  const label = isEmpty(group) ? t("crm.withoutValue") : say(by, group.value, group.label || undefined);
  const condition: Condition = isEmpty(group) ? { field: path, is: "empty" } : { field: path, is: "eq", value: group.value ?? undefined };
  const where = [...(filter.where ?? []), condition];
  return (
    <li className="border-t border-line">
      <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className="flex w-full flex-wrap items-center gap-x-4 gap-y-0.5 px-5 py-2.5 text-left hover:bg-surface-2/60 focus-visible:-outline-offset-2">
        <ChevronRight aria-hidden className={cx("size-4 shrink-0 text-ink-3 transition-transform", isOpen && "rotate-90")} />
        <span className={cx("min-w-0 flex-1 truncate font-medium", isEmpty(group) && "text-ink-2")}>{label}</span>
        <Sums group={group} fields={fields} />
        <span className="tabular w-28 shrink-0 text-right text-sm text-ink-2">{t(`crmObject.${object}.count`, { count: group.count, number: format.number(group.count) })}</span>
      </button>
      {isOpen ? (
        <div className="border-t border-line bg-surface-2/40 md:pl-4">
          <RecordTable object={object} caption={label} fields={columns} filter={{ ...filter, where }} sort={sort} onSort={onSort} perPage={20} empty={<p className="px-5 py-4 text-ink-2">{t("ui.nothingMatches")}</p>} />
        </div>
      ) : null}
    </li>
  );
}

export function Groups(props: GroupsProps) {
  const { object, by, filter, empty } = props;
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const query = useQuery({ ...groupsQuery(object, pathOf(by), filter), placeholderData: (before) => before });
  if (query.error && !query.data) {
    return (
      <div className="p-4">
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (!query.data) {
    return (
      <div className="flex flex-col gap-3 p-5" aria-busy>
        <Skeleton className="h-4 w-60" />
        <Skeleton className="h-4 w-48" />
        <Skeleton className="h-4 w-52" />
      </div>
    );
  }
  if (query.data.length === 0) return empty;
  return (
    <>
      <ul aria-label={t("crm.groupedBy", { field: fieldLabel(by) })}>
        {query.data.map((group) => (
          <One key={JSON.stringify(group.value ?? null)} {...props} group={group} />
        ))}
      </ul>
      {query.data.length >= SHOWN_MAX ? <p className="border-t border-line px-5 py-2.5 text-sm text-ink-3">{t("crm.groupsFull", { count: SHOWN_MAX })}</p> : null}
    </>
  );
}
