// What stands in the place of a record that was just deleted: the way to bring it back.
import { Trash2, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type CrmRecord, type ObjectName, PLURALS } from "@/api/crm";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import { useRecordTitle } from "../fields/use_record_title";
import { useRecordActions } from "./use_record_actions";

export function Deleted({ object, record, onRestored }: { object: ObjectName; record: CrmRecord; onRestored: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const title = useRecordTitle(object)(record);
  const actions = useRecordActions(object);
  const undo = useSubmit(async () => {
    await actions.restore(record.id);
    say(t("crm.restored", { name: title }));
    onRestored();
  });
  return (
    <>
      <h1 className="sr-only">{t("crm.deleted", { name: title })}</h1>
      {undo.problem ? <ProblemNote problem={undo.problem} /> : null}
      <Empty
        icon={<Trash2 aria-hidden className="size-5" />}
        title={t("crm.deleted", { name: title })}
        action={
          <>
            <Button look="primary" autoFocus icon={<Undo2 aria-hidden className="size-4" />} isBusy={undo.isBusy} onClick={() => void undo.submit()}>
              {t("crm.restore")}
            </Button>
            <Button asChild>
              <Link to={`/${PLURALS[object]}`}>{t("crm.toList", { objects: t(`crmObject.${object}.many`) })}</Link>
            </Button>
          </>
        }
      >
        {t("crm.deletedText")}
      </Empty>
    </>
  );
}
