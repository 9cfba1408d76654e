// On the page of a plan in review: who is waited for, and the way to decide.
import { useQuery } from "@tanstack/react-query";
import { Stamp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { approvalsQuery, isOnesOwn, namesOf, waitedFor } from "@/api/approvals";
import type { Plan } from "@/api/types";
import { Button } from "@/design/button";
import { useFormat } from "@/lib/format";

export function ApprovalNote({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isInReview = plan.state === "in_review";
  const { data: steps } = useQuery(approvalsQuery(plan.id, isInReview));
  if (!isInReview || !steps || steps.length === 0) return null;
  const mine = isOnesOwn(steps);
  const done = steps.filter(({ state }) => state === "approved").length;
  return (
    <section aria-label={t("plan.approval")} className="flex flex-wrap items-center gap-x-4 gap-y-2.5 rounded-lg border border-info-text/30 bg-info-soft px-4 py-3">
      <Stamp aria-hidden className="size-5 shrink-0 text-info-text" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-info-text">{mine ? t("plan.approvalYours") : t("plan.approvalWaits", { names: namesOf(waitedFor(steps)).join(", ") })}</p>
        <p className="text-sm text-ink-2">{t("plan.approvalDone", { count: steps.length, done: format.number(done), number: format.number(steps.length) })}</p>
      </div>
      <Button asChild look={mine ? "primary" : "secondary"}>
        <Link to={`/plans/${plan.id}/studio?approval=open`}>{mine ? t("plan.approvalDecide") : t("plan.approvalSee")}</Link>
      </Button>
    </section>
  );
}
