// On a record's page: which others became part of it, and the way to take them apart.
import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmRecord, DoubledObject, Merge } from "@/api/crm";
import { mergesQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { Card } from "@/design/page";
import { useToast } from "@/design/toast";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";
import { useMergeActions } from "./use_merge_actions";

interface MergeHistoryProps {
  object: DoubledObject;
  record: CrmRecord;
  className?: string;
}

export function MergeHistory({ object, record, className }: MergeHistoryProps) {
  const { t } = useTranslation();
  const may = useMay();
  const say = useToast();
  const format = useFormat();
  const { nameLabel } = useCrmLabels();
  const actions = useMergeActions(object);
  const [undoing, setUndoing] = useState<Merge | null>(null);
  const merges = useQuery(mergesQuery(object, record.id)).data ?? [];
  if (merges.length === 0) return null;
  async function undo(merge: Merge) {
    const undone = await actions.undo(record.id, merge.id);
    const left = undone.kept_changes.map(nameLabel);
    say(
      left.length > 0
        ? t("duplicates.undoneBut", { name: merge.other_title, fields: left.join(", ") })
        : undone.lost_references > 0
          ? t("duplicates.undoneLost", { name: merge.other_title, count: undone.lost_references })
          : t("duplicates.undone", { name: merge.other_title }),
    );
  }
  return (
    <Card title={t("duplicates.history")} className={className}>
      <ul className="flex flex-col gap-3">
        {merges.map((merge) => (
          <li key={merge.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <span className="min-w-0 flex-1 basis-48 break-words">
              <span className="font-medium">{merge.other_title}</span>
              <span className="block text-sm text-ink-2">{t("duplicates.mergedOn", { date: format.date(merge.merged_at), count: merge.references })}</span>
            </span>
            <Button
              size="small"
              look="ghost"
              aria-label={t("duplicates.undoNamed", { name: merge.other_title })}
              icon={<Undo2 aria-hidden className="size-4" />}
              disabledReason={!may("crm.write") && t("crm.mayNotWrite")}
              onClick={() => setUndoing(merge)}
            >
              {t("duplicates.undo")}
            </Button>
          </li>
        ))}
      </ul>
      <Confirm
        isOpen={undoing !== null}
        onOpenChange={(isOpen) => !isOpen && setUndoing(null)}
        title={t("duplicates.undoTitle", { name: undoing?.other_title ?? "" })}
        text={t("duplicates.undoText")}
        action={t("duplicates.undo")}
        look="primary"
        onConfirm={async () => {
          if (undoing) await undo(undoing);
        }}
      />
    </Card>
  );
}
