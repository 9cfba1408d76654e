// The third step: what would happen, and how to go on.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CrmField, CrmImport, ImportMode } from "@/api/crm";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { OutcomeTiles, Problems, StoodIn } from "./outcome";

interface CheckResultProps {
  one: CrmImport;
  fields: CrmField[];
  onBack: () => void;
  onRun: (mode: ImportMode) => Promise<unknown>;
}

const NOTHING = { added: 0, updated: 0, unchanged: 0, rejected: 0, left_out: 0, problems: [], stood_in: [], unknown_values: [] };

export function CheckResult({ one, fields, onBack, onRun }: CheckResultProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const outcome = one.outcome ?? NOTHING;
  const [mode, setMode] = useState<ImportMode>(outcome.rejected > 0 ? "good_rows" : "all_or_nothing");
  const form = useSubmit(() => onRun(mode));
  const good = outcome.added + outcome.updated + outcome.unchanged;
  const mayNot = good === 0 ? t("imports.nothingGood") : mode === "all_or_nothing" && outcome.rejected > 0 ? t("imports.notAll") : undefined;
  const told = (key: "wouldBeBad" | "wouldBeLeftOut", count: number) => t(`imports.${key}`, { count, number: format.number(count) });
  const said = () => {
    if (outcome.rejected > 0) return good === 0 ? t("imports.wouldBeNothing") : told("wouldBeBad", outcome.rejected);
    return outcome.left_out > 0 ? told("wouldBeLeftOut", outcome.left_out) : t("imports.wouldBeGood");
  };
  return (
    <div className="flex max-w-5xl flex-col gap-5">
      <div role="status">
        <h2 className="text-lg font-semibold">{t("imports.wouldBe")}</h2>
        <p className="text-ink-2">{said()}</p>
      </div>
      <OutcomeTiles outcome={outcome} />
      <StoodIn outcome={outcome} fields={fields} />
      {outcome.unknown_values?.length ? <p className="text-sm text-ink-2">{t("imports.someUnknown", { count: outcome.unknown_values.length, number: format.number(outcome.unknown_values.length) })}</p> : null}
      <Problems one={one} fields={fields} />
      <Card>
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
          <div className="flex min-w-0 flex-col items-start gap-1.5">
            <p aria-hidden className="text-sm font-medium">
              {t("imports.mode")}
            </p>
            <Segmented label={t("imports.mode")} value={mode} onChange={setMode} options={(["good_rows", "all_or_nothing"] as const).map((value) => ({ value, label: t(`imports.modes.${value}`) }))} />
            <p className="max-w-[56ch] text-xs text-ink-3">{t(`imports.modeHint.${mode}`)}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button onClick={onBack}>{t("imports.back")}</Button>
            <Button look="primary" isBusy={form.isBusy} disabledReason={mayNot} onClick={() => void form.submit()}>
              {t("imports.runCount", { count: good, number: format.number(good) })}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  );
}
