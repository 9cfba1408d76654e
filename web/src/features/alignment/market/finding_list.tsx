// What stands out in a territory, as sentences with their numbers and a way to what is behind them.
import { CircleArrowUp, CircleDot, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccountsFinding, IndustriesFinding, RankFinding, TerritoryFinding, TerritoryMarket } from "@/api/market_size";
import type { TerritoryId } from "@/api/types";
import { sumOf } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { type MarketValue, useMarketValue } from "./use_market_value";

// What of these is hard is said in words of its own.
const OWN_CHALLENGES = ["workload_a_rep", "top_five_share", "visited_share", "penetration"] as const;

const LOOKS = {
  strength: { icon: CircleArrowUp, look: "text-accent-text" },
  gap: { icon: CircleDot, look: "text-info-text" },
  challenge: { icon: TriangleAlert, look: "text-warning-text" },
} as const;

// Where what is behind a finding is listed.
function linkOf(territory: TerritoryId, finding: TerritoryFinding, accounts: string | null): string | null {
  const about = "measure" in finding ? finding.measure : "accounts" in finding ? "white_space" : "industries";
  if (about === "white_space" || about === "potential" || about === "penetration") return `/market/size?territory=${territory}`;
  if (about === "industries") return "/market/size?by=industry";
  return accounts;
}

function Accounts({ finding, valueOf }: { finding: AccountsFinding; valueOf: MarketValue }) {
  const { t } = useTranslation();
  const { accounts } = finding;
  const sum = accounts.reduce((all, one) => sumOf(all, one.white_space), "0");
  return (
    <>
      <p>{t("territoryMarket.gapWhiteSpace", { count: accounts.length, amount: valueOf("white_space", sum) })}</p>
      <ul aria-label={t("territoryMarket.gapAccounts")} className="mt-1.5 flex flex-col text-sm">
        {accounts.map(({ account, name, white_space }) => (
          <li key={account} className="flex flex-wrap justify-between gap-x-4">
            <Link to={`/accounts/${account}`} className="prose-link inline-block min-w-0 py-0.75 break-words">
              {name}
            </Link>
            <span className="tabular">{valueOf("white_space", white_space)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Industries({ finding }: { finding: IndustriesFinding }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p>{t("territoryMarket.gapIndustries", { count: finding.industries.length })}</p>
      <ul aria-label={t("territoryMarket.industries")} className="mt-1.5 flex flex-col gap-1 text-sm">
        {finding.industries.map(({ industry, peers, accounts }) => (
          <li key={industry}>{t("territoryMarket.industry", { industry, count: peers, peers: format.number(peers), accounts: format.number(accounts) })}</li>
        ))}
      </ul>
    </>
  );
}

function Ranked({ finding, valueOf }: { finding: RankFinding; valueOf: MarketValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, measure, value, median, rank, count = 0 } = finding;
  const values = { name: t(`territoryMarket.measures.${measure}`), value: valueOf(measure, value), median: valueOf(measure, median), rank: format.number(rank ?? 0), of: format.number(count) };
  const own = kind === "challenge" && (OWN_CHALLENGES as readonly string[]).includes(measure);
  return (
    <p>
      {own ? t(`territoryMarket.challenges.${measure as (typeof OWN_CHALLENGES)[number]}`, values) : t("territoryMarket.stands", values)}{" "}
      {rank && median ? <span className="text-ink-2">{t("territoryMarket.among", values)}</span> : null}
    </p>
  );
}

function Sentence({ market, finding }: { market: TerritoryMarket; finding: TerritoryFinding }) {
  const valueOf = useMarketValue(market);
  if ("accounts" in finding) return <Accounts finding={finding} valueOf={valueOf} />;
  if ("industries" in finding) return <Industries finding={finding} />;
  return <Ranked finding={finding} valueOf={valueOf} />;
}

interface FindingListProps {
  market: TerritoryMarket;
  kind: TerritoryFinding["kind"];
  accounts: string | null;
}

export function FindingList({ market, kind, accounts }: FindingListProps) {
  const { t } = useTranslation();
  const findings = market.findings.filter((one) => one.kind === kind);
  const { icon: Icon, look } = LOOKS[kind];
  return (
    <section>
      <h3 className="flex items-center gap-2 font-semibold">
        <Icon aria-hidden className={`size-4.5 ${look}`} />
        {t(`territoryMarket.kinds.${kind}`)}
      </h3>
      {findings.length === 0 ? <p className="mt-1.5 text-sm text-ink-2">{t(`territoryMarket.no.${kind}`)}</p> : null}
      <ul aria-label={t(`territoryMarket.kinds.${kind}`)} className="mt-2 flex flex-col gap-3 empty:hidden">
        {findings.map((finding, index) => {
          const behind = linkOf(market.territory, finding, accounts);
          return (
            <li key={index}>
              <Sentence market={market} finding={finding} />
              {behind ? (
                <Link to={behind} className="prose-link inline-block py-0.75 text-sm">
                  {t("territoryMarket.behind")}
                </Link>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
