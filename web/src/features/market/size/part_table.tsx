// The market by territory, industry or country: what can be served, what is had, what is left.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MarketNumbers, MarketPart, MarketSize, SizeBy } from "@/api/market_size";
import { Card } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";

const SHOWN_MAX = 15;
const OTHERS = "*";

// What is had of what can be served, on one scale for all lines.
function ShareBar({ numbers, most }: { numbers: MarketNumbers; most: number }) {
  return (
    <span aria-hidden className="relative block h-3.5 w-full min-w-28 overflow-hidden rounded-sm bg-surface-2">
      <span className="absolute inset-y-0 left-0 bg-accent/40" style={{ width: `${(100 * Number(numbers.sam)) / most}%` }} />
      <span className="absolute inset-y-0 left-0 bg-warning-text/80" style={{ width: `${(100 * Number(numbers.revenue)) / most}%` }} />
    </span>
  );
}

function useNameOf(by: SizeBy, size: MarketSize): (part: MarketPart) => string {
  const { t } = useTranslation();
  const { locale, number } = useFormat();
  return ({ key, name }) => {
    if (key === OTHERS) return t("size.others", { count: size.others?.count ?? 0, number: number(size.others?.count ?? 0) });
    if (by === "territory") return name || t("rules.noTerritory");
    if (by === "industry") return name || t("size.noIndustry");
    return /^[A-Z]{2}$/.test(key) ? (new Intl.DisplayNames(locale, { type: "region" }).of(key) ?? key) : name || t("size.noCountry");
  };
}

function useColumns(by: SizeBy, size: MarketSize): Column<MarketPart>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNameOf(by, size);
  const money = (amount: string) => format.wholeMoney({ amount, currency: size.currency });
  const most = Math.max(1, ...size.items.flatMap(({ numbers }) => [Number(numbers.sam), Number(numbers.revenue)]));
  return [
    {
      id: "name",
      header: t(`size.byWhat.${by}`),
      isTitle: true,
      sortBy: nameOf,
      cell: (part) =>
        by === "territory" && part.key !== OTHERS && part.key !== "" ? (
          <Link to={`/territories/${part.key}`} className="font-medium break-words text-ink hover:underline">
            {nameOf(part)}
          </Link>
        ) : (
          <span className="font-medium break-words">{nameOf(part)}</span>
        ),
    },
    { id: "bar", header: t("size.bar"), hideOnPhone: true, className: "md:w-48", cell: ({ key, numbers }) => (key === OTHERS ? null : <ShareBar numbers={numbers} most={most} />) },
    { id: "sam", header: t("size.terms.sam.short"), isNumber: true, sortBy: ({ numbers }) => Number(numbers.sam), cell: ({ numbers }) => money(numbers.sam) },
    { id: "revenue", header: t("size.terms.revenue.short"), isNumber: true, sortBy: ({ numbers }) => Number(numbers.revenue), cell: ({ numbers }) => money(numbers.revenue) },
    { id: "penetration", header: t("size.penetration"), isNumber: true, sortBy: ({ numbers }) => Number(numbers.penetration ?? -1), cell: ({ numbers }) => (numbers.penetration === null ? "–" : format.percent(Number(numbers.penetration))) },
    { id: "white_space", header: t("size.whiteSpace"), isNumber: true, sortBy: ({ numbers }) => Number(numbers.white_space), cell: ({ numbers }) => <span className="font-medium">{money(numbers.white_space)}</span> },
    {
      id: "accounts",
      header: t("icp.accounts"),
      isNumber: true,
      sortBy: ({ numbers }) => numbers.accounts,
      cell: ({ numbers: { accounts, unknown } }) => (
        <span>
          {format.number(accounts)}
          {unknown > 0 ? <span className="text-ink-2"> ({t("size.unknownOf", { count: unknown, number: format.number(unknown) })})</span> : null}
        </span>
      ),
    },
  ];
}

export function PartTable({ by, size, actions }: { by: SizeBy; size: MarketSize; actions: ReactNode }) {
  const { t } = useTranslation();
  const rows = size.others ? [...size.items, { key: OTHERS, name: "", numbers: size.others.numbers }] : size.items;
  return (
    <Card isFlush title={t("size.parts")} description={t("size.partsText")} actions={actions}>
      <DataTable key={by} caption={t("size.parts")} columns={useColumns(by, size)} rows={rows} keyOf={({ key }) => key} initialSort={{ id: "white_space", desc: true }} empty={<p className="border-t border-line px-5 py-4 text-ink-2">{t("icp.noAccounts")}</p>} shownMax={SHOWN_MAX} />
    </Card>
  );
}
