// The plan goes to review, and its link to those who are to look at it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan } from "@/api/types";
import { Button } from "@/design/button";
import { CopyText } from "@/design/copy";
import { Card, Facts } from "@/design/page";
import { PlanBadge } from "@/design/plan_badge";
import { useFormat } from "@/lib/format";
import { StateDialog, type Step as StateStep, stepsFrom } from "../dialogs/state_dialog";
import { Footer } from "./steps";

export function ReviewStep({ plan, back }: { plan: Plan; back: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [step, setStep] = useState<StateStep | null>(null);
  const isDraft = plan.state === "draft";
  const [toReview] = stepsFrom("draft");
  const link = `${location.origin}/plans/${plan.id}/studio?tab=discussion`;
  return (
    <div className="flex flex-col gap-5">
      <Card title={isDraft ? t("guide.reviewTitle", { name: plan.name }) : t("guide.sharedTitle", { name: plan.name })} description={isDraft ? t("studio.stepText.review") : t("guide.sharedText")}>
        <div className="flex flex-col gap-4">
          <Facts
            items={[
              { label: t("job.stateLabel"), value: <PlanBadge state={plan.state} /> },
              { label: t("plan.territories"), value: format.number(plan.territory_count) },
              ...(plan.summary ? [{ label: t("plan.worst"), value: format.percent(plan.summary.worst_deviation) }, { label: t("plan.rms"), value: format.km(plan.summary.rms_km) }] : []),
            ]}
          />
          {isDraft ? null : (
            <div>
              <p className="mb-1.5 text-sm font-medium">{t("guide.link")}</p>
              <CopyText text={link} label={t("guide.link")} />
              <p className="mt-1.5 text-sm text-ink-2">{t("guide.linkText")}</p>
            </div>
          )}
        </div>
      </Card>
      <Footer back={back}>
        {isDraft && toReview ? (
          <Button look="primary" onClick={() => setStep(toReview)}>
            {t("studio.step.review")}
          </Button>
        ) : (
          <Button asChild look="primary">
            <Link to={`/plans/${plan.id}/studio?tab=discussion`}>{t("guide.toDiscussion")}</Link>
          </Button>
        )}
      </Footer>
      <StateDialog plan={plan} step={step} onClose={() => setStep(null)} />
    </div>
  );
}
