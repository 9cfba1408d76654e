// How far the goals that run today are: of the whole company for who sees it, else of one's own territories.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Figure, Objective, Progress as Reached } from "@/api/market";
import { objectiveProgressQuery, objectivesQuery } from "@/api/market_queries";
import { useTerritories } from "@/api/use_territories";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Progress, Skeleton } from "@/design/progress";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { SeeAll } from "./see_all";

const SHARES_SHOWN = 5;
const numberOf = ({ amount, accounts }: Figure) => Number(amount ?? accounts ?? 0);

function Line({ name, progress }: { name: string; progress: Reached }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [target, reached, expected] = [numberOf(progress.target), numberOf(progress.reached), numberOf(progress.expected)];
  const text = ({ amount, currency, accounts }: Figure) => (amount !== undefined && currency !== undefined ? format.wholeMoney({ amount, currency }) : format.number(accounts ?? 0));
  return (
    <li className="flex flex-col gap-1">
      <span className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 break-words">{name}</span>
        <span className="tabular shrink-0 font-semibold">{target > 0 ? format.wholePercent(reached / target) : "–"}</span>
      </span>
      <Progress value={target > 0 ? Math.min(1, Math.max(0, reached / target)) : 0} label={name} />
      <span className="text-sm text-ink-2">
        {t("home.reachedOf", { reached: text(progress.reached), target: text(progress.target) })}
        {target > 0 && reached < target ? ` ${t("home.expectedByToday", { share: format.wholePercent(expected / target) })}` : ""}
      </span>
    </li>
  );
}

function Goal({ goal }: { goal: Objective }) {
  const { t } = useTranslation();
  const { nameOf } = useTerritories();
  const query = useQuery(objectiveProgressQuery(goal.id, goal.version));
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-16 w-full" />;
  const { whole } = query.data;
  // The outermost first, then whoever is farthest behind.
  const inner = new Set(goal.shares.filter(({ within }) => within).map(({ territory }) => territory));
  const shares = query.data.shares.toSorted((a, b) => Number(inner.has(a.territory)) - Number(inner.has(b.territory)) || Number(a.reached_share ?? 0) - Number(b.reached_share ?? 0));
  return (
    <section>
      <h3 className="font-medium">{goal.name}</h3>
      <ul className="mt-2 flex flex-col gap-3">
        {whole ? <Line name={t("home.wholeCompany")} progress={whole} /> : shares.slice(0, SHARES_SHOWN).map((share) => <Line key={share.territory} name={nameOf(share.territory) ?? t("alignment.territory")} progress={share} />)}
      </ul>
    </section>
  );
}

// Nothing while it is asked for, and where no goal runs: most companies have none for a while.
export function GoalsGlance() {
  const { t } = useTranslation();
  const query = useQuery(objectivesQuery);
  const day = today();
  const running = (query.data ?? []).filter(({ first_day, last_day }) => first_day <= day && day <= last_day);
  if (running.length === 0 && !query.error) return null;
  return (
    <Card title={t("nav.objectives")} actions={<SeeAll to="/objectives" of={t("nav.objectives")} />}>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      <div className="flex flex-col gap-5">
        {running.map((goal) => (
          <Goal key={goal.id} goal={goal} />
        ))}
      </div>
    </Card>
  );
}
