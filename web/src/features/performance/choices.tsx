// What is looked at: which days, grouped how.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery } from "@/api/crm_queries";
import { PERIODS, SALE_KINDS, TERRITORY_ON } from "@/api/performance";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card } from "@/design/page";
import { SPANS } from "@/lib/spans";
import { GROUPS, type Shown } from "./view";

interface ChoicesProps {
  shown: Shown;
  onChange: (change: Record<string, string>) => void;
}

const GROUPED = ["text", "choice", "truth"];

// The company's own fields by which accounts can be told apart.
function useOwnGroups(): { value: string; label: string }[] {
  const { data } = useQuery(objectsQuery);
  const fields = data?.find(({ name }) => name === "account")?.fields ?? [];
  return fields.filter(({ is_custom, type }) => is_custom && GROUPED.includes(type)).map(({ name, label }) => ({ value: `custom.${name}`, label: label ?? name }));
}

export function Choices({ shown: { span, view }, onChange }: ChoicesProps) {
  const { t } = useTranslation();
  const own = useOwnGroups();
  const groups = [...GROUPS.map((value) => ({ value: value as string, label: t(`performance.groups.${value}`) })), ...own];
  return (
    <Card className="mb-5">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field label={t("performance.span")}>
          <Select
            value={span}
            options={SPANS.map((value) => ({ value, label: t(`performance.spans.${value}`) }))}
            onValueChange={(value) => onChange(value === "custom" ? { span: "", from: view.from, to: view.to } : { span: value, from: "", to: "" })}
          />
        </Field>
        {span === "custom" ? (
          <>
            <Field label={t("performance.from")}>
              <Input type="date" value={view.from} max={view.to} onChange={(event) => event.target.value && onChange({ from: event.target.value, to: view.to })} />
            </Field>
            <Field label={t("performance.to")}>
              <Input type="date" value={view.to} min={view.from} onChange={(event) => event.target.value && onChange({ from: view.from, to: event.target.value })} />
            </Field>
          </>
        ) : null}
        <Field label={t("performance.by")}>
          <Select value={view.by} options={groups} onValueChange={(by) => onChange({ by: by === "none" ? "" : by })} />
        </Field>
        {view.by === "territory" ? (
          <Field label={t("performance.territoryOn")}>
            <Select value={view.as} options={TERRITORY_ON.map((value) => ({ value, label: t(`performance.on.${value}`) }))} onValueChange={(as) => onChange({ as: as === "then" ? "" : as })} />
          </Field>
        ) : null}
        <Field label={t("performance.periods")}>
          <Select value={view.period} options={PERIODS.map((value) => ({ value, label: t(`performance.periodKind.${value}`) }))} onValueChange={(period) => onChange({ period: period === "month" ? "" : period })} />
        </Field>
        <Field label={t("performance.kind")}>
          <Select value={view.kind} options={SALE_KINDS.map((value) => ({ value, label: t(`performance.kinds.${value}`) }))} onValueChange={(kind) => onChange({ kind: kind === "order" ? "" : kind })} />
        </Field>
      </div>
    </Card>
  );
}
