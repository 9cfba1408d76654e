// What an account could bring, what it brings, and what it takes to serve it: each with where it comes from.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccountId, CrmRecord } from "@/api/crm";
import type { AccountMarket } from "@/api/market_size";
import { useMay } from "@/api/session";
import { accountMarketQuery } from "@/api/size_queries";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { WithoutRate } from "@/design/without_rate";
import { useFormat } from "@/lib/format";
import { Disclosure } from "../territory/disclosure";
import { Clause } from "../territory/why_rules";

// What is had of the potential.
function Bar({ market }: { market: AccountMarket }) {
  const [potential, revenue] = [Number(market.potential ?? 0), Number(market.revenue)];
  if (potential <= 0) return null;
  return (
    <div aria-hidden className="mt-3 h-2 overflow-hidden rounded-full bg-accent/30">
      <div className="h-full bg-accent" style={{ width: `${Math.min(100, Math.max(0, (100 * revenue) / potential))}%` }} />
    </div>
  );
}

function Numbers({ market }: { market: AccountMarket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { potential, revenue, white_space, is_serviceable, is_without_rate, currency, workload } = market;
  const money = (amount: string | null) => (amount === null ? t("accountMarket.unknown") : format.wholeMoney({ amount, currency }));
  const facts: [string, string][] = [
    [t("accountMarket.potential"), money(potential)],
    [t("accountMarket.revenue"), money(revenue)],
    [t("accountMarket.whiteSpace"), money(white_space)],
    [t("accountMarket.workload"), t("accountMarket.hoursAYear", { hours: format.decimal(Number(workload.hours).toFixed(1)) })],
  ];
  return (
    <div className="px-5 pb-4">
      <dl className="tabular grid grid-cols-2 gap-x-5 gap-y-3">
        {facts.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-sm text-ink-2">{label}</dt>
            <dd className="text-lg font-semibold break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <Bar market={market} />
      {potential === null ? <p className="mt-3 text-sm text-ink-2">{t("accountMarket.noRule")}</p> : null}
      {is_without_rate ? <WithoutRate count="this" className="mt-3" /> : null}
      {is_serviceable ? null : <p className="mt-2 text-sm text-ink-2">{t("accountMarket.notServiceable")}</p>}
    </div>
  );
}

function Parts({ market }: { market: AccountMarket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rule, workload } = market;
  const decimal = (text: string) => format.decimal(Number(text).toFixed(1));
  return (
    <div className="flex flex-col gap-4">
      {rule ? (
        <div>
          <p>{t("accountMarket.byRule", { rule: rule.name })}</p>
          <code className="mt-0.5 block font-mono text-xs break-words text-ink-2">{rule.amount}</code>
          <ul aria-label={t("place.clauses", { name: rule.name })} className="mt-1.5 flex flex-col gap-1">
            {rule.parts.map((clause) => (
              <Clause key={clause.text} {...clause} />
            ))}
          </ul>
        </div>
      ) : null}
      <div>
        <p>{workload.rule ? t("accountMarket.visits", { count: workload.visits, number: format.number(workload.visits), rule: workload.rule }) : t("accountMarket.noVisits")}</p>
        {workload.visits > 0 ? (
          <ul className="mt-1.5 flex list-disc flex-col gap-1 pl-5 text-sm text-ink-2">
            <li>{t("accountMarket.minutes", { minutes: format.number(workload.minutes) })}</li>
            {workload.travel_minutes !== null && workload.distance_km !== null ? <li>{t("accountMarket.travel", { minutes: decimal(workload.travel_minutes), distance: format.km(Number(workload.distance_km)) })}</li> : <li>{t("accountMarket.noTravel")}</li>}
            {workload.unit && workload.accounts_in_unit ? <li>{t("accountMarket.inUnit", { unit: workload.unit, count: workload.accounts_in_unit, number: format.number(workload.accounts_in_unit) })}</li> : null}
            <li>{t("accountMarket.together", { visits: format.number(workload.visits), minutes: decimal(String(workload.minutes + Number(workload.travel_minutes ?? 0))), hours: decimal(workload.hours) })}</li>
          </ul>
        ) : null}
      </div>
      <p className="text-sm">
        <Link to="/market/models" className="prose-link">
          {t("accountMarket.toModels")}
        </Link>
      </p>
    </div>
  );
}

export function MarketCard({ account, className }: { account: CrmRecord; className?: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery({ ...accountMarketQuery(account.id as string as AccountId), enabled: may("market.read") });
  if (!query.data && !query.error) return null;
  return (
    <Card isFlush title={t("accountMarket.title")} className={className}>
      {query.data ? (
        <>
          <Numbers market={query.data} />
          <Disclosure label={t("accountMarket.parts")}>{() => (query.data ? <Parts market={query.data} /> : null)}</Disclosure>
        </>
      ) : (
        <div className="px-5 pb-4">
          <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
    </Card>
  );
}
