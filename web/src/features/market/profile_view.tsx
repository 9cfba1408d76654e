// An ideal customer profile to read: each criterion, its formula and its part of the score.
import { useTranslation } from "react-i18next";
import type { IcpProfile } from "@/api/market";
import { Card } from "@/design/page";
import { useFormat } from "@/lib/format";

export function ProfileView({ profile }: { profile: IcpProfile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = profile.criteria.reduce((total, { weight }) => total + weight, 0);
  return (
    <Card isFlush title={t("icp.criteria")} description={t("icp.criteriaText")}>
      <ol aria-label={t("icp.criteria")} className="divide-y divide-line border-t border-line">
        {profile.criteria.map(({ name, formula, weight }) => (
          <li key={name} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 px-5 py-3 max-md:px-4">
            <div className="min-w-0">
              <p className="font-medium break-words">{name}</p>
              <code className="font-mono text-xs break-words text-ink-2">{formula}</code>
            </div>
            <p className="text-right">
              <span className="tabular block font-semibold">{format.number(weight)}</span>
              <span className="block text-xs text-ink-3">{t("icp.partOfScore", { part: format.wholePercent(weight / sum) })}</span>
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
