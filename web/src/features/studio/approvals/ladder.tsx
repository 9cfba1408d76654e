// The steps of an approval as a ladder: the top of the tree above, the first to decide at the bottom.
import { Check, Clock, Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Approval, type Decision, hasUndecidedBelow } from "@/api/approvals";
import { useSession } from "@/api/session";
import type { Plan } from "@/api/types";
import { Badge, type Tone } from "@/design/badge";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { useFormat } from "@/lib/format";
import { DecideForm } from "./decide_form";

const ICONS = { approved: Check, open: Hourglass, waiting: Clock };
const TONES: Record<Approval["state"], Tone> = { approved: "accent", open: "info", waiting: "neutral" };
const ROUND: Record<Approval["state"], string> = { approved: "border-accent bg-accent text-accent-ink", open: "border-info-text bg-info-soft text-info-text", waiting: "border-line-strong bg-surface text-ink-2" };

function Decided({ step }: { step: Approval }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { decided, owners } = step;
  if (!decided) return null;
  const values = { name: decided.name, when: format.relative(decided.at) };
  return (
    <p className="mt-1 text-sm break-words text-ink-2">
      <time dateTime={decided.at} title={format.exactTime(decided.at)}>
        {t(owners.some(({ id }) => id === decided.by) ? "approvals.approvedBy" : "approvals.approvedFor", values)}
      </time>
      {decided.reason ? <span className="text-ink"> “{decided.reason}”</span> : null}
    </p>
  );
}

function StepLine({ plan, step, steps, isLast }: { plan: Plan; step: Approval; steps: Approval[]; isLast: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { person } = useSession();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const Icon = ICONS[step.state];
  const isOwn = step.owners.some(({ id }) => id === person.id);
  const mayDecide = step.may_decide && step.state !== "approved";
  const named = t("approvals.stepOf", { territory: step.territory.name });
  return (
    <li className="relative flex gap-3 pb-4" data-step={step.territory.name}>
      {isLast ? null : <span aria-hidden className={cx("absolute top-7 bottom-0 left-3.25 w-0.5", step.state === "approved" ? "bg-accent" : "bg-line")} />}
      <span aria-hidden className={cx("relative grid size-7 shrink-0 place-items-center rounded-full border", ROUND[step.state])}>
        <Icon className="size-3.5" />
      </span>
      <section aria-label={named} className={cx("min-w-0 flex-1 rounded-md border px-3.5 py-2.5", step.state === "open" ? "border-info-text/40" : "border-line")}>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="min-w-0 font-medium break-words">{step.territory.name}</h3>
          <Badge tone={TONES[step.state]}>{t(`approvals.state.${step.state}`)}</Badge>
          {isOwn ? <Badge>{t("approvals.yours")}</Badge> : null}
        </div>
        <p className="mt-0.5 text-sm break-words">
          {step.owners.map(({ name }) => name).join(", ")}
          <span className="text-ink-2"> · {t("approvals.territories", { count: step.territories, number: format.number(step.territories) })}</span>
        </p>
        <Decided step={step} />
        {mayDecide && deciding === null ? (
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="small" look={step.state === "open" && !step.in_place ? "primary" : "secondary"} icon={<Check aria-hidden className="size-3.5" />} onClick={() => setDeciding("approve")}>
              {t(step.in_place ? "approvals.inPlace" : hasUndecidedBelow(steps, step) ? "approvals.approveBelow" : "approvals.approve")}
            </Button>
            <Button size="small" look="ghost" onClick={() => setDeciding("decline")}>
              {t("approvals.declineAsk")}
            </Button>
          </div>
        ) : null}
        {mayDecide && deciding ? <DecideForm plan={plan} step={step} decision={deciding} isInPlace={step.in_place} isWithBelow={hasUndecidedBelow(steps, step)} onDone={() => setDeciding(null)} /> : null}
      </section>
    </li>
  );
}

export function Ladder({ plan, steps }: { plan: Plan; steps: Approval[] }) {
  const { t } = useTranslation();
  const down = [...steps].reverse();
  return (
    <ol aria-label={t("approvals.steps")} className="flex flex-col">
      {down.map((step, index) => (
        <StepLine key={step.territory.id} plan={plan} step={step} steps={steps} isLast={index === down.length - 1} />
      ))}
    </ol>
  );
}
