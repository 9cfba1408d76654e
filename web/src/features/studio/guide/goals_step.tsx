// What the plan is to be: how many territories, even in what, and how even. What cannot be met by any plan is told here already.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/client";
import { datasetUnitsQuery } from "@/api/studio_queries";
import type { Dataset, Plan } from "@/api/types";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Checkbox } from "@/design/toggle";
import { type Draft, firstMistake, percentOf, requestOf } from "@/lib/design_draft";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { Footer } from "./steps";
import { type Obstacle, obstaclesOf } from "./way";

const SECONDS = [5, 10, 30, 120, 600] as const;
const TERRITORIES_SHOWN = 200;
const TOLERANCE_MAX = 25;
const USUAL_PERCENT = "5";

interface RangeProps {
  label: string;
  value: number;
  least: number;
  most: number;
  step: number;
  onChange: (value: string) => void;
}

// A slider beside a number that says the same; the number goes further.
function Range({ label, value, least, most, step, onChange }: RangeProps) {
  return <input type="range" aria-label={label} min={least} max={most} step={step} value={Number.isFinite(value) ? value : least} onChange={(event) => onChange(event.target.value)} className="h-9 w-full min-w-0 cursor-pointer accent-[var(--accent)]" />;
}

interface PartProps {
  goals: Draft;
  dataset: Dataset;
  onChange: (change: Partial<Draft>) => void;
}

function PlanPart({ goals, dataset, onChange }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t("design.plan")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("plan.name")} className="sm:col-span-2">
          <Input value={goals.name} maxLength={200} placeholder={t("design.namePlaceholder")} onChange={(event) => onChange({ name: event.target.value })} />
        </Field>
        <Field label={t("plan.territories")} hint={t("design.territoriesHint")}>
          <div className="grid grid-cols-[minmax(0,1fr)_6rem] items-center gap-3">
            <Range label={t("guide.territoriesSlider")} value={Number(goals.territories)} least={1} most={Math.min(TERRITORIES_SHOWN, dataset.unit_count)} step={1} onChange={(territories) => onChange({ territories })} />
            <Input type="number" inputMode="numeric" min={1} step={1} value={goals.territories} onChange={(event) => onChange({ territories: event.target.value })} />
          </div>
        </Field>
        <Field label={t("design.seconds")} hint={t("design.secondsHint")}>
          <Select value={String(goals.seconds)} options={SECONDS.map((seconds) => ({ value: String(seconds), label: format.duration(seconds) }))} onValueChange={(seconds) => onChange({ seconds: Number(seconds) })} />
        </Field>
      </div>
    </Card>
  );
}

function BalancePart({ goals, dataset, onChange }: PartProps) {
  const { t } = useTranslation();
  const { balance } = goals;
  const set = (measure: string, tolerance: string) => onChange({ balance: { ...balance, [measure]: tolerance } });
  function toggle(measure: string, isOn: boolean) {
    const { [measure]: _, ...rest } = balance;
    onChange({ balance: isOn ? { ...rest, [measure]: USUAL_PERCENT } : rest });
  }
  return (
    <Card title={t("design.balance")} description={t("design.balanceText")}>
      {dataset.measures.length === 0 ? <p className="text-ink-2">{t("design.noMeasures")}</p> : null}
      <ul className="divide-y divide-line">
        {dataset.measures.map((measure) => (
          <li key={measure} className="grid min-h-12 items-center gap-x-4 py-2 first:pt-0 last:pb-0 sm:grid-cols-2">
            <Checkbox label={measure} isChecked={measure in balance} onChange={(isOn) => toggle(measure, isOn)} />
            {measure in balance ? (
              <div className="grid grid-cols-[minmax(0,1fr)_7rem] items-center gap-3">
                <Range label={t("guide.toleranceSlider", { measure })} value={percentOf(balance[measure] ?? "")} least={0.5} most={TOLERANCE_MAX} step={0.5} onChange={(tolerance) => set(measure, tolerance)} />
                <Field label={<span className="sr-only">{t("design.toleranceOf", { measure })}</span>}>
                  <Input inputMode="decimal" suffix="± %" value={balance[measure]} onChange={(event) => set(measure, event.target.value)} />
                </Field>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Obstacles({ obstacles }: { obstacles: Obstacle[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  function heavyText({ measure, unit, amount, most, count, tolerance, territories }: Omit<Obstacle, "kind">) {
    const values = { measure, unit, amount: format.number(amount), most: format.number(Math.floor(most)), tolerance: format.percent(Math.ceil(tolerance * 1000) / 1000), territories: format.number(territories) };
    return count === 1 ? t("guide.obstacle.heavyAlone", values) : t("guide.obstacle.heavy", { ...values, count: count - 1, more: format.number(count - 1) });
  }
  return (
    <div aria-live="polite">
      {obstacles.length > 0 ? (
        <section aria-label={t("guide.cannot")} className="flex items-start gap-2.5 rounded-md bg-warning-soft px-4 py-3 text-sm text-warning-text">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <div className="min-w-0">
            <h2 className="font-semibold">{t("guide.cannot")}</h2>
            <ul className="mt-1 flex flex-col gap-1">
              {obstacles.map(({ kind, measure, ...found }) => (
                <li key={measure} className="break-words">
                  {kind === "nothing" ? t("guide.obstacle.nothing", { measure }) : heavyText({ measure, ...found })}
                </li>
              ))}
            </ul>
          </div>
        </section>
      ) : null}
    </div>
  );
}

interface GoalsStepProps {
  dataset: Dataset;
  back: string;
  // As the address has them.
  kept: Draft;
  onKeep: (goals: Draft) => void;
  // The plan that was asked for before, if any.
  plan: Plan | undefined;
  toPlan: string;
  onStarted: (plan: Plan) => void;
}

export function GoalsStep({ dataset, back, kept, onKeep, plan, toPlan, onStarted }: GoalsStepProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const units = useQuery(datasetUnitsQuery(dataset.id)).data;
  const [goals, setGoals] = useState(kept);
  function change(next: Partial<Draft>) {
    setGoals({ ...goals, ...next });
    onKeep({ ...goals, ...next });
  }
  const mistake = firstMistake(goals, dataset);
  const obstacles = units && !mistake ? obstaclesOf(units, Number(goals.territories), requestOf(goals).balance) : [];
  const form = useSubmit(async () => {
    const made = await api.post("/plans", { body: requestOf(goals) });
    await client.invalidateQueries({ queryKey: ["plans"] });
    await client.invalidateQueries({ queryKey: ["jobs"] });
    onStarted(made.plan as Plan);
  });
  const part = { goals, dataset, onChange: change };
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={(event) => (mistake ? event.preventDefault() : void form.submit(event))}>
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      <PlanPart {...part} />
      <BalancePart {...part} />
      <Obstacles obstacles={obstacles} />
      {plan ? <p className="text-sm text-ink-2">{t("guide.anotherPlan", { name: plan.name })}</p> : null}
      <Footer back={back}>
        {plan ? (
          <Button asChild>
            <Link to={toPlan}>{t("guide.toPlan", { name: plan.name })}</Link>
          </Button>
        ) : null}
        <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={mistake ? t(`design.mistake.${mistake}`) : undefined}>
          {t("design.start")}
        </Button>
      </Footer>
    </form>
  );
}
