// How well the accounts that one sees fit a profile: their spread, by territory, by criterion, and those that fit best.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CriterionCounts, IcpProfile, IcpScores, IcpState, ScoredAccount, TerritoryMean } from "@/api/market";
import { scoresQuery } from "@/api/market_queries";
import { useTerritories } from "@/api/use_territories";
import { Card, Stat, Stats } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { type Column, DataTable } from "@/design/table";
import { WithoutRate } from "@/design/without_rate";
import { useFormat } from "@/lib/format";
import { Histogram, ScoreBar, SplitBar } from "./score_bars";

const SHOWN_MAX = 10;

function None() {
  const { t } = useTranslation();
  return <p className="border-t border-line px-5 py-5 text-ink-2">{t("icp.noAccounts")}</p>;
}

function Summary({ scores }: { scores: IcpScores }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { all, nowhere } = scores;
  return (
    <Stats>
      <Stat label={t("icp.mean")} value={all.accounts > 0 ? format.number(Math.round(all.mean)) : "–"} note={t("icp.of100")} help={t("icp.meanText")} />
      <Stat label={t("icp.accounts")} value={format.number(all.accounts)} note={t("icp.accountsText")} />
      <Stat label={t("icp.nowhere")} value={format.number(nowhere.accounts)} note={nowhere.accounts > 0 ? t("icp.meanIs", { mean: format.number(Math.round(nowhere.mean)) }) : undefined} />
    </Stats>
  );
}

function Criteria({ rows }: { rows: CriterionCounts[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<CriterionCounts>[] = [
    { id: "name", header: t("icp.criterion"), isTitle: true, cell: ({ name }) => <span className="font-medium break-words">{name}</span> },
    { id: "bar", header: t("icp.split"), isQuiet: true, hideOnPhone: true, className: "md:w-40", cell: (one) => <SplitBar {...one} /> },
    { id: "held", header: t("icp.held"), isNumber: true, sortBy: ({ held }) => held, cell: ({ held }) => format.number(held) },
    { id: "failed", header: t("icp.failed"), isNumber: true, sortBy: ({ failed }) => failed, cell: ({ failed }) => format.number(failed) },
    { id: "unknown", header: t("icp.unknown"), isNumber: true, sortBy: ({ unknown }) => unknown, cell: ({ unknown }) => format.number(unknown) },
  ];
  return (
    <Card isFlush title={t("icp.byCriterion")} description={t("icp.byCriterionText")}>
      <DataTable caption={t("icp.byCriterion")} columns={columns} rows={rows} keyOf={({ name }) => name} empty={<None />} shownMax={SHOWN_MAX} />
    </Card>
  );
}

function Territories({ rows }: { rows: TerritoryMean[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useTerritories();
  const name = ({ territory }: TerritoryMean) => nameOf(territory) ?? t("rules.otherTerritory");
  const columns: Column<TerritoryMean>[] = [
    {
      id: "territory",
      header: t("alignment.territory"),
      isTitle: true,
      sortBy: name,
      cell: (one) => (
        <Link to={`/territories/${one.territory}`} className="font-medium break-words text-ink hover:underline">
          {name(one)}
        </Link>
      ),
    },
    { id: "accounts", header: t("icp.accounts"), isNumber: true, sortBy: ({ accounts }) => accounts, cell: ({ accounts }) => format.number(accounts) },
    { id: "mean", header: t("icp.mean"), isNumber: true, sortBy: ({ mean }) => mean, cell: ({ mean }) => <ScoreBar score={mean} most={mean} /> },
  ];
  return (
    <Card isFlush title={t("icp.byTerritory")}>
      <DataTable caption={t("icp.byTerritory")} columns={columns} rows={rows} keyOf={({ territory }) => territory} initialSort={{ id: "mean", desc: true }} empty={<None />} shownMax={SHOWN_MAX} />
    </Card>
  );
}

function Best({ rows }: { rows: ScoredAccount[] }) {
  const { t } = useTranslation();
  const { nameOf } = useTerritories();
  const columns: Column<ScoredAccount>[] = [
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
    { id: "score", header: t("icp.score"), isNumber: true, cell: ({ score, score_most }) => <ScoreBar score={score} most={score_most} /> },
  ];
  return (
    <Card isFlush title={t("icp.best")} description={t("icp.bestText")}>
      <DataTable caption={t("icp.best")} columns={columns} rows={rows} keyOf={({ account }) => account} empty={<None />} shownMax={SHOWN_MAX} />
    </Card>
  );
}

export function ScoresPart({ state, profile }: { state: IcpState; profile: IcpProfile }) {
  const { t } = useTranslation();
  const query = useQuery(scoresQuery(state, profile.version));
  if (query.error && !query.data) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-64 w-full" />;
  const scores = query.data;
  return (
    <div className="flex flex-col gap-5">
      <Summary scores={scores} />
      <WithoutRate count={scores.without_rate} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={t("icp.spread")} description={t("icp.spreadText")}>
          <Histogram bins={scores.bins} label={t("icp.spread")} />
        </Card>
        <Territories rows={scores.territories} />
      </div>
      <Criteria rows={scores.criteria} />
      <Best rows={scores.best} />
    </div>
  );
}
