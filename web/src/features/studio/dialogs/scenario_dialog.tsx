// Branches a plan: what if.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { loose } from "@/api/client";
import { planPath } from "@/api/studio_queries";
import type { Plan } from "@/api/types";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useSubmit } from "@/lib/use_submit";

export function ScenarioDialog({ plan, isOpen, onOpenChange }: { plan: Plan; isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const form = useSubmit(async () => {
    const made = await loose.post<Plan>(`${planPath}/scenarios`, { path: { plan: plan.id }, body: { name: name.trim() } });
    await client.invalidateQueries({ queryKey: ["plans", "list"] });
    setName("");
    onOpenChange(false);
    await navigate(`/plans/${made.id}/studio`);
  });
  const reason = !name.trim() && t("studio.nameFirst");
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="small"
      title={t("studio.scenarioTitle", { name: plan.name })}
      description={t("studio.scenarioText")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void form.submit(event);
      }}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={reason}>
            {t("studio.makeScenario")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["name"]} /> : null}
        <Field label={t("plan.name")} error={form.errors["name"]}>
          <Input value={name} maxLength={200} placeholder={t("studio.scenarioPlaceholder")} onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
