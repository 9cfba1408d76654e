import { useTranslation } from "react-i18next";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { Card } from "@/design/page";
import type { PartProps } from "./company_settings";

export function Retention({ draft, errors, refusal, onChange }: PartProps) {
  const { t } = useTranslation();
  return (
    <Card title={t("company.privacy")} description={t("company.privacyText")}>
      <Field label={t("company.retention")} hint={t("company.retentionHint")} error={errors["retention_days"]} className="max-w-64">
        <Input
          type="number"
          inputMode="numeric"
          min={0}
          step={1}
          disabled={Boolean(refusal)}
          suffix={t("company.days")}
          value={Number.isFinite(draft.retention_days) ? draft.retention_days : ""}
          onChange={(event) => onChange({ retention_days: Math.trunc(event.target.valueAsNumber) })}
        />
      </Field>
    </Card>
  );
}
