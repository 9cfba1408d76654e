// How far a company goal is as a whole: a bar, figures, and what is not counted.
import { useTranslation } from "react-i18next";
import type { ObjectiveProgress, Progress } from "@/api/market";
import { Badge } from "@/design/badge";
import { WithoutRate } from "@/design/without_rate";
import { useFormat } from "@/lib/format";
import { paceOf, ProgressBar } from "./progress_bar";
import { useFigureText } from "./use_amount_text";

const TONES = { over: "accent", ahead: "accent", onPace: "info", behind: "warning" } as const;

export function PaceBadge({ progress }: { progress: Progress }) {
  const { t } = useTranslation();
  const pace = paceOf(progress);
  return pace ? <Badge tone={TONES[pace]}>{t(`goals.progress.${pace}`)}</Badge> : null;
}

function Whole({ whole, days }: { whole: Progress; days: ObjectiveProgress["days"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = useFigureText();
  const isPassed = paceOf(whole) === "over";
  const needed = whole.needed_a_day && !isPassed ? t(days.kind === "working" ? "goals.progress.neededWorking" : "goals.progress.neededCalendar", { amount: figure(whole.needed_a_day), count: days.left }) : null;
  return (
    <>
      <ProgressBar progress={whole} className="h-3" />
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
        <div>
          <dt className="text-sm text-ink-2">{t("goals.progress.reached")}</dt>
          <dd className="tabular flex flex-wrap items-center gap-2 text-lg font-semibold">
            {figure(whole.reached)}
            {isPassed ? null : <PaceBadge progress={whole} />}
          </dd>
          <dd className="text-xs text-ink-2">{whole.reached_share === null ? null : t("goals.progress.ofTarget", { share: format.percent(Number(whole.reached_share)) })}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-2">{t("goals.progress.expected")}</dt>
          <dd className="tabular text-lg font-semibold">{figure(whole.expected)}</dd>
          <dd className="text-xs text-ink-2">{t(days.kind === "working" ? "goals.progress.goneWorking" : "goals.progress.goneCalendar", { gone: days.gone, all: days.all })}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-2">{t("goals.progress.missing")}</dt>
          <dd className="tabular text-lg font-semibold">{figure(whole.missing)}</dd>
          <dd className="text-xs text-ink-2">{isPassed ? t("goals.progress.passed") : needed}</dd>
        </div>
      </dl>
    </>
  );
}

export function GoalProgress({ progress, firstDay }: { progress: ObjectiveProgress; firstDay: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = useFigureText();
  const { whole, elsewhere, days, shares } = progress;
  if (days.gone === 0) return <p className="text-sm text-ink-2">{t("goals.progress.begins", { day: format.localDate(firstDay) })}</p>;
  const left = whole ? whole.unconverted : shares.flatMap(({ unconverted }) => unconverted);
  const notes = [
    elsewhere && Number(elsewhere.reached.amount ?? elsewhere.reached.accounts ?? 0) !== 0 ? t("goals.progress.elsewhere", { amount: figure(elsewhere.reached) }) : null,
    left.length > 0 ? t("goals.progress.unconverted", { amounts: left.map((one) => format.money(one)).join(", ") }) : null,
    progress.from === "opportunities" ? t("goals.progress.fromOpportunities") : null,
  ].filter((note) => note !== null);
  return (
    <div className="flex flex-col gap-3.5">
      {whole ? <Whole whole={whole} days={days} /> : null}
      {notes.length > 0 ? <p className="max-w-[80ch] text-sm text-ink-2">{notes.join(" ")}</p> : null}
      <WithoutRate count={progress.without_rate} />
    </div>
  );
}
