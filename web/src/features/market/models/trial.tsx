// What a potential model would say, without storing it: sums, unknowns, and rules that never count.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PotentialTrial, TriedRule } from "@/api/market_size";
import { Stat, Stats } from "@/design/page";
import { useFormat } from "@/lib/format";

export function TriedRuleNote({ rule, currency }: { rule: TriedRule; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: string) => format.wholeMoney({ amount, currency });
  if (rule.finding) return <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-text">{t(`models.findings.${rule.finding}`, { count: rule.held, number: format.number(rule.held) })}</p>;
  return (
    <div className="text-sm text-ink-2">
      <p>
        {t("models.counts", { count: rule.counted, number: format.number(rule.counted) })}
        {rule.no_amount > 0 ? ` ${t("models.noAmount", { count: rule.no_amount, number: format.number(rule.no_amount) })}` : null}
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5">
        {rule.accounts.map(({ account, name, amount }) => (
          <li key={account}>
            <Link to={`/accounts/${account}`} className="prose-link inline-block py-0.75">
              {name}
            </Link>{" "}
            <span className="tabular">{money(amount)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function TrialCard({ trial }: { trial: PotentialTrial }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency, numbers } = trial;
  const { accounts, unknown } = numbers;
  const money = (amount: string) => format.wholeMoney({ amount, currency });
  return (
    <div role="status" aria-label={t("models.tried")}>
      <Stats>
        <Stat label={t("models.sum")} value={money(numbers.potential)} />
        <Stat label={t("size.terms.sam.short")} value={money(numbers.sam)} note={t("size.terms.sam.long")} />
        <Stat label={t("size.terms.som.short")} value={money(numbers.som)} note={t("size.terms.som.long")} />
        <Stat label={t("size.whiteSpace")} value={money(numbers.white_space)} />
        <Stat label={t("models.known")} value={format.number(accounts - unknown)} note={t("models.ofAccounts", { count: accounts, number: format.number(accounts) })} />
        <Stat label={t("models.unknown")} value={format.number(unknown)} note={t("models.unknownNote")} />
      </Stats>
    </div>
  );
}
