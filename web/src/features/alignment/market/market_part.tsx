// A territory's market: its numbers beside those of its peers, and what stands out.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { TerritoryMarket, TerritoryMeasure } from "@/api/market_size";
import { isNotCounted } from "@/api/not_counted";
import { useMay } from "@/api/session";
import { territoryMarketQuery } from "@/api/size_queries";
import type { TerritoryId } from "@/api/types";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { type Column, DataTable } from "@/design/table";
import { WithoutRate } from "@/design/without_rate";
import { useFormat } from "@/lib/format";
import { FindingList } from "./finding_list";
import { RankDots } from "./rank_dots";
import { useMarketValue } from "./use_market_value";

const KINDS = ["strength", "gap", "challenge"] as const;

function Measures({ market }: { market: TerritoryMarket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const valueOf = useMarketValue(market);
  const { peers, as_of } = market;
  const isRanked = peers.of !== "none";
  const columns: Column<TerritoryMeasure>[] = [
    { id: "measure", header: t("territoryMarket.measure"), isTitle: true, cell: ({ key }) => t(`territoryMarket.measures.${key}`) },
    { id: "value", header: t("territoryMarket.value"), isNumber: true, cell: ({ key, value }) => <span className="font-medium">{valueOf(key, value)}</span> },
  ];
  if (isRanked) {
    columns.push(
      { id: "median", header: t("territoryMarket.median"), isNumber: true, cell: ({ key, median }) => valueOf(key, median) },
      { id: "rank", header: t("territoryMarket.rank"), cell: ({ rank, count }) => (rank && count ? <RankDots rank={rank} of={count} /> : <span className="text-ink-3">–</span>) },
    );
  }
  const beside = isRanked ? t(peers.of === "parent" ? "territoryMarket.siblings" : "territoryMarket.everyone", { count: peers.count, number: format.number(peers.count) }) : t("territoryMarket.fewPeers");
  const text = as_of ? `${beside} ${t("size.asOf", { at: format.dateTime(as_of) })}` : beside;
  return (
    <Card isFlush title={t("territoryMarket.title")} description={text}>
      <WithoutRate count={market.without_rate} className="px-5 pb-3.5" />
      <DataTable caption={t("territoryMarket.title")} columns={columns} rows={market.measures} keyOf={({ key }) => key} empty={<p className="border-t border-line px-5 py-4 text-ink-2">{t("territoryMarket.noAccounts")}</p>} />
    </Card>
  );
}

// `accounts`: where they are listed, if they can be.
export function MarketPart({ territory, accounts }: { territory: TerritoryId; accounts: string | null }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery({ ...territoryMarketQuery(territory), enabled: may("market.read") && may("crm.read") });
  if (!may("market.read") || !may("crm.read")) return null;
  return (
    <div className="mt-5">
      {query.data ? (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Measures market={query.data} />
          <Card title={t("territoryMarket.findings")}>
            <div className="flex flex-col gap-5">
              {KINDS.map((kind) => (
                <FindingList key={kind} market={query.data} kind={kind} accounts={accounts} />
              ))}
            </div>
          </Card>
        </div>
      ) : isNotCounted(query.error) ? (
        <Card title={t("territoryMarket.title")}>
          <p className="text-ink-2">
            {t("size.notCountedText")}{" "}
            <Link to="/market/size" className="prose-link">
              {t("nav.marketSize")}
            </Link>
          </p>
        </Card>
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
    </div>
  );
}
