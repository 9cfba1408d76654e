import { useTranslation } from "react-i18next";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { Card } from "@/design/page";
import { Checkbox } from "@/design/toggle";

interface BalanceFieldsProps {
  measures: string[];
  balance: Record<string, string>;
  onChange: (balance: Record<string, string>) => void;
}

const USUAL_PERCENT = "5";

export function BalanceFields({ measures, balance, onChange }: BalanceFieldsProps) {
  const { t } = useTranslation();
  function toggle(measure: string, isOn: boolean) {
    const next = { ...balance };
    if (isOn) next[measure] = USUAL_PERCENT;
    else delete next[measure];
    onChange(next);
  }
  return (
    <Card title={t("design.balance")} description={t("design.balanceText")}>
      {measures.length === 0 ? <p className="text-ink-3">{t("design.noMeasures")}</p> : null}
      <ul className="divide-y divide-line">
        {measures.map((measure) => (
          <li key={measure} className="flex min-h-14 flex-wrap items-center justify-between gap-3 py-2 first:pt-0 last:pb-0">
            <Checkbox label={measure} isChecked={measure in balance} onChange={(isOn) => toggle(measure, isOn)} />
            {measure in balance ? (
              <Field label={<span className="sr-only">{t("design.toleranceOf", { measure })}</span>} className="w-32">
                <Input inputMode="decimal" suffix="± %" value={balance[measure]} onChange={(event) => onChange({ ...balance, [measure]: event.target.value })} />
              </Field>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
