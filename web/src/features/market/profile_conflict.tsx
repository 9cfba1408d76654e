// What someone else changed in the draft while one was typing, criterion by criterion. What was typed is kept; theirs can be taken instead.
import { UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Criterion, IcpProfile } from "@/api/market";
import { differences } from "./profile_draft";

function useCriterionText() {
  const { t } = useTranslation();
  return (one: Criterion | null) => (one ? t("icp.criterionShort", { formula: one.formula, weight: one.weight }) : t("icp.notThere"));
}

export function ProfileConflict({ before, theirs }: { before: IcpProfile | null; theirs: IcpProfile }) {
  const { t } = useTranslation();
  const textOf = useCriterionText();
  const different = differences(before?.criteria ?? [], theirs.criteria);
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-line-strong/50 bg-warning-soft px-4 py-3 text-warning-text">
      <UsersRound aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t("crm.conflict")}</p>
        <p className="mt-0.5 text-ink">{t("icp.conflictText")}</p>
        <ul className="mt-2 flex flex-col gap-1.5 text-ink">
          {different.map((one) => (
            <li key={one.name} className="break-words">
              <span className="font-medium">{one.name}</span>: <del className="text-ink-2">{textOf(one.before)}</del> <ins className="no-underline">{textOf(one.after)}</ins>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
