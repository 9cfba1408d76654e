// Takes back what made the plan active: tells what that was, and asks why.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { loose } from "@/api/client";
import type { components } from "@/api/generated/schema";
import { planQuery } from "@/api/queries";
import { planPath } from "@/api/studio_queries";
import type { Job, Plan, PlanId } from "@/api/types";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { TextArea } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";

type Made = components["schemas"]["PlanActivationMade"];

function WhatItTakesBack({ made }: { made: Made }) {
  const { t } = useTranslation();
  const format = useFormat();
  const before = useQuery({ ...planQuery((made.plan_before ?? "") as PlanId), enabled: Boolean(made.plan_before) });
  const counted = (count: number) => ({ count, number: format.number(count) });
  return (
    <ul className="list-disc space-y-0.5 pl-5">
      <li>{t("studio.backAccounts", { ...counted(made.accounts), day: format.localDate(made.valid_from) })}</li>
      {made.territories_added > 0 ? <li>{t("studio.backTerritories", counted(made.territories_added))}</li> : null}
      {made.tasks > 0 ? <li>{t("studio.backTasks", counted(made.tasks))}</li> : null}
      <li>{before.data ? t("studio.backPlan", { name: before.data.name }) : t("studio.backNoPlan")}</li>
    </ul>
  );
}

export function RollbackDialog({ plan, isOpen, onOpenChange }: { plan: Plan; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const made = useQuery({
    queryKey: ["plans", "activations", plan.id],
    queryFn: ({ signal }) => loose.get<{ items: Made[] }>(`${planPath}/activations`, { path: { plan: plan.id }, signal }),
    enabled: isOpen,
  });
  const form = useSubmit(async () => {
    const { job } = await loose.post<{ job: Job }>(`${planPath}/rollback`, { path: { plan: plan.id }, body: { reason: text.trim() } });
    await client.invalidateQueries({ queryKey: ["jobs"] });
    onOpenChange(false);
    await navigate(`/jobs/${job.id}`);
  });
  const last = made.data?.items[0];
  const reason = !text.trim() && t("studio.reasonFirst");
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("studio.stepTitle.rollback", { name: plan.name })}
      description={t("studio.stepText.rollback")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void form.submit(event);
      }}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("ui.cancel")}</Button>
          <Button type="submit" look="danger" isBusy={form.isBusy} disabledReason={reason}>
            {t("studio.step.rollback")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        {made.error ? <ProblemNote problem={made.error} /> : null}
        {made.isPending ? <Skeleton className="h-16 w-full" /> : null}
        {last ? <WhatItTakesBack made={last} /> : null}
        <Field label={t("studio.reason")} isRequired>
          <TextArea value={text} maxLength={1_000} onChange={(event) => setText(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
