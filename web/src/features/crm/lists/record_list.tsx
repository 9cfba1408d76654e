// The list of an object's records: searched as one types, filtered, sorted, grouped; all of it in the address.
import { useQuery } from "@tanstack/react-query";
import { Contact, Copy, Download, FileUp, type LucideIcon, Building2, Handshake, Kanban, Lightbulb, ListTodo, NotebookPen, Plus, Receipt, SearchX, Sprout, CalendarCheck } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { isDoubled, type ObjectName, PLURALS } from "@/api/crm";
import { countQuery, exportUrl, type RecordFilter } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { FieldTexts } from "../fields/use_field_text";
import { useFilterFields, useObject, useObjectOfPlace } from "../fields/use_object";
import { NewRecord } from "../records/new_record";
import { Groups } from "./groups";
import { ListTools } from "./list_tools";
import { RecordTable } from "./record_table";
import { useColumnChoice, useListState } from "./use_list";

const ICONS: Record<ObjectName, LucideIcon> = {
  account: Building2, contact: Contact, lead: Sprout, opportunity: Handshake, order: Receipt, activity: CalendarCheck, task: ListTodo, note: NotebookPen, finding: Lightbulb,
};

function Actions({ object, filter, onNew }: { object: ObjectName; filter: RecordFilter; onNew: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <>
      {object === "opportunity" ? (
        <Button asChild>
          <Link to="/opportunities/board">
            <Kanban aria-hidden className="size-4" />
            {t("crm.board")}
          </Link>
        </Button>
      ) : null}
      {isDoubled(object) ? (
        <Button asChild>
          <Link to={`/${PLURALS[object]}/duplicates`}>
            <Copy aria-hidden className="size-4" />
            {t("duplicates.title")}
          </Link>
        </Button>
      ) : null}
      <Button asChild>
        <a href={exportUrl(object, filter)} download={`${PLURALS[object]}.csv`}>
          <Download aria-hidden className="size-4" />
          {t("crm.export")}
        </a>
      </Button>
      <Button look="primary" icon={<Plus aria-hidden className="size-4" />} disabledReason={!may("crm.write") && t("crm.mayNotWrite")} onClick={onNew}>
        {t(`crmObject.${object}.new`)}
      </Button>
    </>
  );
}

function Nothing({ object, isFiltered, onClear, onNew }: { object: ObjectName; isFiltered: boolean; onClear: () => void; onNew: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const Icon = ICONS[object];
  if (isFiltered) {
    return (
      <Empty icon={<SearchX aria-hidden className="size-5" />} title={t("crm.nothingFound")} action={<Button onClick={onClear}>{t("crm.clearAll")}</Button>}>
        {t("crm.nothingFoundText")}
      </Empty>
    );
  }
  return (
    <Empty
      icon={<Icon aria-hidden className="size-5" />}
      title={t(`crmObject.${object}.none`)}
      action={
        <>
          {may("crm.write") ? (
            <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={onNew}>
              {t(`crmObject.${object}.new`)}
            </Button>
          ) : null}
          {may("crm.import") ? (
            <Button asChild>
              <Link to={`/imports/new?object=${object}`}>
                <FileUp aria-hidden className="size-4" />
                {t("crm.importFile")}
              </Link>
            </Button>
          ) : null}
        </>
      }
    >
      {may("crm.write") ? t("crm.noneText") : t("crm.noneForYou")}
    </Empty>
  );
}

function Listing({ object }: { object: ObjectName }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { fields, byPath, query } = useObject(object);
  const filterFields = useFilterFields(object, fields);
  const list = useListState();
  const { state } = list;
  const known = useMemo(() => [...byPath.keys()], [byPath]);
  const { columns: paths, choose } = useColumnChoice(object, known);
  const pathText = paths.join(" ");
  const columns = useMemo(() => pathText.split(" ").flatMap((path) => byPath.get(path) ?? []), [pathText, byPath]);
  const filter: RecordFilter = { q: state.q || undefined, where: state.where };
  const count = useQuery({ ...countQuery(object, filter), placeholderData: (before) => before });
  const [isAdding, setIsAdding] = useState(false);
  const by = byPath.get(state.group);
  const caption = t(`crmObject.${object}.many`);
  const number = count.data;
  const nothing = <Nothing object={object} isFiltered={Boolean(state.q) || state.where.length > 0} onClear={list.clear} onNew={() => setIsAdding(true)} />;
  return (
    <>
      <PageHeader title={caption} description={<span role="status">{number === undefined ? t("ui.loading") : t(`crmObject.${object}.count`, { count: number, number: format.number(number) })}</span>} actions={<Actions object={object} filter={filter} onNew={() => setIsAdding(true)} />} />
      <ListTools list={list} searchLabel={t(`crm.search.${object}`)} fields={fields} filterFields={filterFields} columns={paths} onColumns={choose} />
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      <Card isFlush>
        {query.isPending ? (
          <Skeleton className="h-64 w-full" />
        ) : by ? (
          <Groups object={object} by={by} fields={fields} columns={columns} filter={filter} sort={state.sort} onSort={list.sortBy} empty={nothing} />
        ) : (
          <RecordTable object={object} caption={caption} fields={columns} filter={filter} sort={state.sort} onSort={list.sortBy} empty={nothing} />
        )}
      </Card>
      {isAdding ? <NewRecord object={object} onAdded={({ id }) => void navigate(`/${PLURALS[object]}/${id}`)} onClose={() => setIsAdding(false)} /> : null}
    </>
  );
}

export function RecordList() {
  const object = useObjectOfPlace();
  return (
    <Allowed permission="crm.read">
      <FieldTexts>
        <Listing key={object} object={object} />
      </FieldTexts>
    </Allowed>
  );
}
