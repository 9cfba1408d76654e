// Demands in words: what each asks, in a list and at a unit.
import { useTranslation } from "react-i18next";
import type { Demand } from "@/api/studio";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { groupNumbers } from "./demands";

const CODES_SHOWN = 5;

export function useCodes() {
  const { t } = useTranslation();
  const format = useFormat();
  const { units } = useStudio();
  return (places: readonly number[]) => {
    const codes = places.slice(0, CODES_SHOWN).map((place) => units.ids[place] ?? "").join(", ");
    return places.length > CODES_SHOWN ? t("studio.andMore", { codes, number: format.number(places.length - CODES_SHOWN) }) : codes;
  };
}

export function useDemandTexts() {
  const { t } = useTranslation();
  const { units, board } = useStudio();
  const codes = useCodes();
  const groups = groupNumbers(board.demands);
  const code = (place: number | undefined) => units.ids[place ?? -1] ?? "";
  const nameOf = (index: number | undefined) => board.territories[index ?? -1]?.name ?? "";
  function textOf(demand: Demand): string {
    const { kind, units: places, territory } = demand;
    if (kind === "together") return t("demands.text.together", { number: groups.get(demand) ?? "", codes: codes(places) });
    return t(`demands.text.${kind}`, { unit: code(places[0]), other: code(places[1]), name: nameOf(territory) });
  }
  // Of a unit that the reader has before them.
  function textAt(demand: Demand, place: number): string {
    const { kind, units: places, territory } = demand;
    const others = places.filter((one) => one !== place);
    if (kind === "together") return t("demands.at.together", { number: groups.get(demand) ?? "", codes: codes(others) });
    return t(`demands.at.${kind}`, { other: code(others[0]), name: nameOf(territory) });
  }
  return { textOf, textAt };
}
