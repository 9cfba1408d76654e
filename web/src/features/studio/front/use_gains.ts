// What a plan gives, in words and numbers.
import { useTranslation } from "react-i18next";
import type { FrontPoint, Tradeoff } from "@/api/studio";
import { useFormat } from "@/lib/format";
import { type Gain, GAINS } from "./front";

export function useGains() {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (gain: Gain) => (gain === "deviation" ? t("plan.worst") : gain === "travel_km" ? t("plan.rms") : t("studio.front.moved"));
  const valueOf = (gain: Gain, value: number) => (gain === "travel_km" ? format.km(value) : format.percent(value));
  const listOf = (gives: Tradeoff) => GAINS.map((gain) => `${nameOf(gain)} ${valueOf(gain, gives[gain])}`).join(", ");
  const pointName = (index: number) => t("studio.front.point", { number: format.number(index + 1) });
  const textOf = ({ gives, is_on_front }: FrontPoint, index: number) => t(is_on_front ? "studio.front.textOn" : "studio.front.textOff", { name: pointName(index), values: listOf(gives) });
  return { nameOf, valueOf, listOf, pointName, textOf };
}
