// How large the market is, how much of it the company has, and where the rest lies.
import { useQuery } from "@tanstack/react-query";
import { ChartPie } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { type MarketSize, SIZE_BY, type SizeBy } from "@/api/market_size";
import { isNotCounted } from "@/api/not_counted";
import { marketSizeQuery } from "@/api/size_queries";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Segmented } from "@/design/toggle";
import { CountNow } from "../count_now";
import { Funnel } from "./funnel";
import { Notes } from "./notes";
import { PartTable } from "./part_table";
import { WhiteSpaceCard } from "./white_space_card";

function Nothing() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Card>
      <Empty
        icon={<ChartPie aria-hidden className="size-5" />}
        title={t("size.none")}
        action={
          <Button asChild look="primary">
            <Link to="/market/models">{may("market.manage") ? t("size.toModel") : t("size.seeModel")}</Link>
          </Button>
        }
      >
        {t("size.noneText")}
      </Empty>
    </Card>
  );
}

function NotCounted() {
  const { t } = useTranslation();
  return (
    <Card>
      <Empty icon={<ChartPie aria-hidden className="size-5" />} title={t("size.notCounted")} action={<CountNow path="/market-size/count" />}>
        {t("size.notCountedText")}
      </Empty>
    </Card>
  );
}

function Found({ size, by, onBy }: { size: MarketSize; by: SizeBy; onBy: (by: SizeBy) => void }) {
  const { t } = useTranslation();
  const { all } = size;
  if (Number(all.tam) === 0 && all.unknown === all.accounts) return <Nothing />;
  const choice = <Segmented label={t("size.by")} value={by} onChange={onBy} options={SIZE_BY.map((value) => ({ value, label: t(`size.byWhat.${value}`) }))} />;
  return (
    <div className="flex flex-col gap-5">
      <Funnel size={size} />
      <Notes asOf={size.as_of} unconverted={size.unconverted} />
      <PartTable by={by} size={size} actions={choice} />
      <WhiteSpaceCard />
    </div>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const by = SIZE_BY.find((one) => one === params.get("by")) ?? "territory";
  const query = useQuery({ ...marketSizeQuery(by), placeholderData: (before) => before });
  const setBy = (next: SizeBy) => {
    const changed = new URLSearchParams(params);
    if (next === "territory") changed.delete("by");
    else changed.set("by", next);
    setParams(changed, { replace: true });
  };
  return (
    <>
      <PageHeader title={t("nav.marketSize")} description={t("size.text")} />
      {isNotCounted(query.error) ? <NotCounted /> : null}
      {query.data ? <Found size={query.data} by={by} onBy={setBy} /> : isNotCounted(query.error) ? null : query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton className="h-64 w-full" />}
    </>
  );
}

export function SizePage() {
  return (
    <Allowed permission="market.read">
      <Allowed permission="crm.read">
        <Loaded />
      </Allowed>
    </Allowed>
  );
}
