// What can be done with a pair: make one of it, or say that they are two.
import { Merge as MergeIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DoubledObject, LikelyPair, RecordId } from "@/api/crm";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import { MergeDialog } from "./merge_dialog";
import { useMergeActions } from "./use_merge_actions";

interface PairActionsProps {
  object: DoubledObject;
  pair: LikelyPair;
  onMerged?: (kept: RecordId) => void;
}

export function PairActions({ object, pair, onMerged }: PairActionsProps) {
  const { t } = useTranslation();
  const may = useMay();
  const say = useToast();
  const actions = useMergeActions(object);
  const [isMerging, setIsMerging] = useState(false);
  const apart = useSubmit(async () => {
    await actions.different(pair.a.id as RecordId, pair.b.id as RecordId);
    say(t("duplicates.apart", { a: pair.a.title, b: pair.b.title }));
  });
  const mayNot = !may("crm.write") && t("crm.mayNotWrite");
  const names = { a: pair.a.title, b: pair.b.title };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="small" aria-label={t("duplicates.mergeNamed", names)} icon={<MergeIcon aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => setIsMerging(true)}>
        {t("duplicates.mergeOpen")}
      </Button>
      <Button size="small" look="ghost" aria-label={t("duplicates.differentNamed", names)} disabledReason={mayNot} isBusy={apart.isBusy} onClick={() => void apart.submit()}>
        {t("duplicates.different")}
      </Button>
      {apart.problem ? <ProblemNote problem={apart.problem} /> : null}
      {isMerging ? <MergeDialog object={object} pair={pair} onClose={() => setIsMerging(false)} onMerged={onMerged} /> : null}
    </div>
  );
}
