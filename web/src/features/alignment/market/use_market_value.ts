// A measure of a territory's market as the reader's language writes it.
import { useTranslation } from "react-i18next";
import type { MarketMeasure, TerritoryMarket } from "@/api/market_size";
import { useFormat } from "@/lib/format";

export type MarketValue = (key: MarketMeasure, value: string | null | undefined) => string;

export function useMarketValue({ measures, currency }: Pick<TerritoryMarket, "measures" | "currency">): MarketValue {
  const { t } = useTranslation();
  const format = useFormat();
  return (key, value) => {
    if (value === undefined || value === null) return "–";
    const number = Number(value);
    switch (measures.find((one) => one.key === key)?.unit) {
      case "money":
        return format.wholeMoney({ amount: value, currency });
      case "share":
        return key === "growth" ? format.growth(number) : format.wholePercent(number);
      case "hours":
        return t("territoryMarket.hours", { hours: format.number(Math.round(number)) });
      case "km":
        return format.km(number);
      default:
        return format.number(Math.round(number * 10) / 10);
    }
  };
}
