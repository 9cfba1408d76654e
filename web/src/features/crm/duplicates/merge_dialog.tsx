// Makes one of two records: which is kept, and whose values where they differ.
import { useQuery } from "@tanstack/react-query";
import { Merge as MergeIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmField, CrmRecord, DoubledObject, LikelyPair, RecordId } from "@/api/crm";
import { recordQuery } from "@/api/crm_queries";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Dialog } from "@/design/dialog";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { useCrmLabels } from "@/lib/crm_labels";
import { useSubmit } from "@/lib/use_submit";
import { FieldView } from "../fields/field_value";
import { useObject } from "../fields/use_object";
import { isSame, pathOf, valueOf } from "../fields/values";
import { useMergeActions } from "./use_merge_actions";

type Side = "a" | "b";
const other = (side: Side): Side => (side === "a" ? "b" : "a");

interface ChoiceProps {
  name: string;
  label: string;
  isChosen: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}

// A radio button whose label is the value itself.
function Choice({ name, label, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label className={cx("flex min-w-0 cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2", isChosen ? "border-accent bg-accent-soft/50" : "border-line hover:bg-surface-2")}>
      <input type="radio" name={name} aria-label={label} checked={isChosen} onChange={onChoose} className="mt-1 size-4 shrink-0 accent-(--accent)" />
      <span className="min-w-0 break-words">{children}</span>
    </label>
  );
}

interface FieldsProps {
  records: Record<Side, CrmRecord>;
  fields: CrmField[];
  chosen: Record<string, Side>;
  kept: Side;
  onChoose: (path: string, side: Side) => void;
}

// Fields that both have, with different values: one value each is chosen.
function Differences({ records, fields, chosen, kept, onChoose }: FieldsProps) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  if (fields.length === 0) return <p className="text-ink-2">{t("duplicates.noDifferences")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-2">{t("duplicates.chooseValues")}</p>
      {fields.map((field) => {
        const path = pathOf(field);
        return (
          <fieldset key={path} className="min-w-0">
            <legend className="mb-1 text-sm font-medium">{fieldLabel(field)}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              {(["a", "b"] as const).map((side) => (
                <Choice
                  key={side}
                  name={path}
                  label={t("duplicates.valueOf", { field: fieldLabel(field), name: records[side].title })}
                  isChosen={(chosen[path] ?? kept) === side}
                  onChoose={() => onChoose(path, side)}
                >
                  <FieldView field={field} record={records[side]} isCompact />
                </Choice>
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

interface MergeDialogProps {
  object: DoubledObject;
  pair: LikelyPair;
  // The one that is kept unless another is chosen.
  first?: Side;
  onClose: () => void;
  onMerged?: (kept: RecordId) => void;
}

export function MergeDialog({ object, pair, first = "a", onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation();
  const say = useToast();
  const actions = useMergeActions(object);
  const { fields } = useObject(object);
  const [kept, setKept] = useState<Side>(first);
  const [chosen, setChosen] = useState<Record<string, Side>>({});
  const a = useQuery(recordQuery(object, pair.a.id as RecordId));
  const b = useQuery(recordQuery(object, pair.b.id as RecordId));
  const records = a.data && b.data ? { a: a.data, b: b.data } : undefined;
  const different = records
    ? fields.filter((field) => {
        const [one, two] = [valueOf(records.a, field), valueOf(records.b, field)];
        return !field.is_derived && one !== undefined && two !== undefined && !isSame(one, two);
      })
    : [];
  const { submit, isBusy, problem } = useSubmit(async () => {
    if (!records) return;
    const taken = different.map(pathOf).filter((path) => (chosen[path] ?? kept) !== kept);
    await actions.merge(records[kept], records[other(kept)].id, taken);
    say(t("duplicates.merged", { name: records[kept].title }));
    onClose();
    onMerged?.(records[kept].id);
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="large"
      title={t("duplicates.mergeTitle")}
      description={t("duplicates.mergeText")}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" icon={<MergeIcon aria-hidden className="size-4" />} isBusy={isBusy} disabledReason={!records && t("ui.loading")}>
            {t("duplicates.merge")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {problem || a.error || b.error ? <ProblemNote problem={problem ?? a.error ?? b.error} /> : null}
        {records ? (
          <>
            <fieldset className="min-w-0">
              <legend className="mb-1 text-sm font-medium">{t("duplicates.keep")}</legend>
              <div className="grid gap-2 sm:grid-cols-2">
                {(["a", "b"] as const).map((side) => (
                  <Choice key={side} name="kept" label={records[side].title} isChosen={kept === side} onChoose={() => setKept(side)}>
                    <span className="block font-medium">{records[side].title}</span>
                    {records[side].external_id ? <span className="block text-sm text-ink-2">{t("duplicates.externalId", { id: records[side].external_id })}</span> : null}
                  </Choice>
                ))}
              </div>
            </fieldset>
            <Differences records={records} fields={different} chosen={chosen} kept={kept} onChoose={(path, side) => setChosen({ ...chosen, [path]: side })} />
          </>
        ) : a.error || b.error ? null : (
          <Skeleton className="h-48 w-full" />
        )}
      </div>
    </Dialog>
  );
}
