// What belongs to a record, as tabs of lists, each with a way to add one more.
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { type AccountId, type Condition, type CrmField, type CrmRecord, type ObjectName, PLURALS } from "@/api/crm";
import { countQuery } from "@/api/crm_queries";
import { useMay, useSession } from "@/api/session";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Card } from "@/design/page";
import { Tabs } from "@/design/tabs";
import { useFormat } from "@/lib/format";
import { listLink } from "@/lib/list_link";
import { useObject } from "../fields/use_object";
import { RecordTable } from "../lists/record_table";
import { NewRecord } from "./new_record";
import { Timeline } from "./timeline";

interface Related {
  object: ObjectName;
  // The field by which it names the record.
  by: string;
  columns: string[];
}

const RELATED: Record<ObjectName, Related[]> = {
  account: [
    { object: "contact", by: "account", columns: ["job_title", "email", "phone"] },
    { object: "opportunity", by: "account", columns: ["stage", "amount", "close_date"] },
    { object: "order", by: "account", columns: ["kind", "day", "amount"] },
    { object: "task", by: "account", columns: ["status", "due", "owner"] },
    { object: "finding", by: "account", columns: ["kind", "day", "score"] },
  ],
  contact: [
    { object: "activity", by: "contact", columns: ["kind", "happened_at", "owner"] },
    { object: "task", by: "contact", columns: ["status", "due", "owner"] },
    { object: "note", by: "contact", columns: ["description"] },
  ],
  lead: [
    { object: "activity", by: "lead", columns: ["kind", "happened_at", "owner"] },
    { object: "task", by: "lead", columns: ["status", "due", "owner"] },
  ],
  opportunity: [
    { object: "activity", by: "opportunity", columns: ["kind", "happened_at", "owner"] },
    { object: "task", by: "opportunity", columns: ["status", "due", "owner"] },
    { object: "note", by: "opportunity", columns: ["description"] },
    { object: "order", by: "opportunity", columns: ["kind", "day", "amount"] },
  ],
  order: [],
  activity: [],
  task: [],
  note: [],
  finding: [],
};

export const hasBelongings = (object: ObjectName) => object === "account" || RELATED[object].length > 0;

// What is filled in already in a record that is added here: its owner is who adds it, its day is today.
function useGiven(object: ObjectName, by: string, parent: CrmRecord, fields: CrmField[]): Partial<CrmRecord> {
  const { person } = useSession();
  const account = by === "account" ? { id: parent.id, name: parent.title } : { id: parent["account"], name: parent.labels?.["account"] };
  const has = (name: string) => fields.some((field) => field.name === name && !field.is_custom);
  const now = new Date().toISOString();
  const given: Partial<CrmRecord> = { [by]: parent.id, labels: { [by]: parent.title } };
  const add = (name: string, value: unknown, label?: string) => {
    if (!has(name) || value === undefined || given[name] !== undefined) return;
    given[name] = value;
    if (label) given.labels = { ...given.labels, [name]: label };
  };
  add("account", account.id, account.name);
  add("owner", person.id, person.name);
  add("day", now.slice(0, 10));
  add("happened_at", now);
  if (object === "order") add("kind", "order");
  if (object === "task") add("status", "open");
  if (object === "finding") add("kind", "need");
  return given;
}

function RelatedList({ related, record }: { related: Related; record: CrmRecord }) {
  const { t } = useTranslation();
  const may = useMay();
  const { object, by, columns } = related;
  const { fields, byPath } = useObject(object);
  const [isAdding, setIsAdding] = useState(false);
  const given = useGiven(object, by, record, fields);
  const shown = useMemo(() => columns.flatMap((path) => byPath.get(path) ?? []), [columns, byPath]);
  const where = useMemo<Condition[]>(() => [{ field: by, is: "eq", value: record.id }], [by, record.id]);
  const caption = t(`crmObject.${object}.many`);
  return (
    <Card
      isFlush
      title={caption}
      actions={
        <>
          <Button size="small" look="ghost" asChild>
            <Link to={listLink(`/${PLURALS[object]}`, where)}>{t("crm.openList")}</Link>
          </Button>
          <Button size="small" icon={<Plus aria-hidden className="size-4" />} disabledReason={!may("crm.write") && t("crm.mayNotWrite")} onClick={() => setIsAdding(true)}>
            {t(`crmObject.${object}.add`)}
          </Button>
        </>
      }
    >
      <RecordTable object={object} caption={caption} fields={shown} filter={{ where }} perPage={20} empty={<p className="border-t border-line px-5 py-6 text-ink-2">{t(`crmObject.${object}.none`)}.</p>} />
      {isAdding ? <NewRecord object={object} given={given} onClose={() => setIsAdding(false)} /> : null}
    </Card>
  );
}

function TabLabel({ related, record }: { related: Related; record: CrmRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = useQuery(countQuery(related.object, { where: [{ field: related.by, is: "eq", value: record.id }] })).data;
  return (
    <>
      {t(`crmObject.${related.object}.many`)}
      {count ? <span className="tabular ml-1.5 rounded-full bg-surface-3 px-1.5 py-0.5 text-xs text-ink-2">{format.number(count)}</span> : null}
    </>
  );
}

export function Belongings({ object, record, className }: { object: ObjectName; record: CrmRecord; className?: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const timeline = { value: "timeline", label: t("crm.timeline"), content: <Timeline account={record.id as unknown as AccountId} name={record.title} /> };
  const lists = RELATED[object].map((related) => ({ value: related.object, label: <TabLabel related={related} record={record} />, content: <RelatedList related={related} record={record} /> }));
  const tabs = object === "account" ? [timeline, ...lists] : lists;
  const asked = params.get("tab");
  const value = tabs.find((tab) => tab.value === asked)?.value ?? tabs[0]?.value ?? "";
  if (tabs.length === 0) return null;
  return (
    <div className={cx("min-w-0", className)}>
      <Tabs
        label={t("crm.belongs", { name: record.title })}
        value={value}
        tabs={tabs}
        onChange={(next) => {
          const params2 = new URLSearchParams(params);
          params2.set("tab", next);
          setParams(params2, { replace: true });
        }}
      />
    </div>
  );
}
