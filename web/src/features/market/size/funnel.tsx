// The whole market, what of it can be served, what can be had, and what is had: four bars on one scale.
import { useTranslation } from "react-i18next";
import type { MarketSize } from "@/api/market_size";
import { Card } from "@/design/page";
import { WithoutRate } from "@/design/without_rate";
import { useFormat } from "@/lib/format";

const BARS = ["tam", "sam", "som", "revenue"] as const;
const LOOKS: Record<(typeof BARS)[number], string> = { tam: "bg-accent/35", sam: "bg-accent/60", som: "bg-accent", revenue: "bg-warning-text/80" };

export function Funnel({ size }: { size: MarketSize }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { all, currency, tam_from } = size;
  const money = (amount: string) => format.wholeMoney({ amount, currency });
  const most = Math.max(1, ...BARS.map((name) => Number(all[name])));
  return (
    <Card title={t("size.title")} description={t("size.basis", { count: all.accounts, number: format.number(all.accounts), unknown: format.number(all.unknown) })}>
      <WithoutRate count={all.without_rate} className="mb-3.5" />
      <dl className="flex flex-col gap-3.5">
        {BARS.map((name) => (
          <div key={name} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1 sm:grid-cols-[13rem_minmax(0,1fr)_9rem] sm:items-center">
            <dt>
              <span className="block font-medium">{t(`size.terms.${name}.short`)}</span>
              <span className="block text-xs text-ink-2">{name === "tam" ? t(`size.tamFrom.${tam_from}`) : t(`size.terms.${name}.long`)}</span>
            </dt>
            <dd className="tabular text-right font-semibold sm:order-last">{money(all[name])}</dd>
            <dd aria-hidden className="h-4 rounded-sm bg-surface-2 max-sm:col-span-2">
              <span className={`block h-full rounded-sm ${LOOKS[name]}`} style={{ width: `${(100 * Math.max(0, Number(all[name]))) / most}%` }} />
            </dd>
          </div>
        ))}
      </dl>
      <dl className="mt-5 flex flex-wrap gap-x-10 gap-y-3 border-t border-line pt-4">
        <div>
          <dt className="text-sm text-ink-2">{t("size.penetration")}</dt>
          <dd className="tabular text-xl font-semibold">{all.penetration === null ? "–" : format.percent(Number(all.penetration))}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-2">{t("size.whiteSpace")}</dt>
          <dd className="tabular text-xl font-semibold">{money(all.white_space)}</dd>
        </div>
      </dl>
    </Card>
  );
}
