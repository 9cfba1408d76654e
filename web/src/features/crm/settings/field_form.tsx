// Adds a field of the company's own, or changes one.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import type { CrmField, FieldType, ObjectName } from "@/api/crm";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input, Select, TextArea } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import { isKey, keyOf } from "./keys";

const TYPES = ["text", "whole", "decimal", "truth", "date", "choice"] as const;

interface FieldFormProps {
  object: ObjectName;
  // The one to change; without it a new one.
  field?: CrmField | undefined;
  taken: string[];
  onClose: () => void;
}

export function FieldForm({ object, field, taken, onClose }: FieldFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [label, setLabel] = useState(field?.label ?? "");
  const [ownKey, setOwnKey] = useState<string | null>(field?.name ?? null);
  const [type, setType] = useState<FieldType>(field?.type ?? "text");
  const [choices, setChoices] = useState((field?.choices ?? []).join("\n"));
  const key = ownKey ?? (label.trim() ? keyOf(label, taken) : "");
  const words = [...new Set(choices.split("\n").map((line) => line.trim()).filter(Boolean))];
  const body = { label: label.trim(), type, ...(type === "choice" ? { choices: words } : {}) };
  const form = useSubmit(async () => {
    if (field) await loose.patch("/crm/objects/{object}/fields/{key}", { path: { object, key: field.name }, version: field.version, body });
    else await loose.post("/crm/objects/{object}/fields", { path: { object }, body: { key, ...body } });
    await client.invalidateQueries({ queryKey: ["crm"] });
    say(field ? t("ui.saved") : t("crmSettings.added", { field: label.trim() }));
    onClose();
  });
  const isSame = field && field.label === body.label && field.type === type && (field.choices ?? []).join("\n") === (type === "choice" ? words.join("\n") : "");
  const missing = !label.trim() ? t("crmSettings.fillInLabel") : !isKey(key) ? t("crmSettings.badKey") : type === "choice" && words.length === 0 ? t("crmSettings.noChoices") : isSame ? t("ui.nothingChanged") : undefined;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={field ? t("crmSettings.changeField", { field: field.label ?? field.name }) : t("crmSettings.addField")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
            {field ? t("ui.save") : t("crm.add")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["label", "key", "type", "choices"]} /> : null}
        <Field label={t("crmSettings.label")} hint={t("crmSettings.labelHint")} error={form.errors["label"]}>
          <Input value={label} autoComplete="off" onChange={(event) => setLabel(event.target.value)} />
        </Field>
        {field ? null : (
          <Field label={t("crmSettings.key")} hint={t("crmSettings.keyHint")} error={form.errors["key"]}>
            <Input value={key} autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => setOwnKey(event.target.value)} />
          </Field>
        )}
        <Field label={t("crmSettings.type")} hint={field ? t("crmSettings.typeHint") : undefined} error={form.errors["type"]}>
          <Select value={type} options={TYPES.map((value) => ({ value, label: t(`crmType.${value}`) }))} onValueChange={(value) => setType(value as FieldType)} />
        </Field>
        {type === "choice" ? (
          <Field label={t("crmSettings.choices")} hint={t("crmSettings.choicesHint")} error={form.errors["choices"]}>
            <TextArea rows={5} value={choices} onChange={(event) => setChoices(event.target.value)} />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}
