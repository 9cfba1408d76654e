// How well an account fits the ideal customer, and what decided each criterion. Nothing where there is no profile.
import { useQuery } from "@tanstack/react-query";
import { Check, CircleHelp, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccountId, CrmRecord } from "@/api/crm";
import type { AccountScore, CriterionMark } from "@/api/market";
import { accountScoreQuery } from "@/api/market_queries";
import { useMay } from "@/api/session";
import { Badge } from "@/design/badge";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { WithoutRate } from "@/design/without_rate";
import { useFormat } from "@/lib/format";
import { Disclosure } from "../territory/disclosure";
import { Clause } from "../territory/why_rules";

const MARKS: Record<CriterionMark["mark"], { icon: typeof Check; look: string }> = {
  held: { icon: Check, look: "text-accent-text" },
  failed: { icon: X, look: "text-danger-text" },
  unknown: { icon: CircleHelp, look: "text-warning-text" },
};

function Scale({ score, most }: { score: number; most: number }) {
  return (
    <div aria-hidden className="mt-2.5 flex h-2 overflow-hidden rounded-full bg-surface-3">
      <div className="bg-accent" style={{ width: `${score}%` }} />
      <div className="bg-accent/35" style={{ width: `${most - score}%` }} />
    </div>
  );
}

function Criterion({ one }: { one: CriterionMark }) {
  const { t } = useTranslation();
  const { icon: Icon, look } = MARKS[one.mark];
  const isPlain = one.clauses.length === 0;
  return (
    <li className="py-2.5 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Icon aria-hidden className={`size-4 shrink-0 ${look}`} />
        <span className="min-w-0 font-medium break-words">{one.name}</span>
        <span className="text-sm text-ink-2">{t(`fit.marks.${one.mark}`)}</span>
        <span className="ml-auto text-sm text-ink-3">{t("fit.weightIs", { weight: one.weight })}</span>
      </p>
      <ul aria-label={t("place.clauses", { name: one.name })} className="mt-1 ml-6 flex flex-col gap-1">
        {isPlain ? <Clause text={one.formula} value={one.mark === "held" ? "true" : one.mark === "failed" ? "false" : "null"} /> : one.clauses.map((clause) => <Clause key={clause.text} {...clause} />)}
      </ul>
    </li>
  );
}

function Answer({ score }: { score: AccountScore }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [least, most] = [Math.round(score.score), Math.round(score.score_most)];
  const unknown = score.criteria.filter(({ mark }) => mark === "unknown").length;
  return (
    <>
      <div className="px-5 pb-4">
        <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <span className="tabular text-2xl font-semibold">{least === most ? format.number(least) : t("fit.range", { least: format.number(least), most: format.number(most) })}</span>
          <span className="text-ink-2">{t("fit.of100")}</span>
          {score.state === "draft" ? <Badge tone="info">{t("fit.byDraft")}</Badge> : null}
        </p>
        <Scale score={score.score} most={score.score_most} />
        {unknown > 0 ? <p className="mt-2 text-sm text-ink-2">{t("fit.unknownText", { count: unknown })}</p> : null}
        {score.is_without_rate ? <WithoutRate count="this" className="mt-2" /> : null}
        <p className="mt-2 text-sm">
          <Link to="/icp" className="prose-link">
            {t("fit.toProfile")}
          </Link>
        </p>
      </div>
      <Disclosure label={t("fit.why")}>
        {() => (
          <ul aria-label={t("fit.why")} className="divide-y divide-line">
            {score.criteria.map((one) => (
              <Criterion key={one.name} one={one} />
            ))}
          </ul>
        )}
      </Disclosure>
    </>
  );
}

export function FitCard({ account, className }: { account: CrmRecord; className?: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery({ ...accountScoreQuery(account.id as string as AccountId), enabled: may("market.read") });
  if (!query.data && !query.error) return null;
  return (
    <Card isFlush title={t("fit.title")} className={className}>
      {query.data ? (
        <Answer score={query.data} />
      ) : (
        <div className="px-5 pb-4">
          <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
    </Card>
  );
}
