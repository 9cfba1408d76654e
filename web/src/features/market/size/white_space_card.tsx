// The accounts with the most potential that is not sold to yet.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { WhiteSpace } from "@/api/market_size";
import { useSession } from "@/api/session";
import { whiteSpaceQuery } from "@/api/size_queries";
import { idFrom, type TerritoryId } from "@/api/types";
import { useTerritories } from "@/api/use_territories";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { Card } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { choicesOf } from "@/lib/territory_tree";

function useColumns(currency: string): Column<WhiteSpace>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useTerritories();
  const money = (amount: string) => format.wholeMoney({ amount, currency });
  return [
    {
      id: "name",
      header: t("crmObject.account.one"),
      isTitle: true,
      cell: ({ account, name }) => (
        <Link to={`/accounts/${account}`} className="font-medium break-words text-ink hover:underline">
          {name}
        </Link>
      ),
    },
    { id: "territory", header: t("alignment.territory"), cell: ({ territory }) => (territory ? (nameOf(territory) ?? t("rules.otherTerritory")) : t("rules.noTerritory")) },
    { id: "potential", header: t("size.potential"), isNumber: true, cell: ({ potential }) => money(potential) },
    { id: "revenue", header: t("size.terms.revenue.short"), isNumber: true, cell: ({ revenue }) => money(revenue) },
    { id: "white_space", header: t("size.whiteSpace"), isNumber: true, cell: ({ white_space }) => <span className="font-medium">{money(white_space)}</span> },
    { id: "score", header: t("size.fit"), isNumber: true, cell: ({ score }) => (score === undefined || score === null ? "–" : format.number(Math.round(score))) },
  ];
}

export function WhiteSpaceCard() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const territory = idFrom<TerritoryId>(params.get("territory") ?? undefined);
  const { tree } = useTerritories();
  const { currency } = useSession().company;
  const query = useInfiniteQuery(whiteSpaceQuery(territory));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  function choose(id: string) {
    const next = new URLSearchParams(params);
    if (id) next.set("territory", id);
    else next.delete("territory");
    setParams(next, { replace: true });
  }
  return (
    <Card isFlush title={t("size.list")} description={t("size.listText")}>
      <div className="border-b border-line px-5 pb-3.5">
        <Field label={t("alignment.territory")} className="max-w-xs">
          <Select value={territory} placeholder={t("size.allTerritories")} options={choicesOf(tree)} onValueChange={choose} />
        </Field>
      </div>
      <DataTable
        caption={t("size.list")}
        columns={useColumns(currency)}
        rows={rows}
        keyOf={({ account }) => account}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={<p className="px-5 py-4 text-ink-2">{t("size.noWhiteSpace")}</p>}
        footer={
          query.hasNextPage ? (
            <div className="flex justify-center border-t border-line px-5 py-3">
              <Button size="small" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("layerMap.more")}
              </Button>
            </div>
          ) : null
        }
      />
    </Card>
  );
}
