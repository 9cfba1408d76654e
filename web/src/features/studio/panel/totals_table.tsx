// The totals of two boards beside each other.
import { useTranslation } from "react-i18next";
import type { Totals } from "@/api/studio";
import { cx } from "@/design/cx";
import { useFormat } from "@/lib/format";

interface TotalsTableProps {
  caption: string;
  before: Totals;
  after: Totals;
  beforeName: string;
  afterName: string;
}

interface Line {
  key: string;
  label: string;
  before: number;
  after: number;
  show: (value: number) => string;
}

export function TotalsTable({ caption, before, after, beforeName, afterName }: TotalsTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines: Line[] = [
    ...Object.keys(after.worst_deviation).map((measure) => ({ key: `w${measure}`, label: t("studio.worstOf", { measure }), before: before.worst_deviation[measure] ?? 0, after: after.worst_deviation[measure] ?? 0, show: format.percent })),
    ...Object.keys(after.outside).map((measure) => ({ key: `o${measure}`, label: t("studio.outsideOf", { measure }), before: before.outside[measure] ?? 0, after: after.outside[measure] ?? 0, show: format.number })),
    { key: "km", label: t("plan.rms"), before: before.rms_km, after: after.rms_km, show: format.km },
    { key: "pieces", label: t("plan.fragments"), before: before.fragments, after: after.fragments, show: format.number },
  ];
  const text = (better: number) => (better > 0 ? t("studio.better") : t("studio.worse"));
  return (
    <table className="tabular w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-xs text-ink-2">
          <th scope="col" className="py-1 text-left font-medium">
            <span className="sr-only">{t("studio.figure")}</span>
          </th>
          <th scope="col" className="max-w-32 truncate py-1 pl-3 text-right font-medium">
            {beforeName}
          </th>
          <th scope="col" className="max-w-32 truncate py-1 pl-3 text-right font-medium">
            {afterName}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, label, before: was, after: is, show }) => {
          const better = Math.sign(Math.round((was - is) * 1e6));
          return (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-normal text-ink-2">
                {label}
              </th>
              <td className="py-1.5 pl-3 text-right">{show(was)}</td>
              <td className={cx("py-1.5 pl-3 text-right", better > 0 && "font-medium text-accent-text", better < 0 && "font-medium text-danger-text")}>
                {show(is)}
                {better === 0 ? null : <span className="sr-only"> ({text(better)})</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
