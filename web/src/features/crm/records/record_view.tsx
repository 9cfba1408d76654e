// A record as it is shown: its head, its fields, what belongs to it.
import { Network, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type CrmField, type CrmRecord, isDoubled, type ObjectName, PLURALS } from "@/api/crm";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Confirm } from "@/design/dialog";
import { PageHeader } from "@/design/page";
import { DiscussedCard } from "../discussed/discussed_card";
import { LookAlikes } from "../duplicates/look_alikes";
import { MergeHistory } from "../duplicates/merge_history";
import { FieldView } from "../fields/field_value";
import { useObject } from "../fields/use_object";
import { useRecordTitle } from "../fields/use_record_title";
import { valueOf } from "../fields/values";
import { FitCard } from "../fit/fit_card";
import { MarketCard } from "../market/market_card";
import { RoutingCard } from "../routing/routing_card";
import { TerritoryCard } from "../territory/territory_card";
import { AccountAside } from "./account_aside";
import { Belongings, hasBelongings } from "./belongings";
import { editableFields } from "./editable";
import { EditRecord } from "./edit_record";
import { RecordFacts } from "./record_facts";
import { useRecordActions } from "./use_record_actions";

// What stands under the title: the few things one wants to know first.
const KEY_FACTS: Record<ObjectName, string[]> = {
  account: ["kind", "industry", "city", "territory"],
  contact: ["job_title", "account"],
  lead: ["status", "city", "owner"],
  opportunity: ["stage", "amount", "close_date", "account"],
  order: ["kind", "amount", "day", "account"],
  activity: ["kind", "happened_at", "account"],
  task: ["status", "due", "account"],
  note: ["account"],
  finding: ["kind", "score", "account"],
};

function KeyFacts({ object, record, fields }: { object: ObjectName; record: CrmRecord; fields: CrmField[] }) {
  const shown = KEY_FACTS[object].flatMap((name) => fields.find((field) => field.name === name && !field.is_custom) ?? []).filter((field) => valueOf(record, field) !== undefined);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {shown.map((field, index) => (
        <span key={field.name} className="inline-flex items-center gap-3">
          {index > 0 ? (
            <span aria-hidden className="text-ink-3">
              ·
            </span>
          ) : null}
          {field.type === "territory" ? <Network aria-hidden className="-mr-1.5 size-3.5 text-ink-3" /> : null}
          <FieldView field={field} record={record} />
        </span>
      ))}
    </span>
  );
}

interface RecordViewProps {
  object: ObjectName;
  record: CrmRecord;
  onDeleted: (record: CrmRecord) => void;
}

export function RecordView({ object, record, onDeleted }: RecordViewProps) {
  const { t } = useTranslation();
  const may = useMay();
  const { fields, query } = useObject(object);
  const title = useRecordTitle(object)(record);
  const actions = useRecordActions(object);
  const [editing, setEditing] = useState<CrmField[] | null>(null);
  const [isDeleting, setIsDeleting] = useState(false);
  const mayNot = !may("crm.write") && t("crm.mayNotWrite");
  const editable = editableFields(fields);
  async function remove() {
    await actions.remove(record.id, record.version);
    onDeleted(record);
  }
  return (
    <>
      <PageHeader
        title={title}
        above={
          <Link to={`/${PLURALS[object]}`} className="hover:underline">
            {t(`crmObject.${object}.many`)}
          </Link>
        }
        description={<KeyFacts object={object} record={record} fields={fields} />}
        actions={
          <>
            <Button icon={<Pencil aria-hidden className="size-4" />} disabledReason={mayNot || (query.isPending && t("ui.loading"))} onClick={() => setEditing(editable)}>
              {t("crm.edit")}
            </Button>
            <Button look="ghost" icon={<Trash2 aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => setIsDeleting(true)}>
              {t("crm.delete")}
            </Button>
          </>
        }
      />
      <div className={cx("grid items-start gap-5", hasBelongings(object) ? "lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]" : "max-w-3xl")}>
        <div className="flex min-w-0 flex-col gap-5 max-lg:contents">
          {object === "lead" ? <RoutingCard lead={record} className="max-lg:order-1" /> : null}
          {isDoubled(object) ? <LookAlikes object={object} record={record} className="max-lg:order-2" /> : null}
          <RecordFacts record={record} fields={fields} onEdit={mayNot ? undefined : (field) => setEditing([field])} className="max-lg:order-2" />
          {object === "account" ? <TerritoryCard account={record} className="max-lg:order-2" /> : null}
          {object === "account" ? <FitCard account={record} className="max-lg:order-2" /> : null}
          {object === "account" ? <MarketCard account={record} className="max-lg:order-2" /> : null}
          {object === "account" ? <DiscussedCard account={record} className="max-lg:order-2" /> : null}
          {object === "account" ? <AccountAside account={record} className="max-lg:order-3" /> : null}
          {isDoubled(object) ? <MergeHistory object={object} record={record} className="max-lg:order-4" /> : null}
        </div>
        <Belongings object={object} record={record} className="max-lg:order-1" />
      </div>
      {editing ? <EditRecord object={object} record={record} fields={editing} onClose={() => setEditing(null)} /> : null}
      <Confirm
        isOpen={isDeleting}
        onOpenChange={setIsDeleting}
        title={t("crm.deleteTitle", { name: title })}
        text={object === "account" ? t("crm.deleteAccountText") : t("crm.deleteText")}
        action={t("crm.delete")}
        onConfirm={remove}
      />
    </>
  );
}
