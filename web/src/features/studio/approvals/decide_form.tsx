// Approves a step, or declines the plan: with a reason where one is needed.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Approval, type Decision, useDecide } from "@/api/approvals";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { TextArea } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import type { Plan } from "@/api/types";

const REASON_MAX = 1_000;

interface DecideFormProps {
  plan: Plan;
  step: Approval;
  decision: Decision;
  isInPlace: boolean;
  isWithBelow: boolean;
  onDone: () => void;
}

export function DecideForm({ plan, step, decision, isInPlace, isWithBelow, onDone }: DecideFormProps) {
  const { t } = useTranslation();
  const say = useToast();
  const decide = useDecide(plan.id);
  const field = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const form = useSubmit(async () => {
    const { state } = await decide(step.territory.id, decision, text.trim());
    say(t(`approvals.done.${decision === "decline" ? "declined" : state === "approved" ? "all" : "approved"}`, { name: plan.name, territory: step.territory.name }));
    onDone();
  });
  useEffect(() => void field.current?.querySelector("textarea")?.focus(), []);
  const needsReason = decision === "decline" || isInPlace;
  const reason = needsReason && !text.trim() && t("studio.reasonFirst");
  return (
    <form
      noValidate
      aria-label={t(`approvals.${decision}`)}
      className="mt-2 flex flex-col gap-2.5 border-t border-line pt-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void form.submit(event);
      }}
    >
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      <p className="text-sm text-ink-2">{decision === "decline" ? t("approvals.declineText") : isInPlace ? t("approvals.inPlaceText", { names: step.owners.map(({ name }) => name).join(", ") }) : isWithBelow ? t("approvals.belowText") : t("approvals.approveText")}</p>
      <div ref={field}>
        <Field label={t("studio.reason")} {...(needsReason ? { isRequired: true } : { optionalText: t("ui.optional") })}>
          <TextArea value={text} maxLength={REASON_MAX} rows={2} onChange={(event) => setText(event.target.value)} />
        </Field>
      </div>
      <div className="flex gap-2">
        <Button type="submit" size="small" look={decision === "decline" ? "danger" : "primary"} isBusy={form.isBusy} disabledReason={reason}>
          {t(decision === "decline" ? "approvals.decline" : isInPlace ? "approvals.approveInPlace" : "approvals.approve")}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("ui.cancel")}
        </Button>
      </div>
    </form>
  );
}
