// How far the approval of a plan in review is, and what one may do about it.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Approval, approvalsQuery, namesOf, waitedFor } from "@/api/approvals";
import type { Plan } from "@/api/types";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { Ladder } from "./ladder";

export function ApprovalSummary({ steps }: { steps: Approval[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const done = steps.filter(({ state }) => state === "approved").length;
  return (
    <p role="status" className="rounded-md bg-surface-2 px-3 py-2.5 text-sm">
      <span className="font-medium">{t("approvals.waitsFor", { names: namesOf(waitedFor(steps)).join(", ") })}</span> <span className="text-ink-2">{t("approvals.doneOf", { count: steps.length, done: format.number(done), number: format.number(steps.length) })}</span>
    </p>
  );
}

export function ApprovalDialog({ plan, isInReview, isOpen, onOpenChange }: { plan: Plan; isInReview: boolean; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useTranslation();
  const query = useQuery(approvalsQuery(plan.id, isInReview && isOpen));
  const steps = query.data;
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} side="right" size="small" title={t("approvals.title", { name: plan.name })} description={t("approvals.about")} footer={<Button onClick={() => onOpenChange(false)}>{t("ui.close")}</Button>}>
      <div className="flex flex-col gap-4">
        {!isInReview ? (
          <p role="status" className="text-sm text-ink-2">
            {t("approvals.notInReview", { state: t(`plan.state.${plan.state}`) })}
          </p>
        ) : query.error ? (
          <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
        ) : !steps ? (
          <Skeleton className="h-40 w-full" />
        ) : steps.length === 0 ? (
          <p className="text-sm text-ink-2">{t("approvals.nobody")}</p>
        ) : (
          <>
            <ApprovalSummary steps={steps} />
            <Ladder plan={plan} steps={steps} />
          </>
        )}
      </div>
    </Dialog>
  );
}
