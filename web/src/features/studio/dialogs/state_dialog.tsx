// The way of a plan from draft to archive, a step at a time; going back wants a reason.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { approvalsQuery, isOpenSteps } from "@/api/approvals";
import { loose } from "@/api/client";
import { planPath } from "@/api/studio_queries";
import type { Plan } from "@/api/types";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { TextArea } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";

export interface Step {
  name: "review" | "approve" | "activate" | "rollback" | "toDraft" | "archive" | "revive";
  to: Plan["state"];
  needsReason: boolean;
  isUnusual?: boolean; // not offered first
}

// What may follow, the usual step first.
const STEPS: Record<Plan["state"], Step[]> = {
  draft: [
    { name: "review", to: "in_review", needsReason: false },
    { name: "archive", to: "archived", needsReason: false },
  ],
  in_review: [
    { name: "approve", to: "approved", needsReason: false },
    { name: "toDraft", to: "draft", needsReason: true },
  ],
  approved: [
    { name: "activate", to: "active", needsReason: false },
    { name: "toDraft", to: "draft", needsReason: true },
    { name: "archive", to: "archived", needsReason: true },
  ],
  active: [{ name: "rollback", to: "approved", needsReason: true, isUnusual: true }],
  archived: [{ name: "revive", to: "draft", needsReason: false }],
};
export const stepsFrom = (state: Plan["state"]): Step[] => STEPS[state];

// Who is to decide before.
function FirstSteps({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { data: steps = [] } = useQuery({ ...approvalsQuery(plan.id, true), refetchOnMount: "always" });
  return (
    <div role="alert" className="rounded-md border border-line-strong/50 bg-warning-soft px-3.5 py-2.5 text-sm">
      <p className="font-semibold text-warning-text">{t("approvals.first")}</p>
      <ul className="mt-1 list-disc space-y-0.5 pl-4.5">
        {steps
          .filter(({ state }) => state !== "approved")
          .map(({ territory, owners }) => (
            <li key={territory.id}>{t("approvals.firstText", { territory: territory.name, names: owners.map(({ name }) => name).join(", ") })}</li>
          ))}
      </ul>
    </div>
  );
}

export function StateDialog({ plan, step, onClose }: { plan: Plan; step: Step | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [text, setText] = useState("");
  const form = useSubmit(async () => {
    if (!step) return;
    await loose.post<Plan>(`${planPath}/state`, { path: { plan: plan.id }, body: { to: step.to, ...(text.trim() ? { reason: text.trim() } : {}) } });
    await client.invalidateQueries({ queryKey: ["plans"] });
    say(t("studio.stateChanged", { name: plan.name, state: t(`plan.state.${step.to}`) }));
    close();
  });
  function close() {
    setText("");
    form.reset();
    onClose();
  }
  const reason = step?.needsReason && !text.trim() && t("studio.reasonFirst");
  const name = step?.name ?? "review";
  return (
    <Dialog
      isOpen={step !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      size="small"
      title={t(`studio.stepTitle.${name}`, { name: plan.name })}
      description={t(`studio.stepText.${name}`)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void form.submit(event);
      }}
      footer={
        <>
          <Button onClick={close}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={reason}>
            {t(`studio.step.${name}`)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {isOpenSteps(form.problem) ? <FirstSteps plan={plan} /> : form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Field label={t("studio.reason")} {...(step?.needsReason ? { isRequired: true } : { optionalText: t("ui.optional") })}>
          <TextArea value={text} maxLength={1_000} onChange={(event) => setText(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
