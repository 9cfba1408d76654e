// What a line of a view is called.
import { useTranslation } from "react-i18next";
import type { Line } from "@/api/performance";
import { useFormat } from "@/lib/format";
import { countries } from "@/lib/places";

// "2026-03", "2026-Q1", "2026".
export function usePeriodName() {
  const { t } = useTranslation();
  const format = useFormat();
  return (name: string) => {
    const [year = "", part] = name.split("-");
    if (!part) return t("performance.fiscalYear", { year });
    if (part.startsWith("Q")) return t("performance.fiscalQuarter", { quarter: part.slice(1), year });
    return new Intl.DateTimeFormat(format.locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${name}-01T00:00:00Z`));
  };
}

export function useLineText(by: string): (line: Line) => string {
  const { t, i18n } = useTranslation();
  const periodName = usePeriodName();
  return ({ value, label, elsewhere }) => {
    if (elsewhere) return t("performance.elsewhere");
    if (value === null) return by === "territory" ? t("performance.noTerritory") : by === "owner" ? t("performance.noOwner") : t("performance.noValue");
    if (label) return label;
    if (by === "growth") return t(`performance.growth.${value as "fast"}`);
    if (by === "size") return t("performance.employees", { range: value.replace("-", "–") });
    if (by === "period") return periodName(value);
    if (by === "country") return countries(i18n.language).find((one) => one.value === value)?.label ?? value;
    if (value === "true") return t("performance.yes");
    if (value === "false") return t("performance.no");
    return by === "territory" || by === "owner" ? t("performance.unknown") : value;
  };
}
