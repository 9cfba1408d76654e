// A reason as a sentence.
import { useTranslation } from "react-i18next";
import type { NextReason } from "@/api/next";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";

export function useReasonText(): (reason: NextReason) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (reason) => {
    switch (reason.reason) {
      case "overdue":
        return t("next.reasons.overdue", { count: reason.days, every: reason.every });
      case "never_contacted":
        return t("next.reasons.neverContacted");
      case "worth":
        return reason.potential
          ? t("next.reasons.potential", { amount: format.money(reason.potential), rank: reason.rank, of: reason.of })
          : t("next.reasons.revenue", { amount: reason.revenue ? format.money(reason.revenue) : "–", rank: reason.rank, of: reason.of });
      case "white_space":
        return t("next.reasons.whiteSpace", { amount: format.money(reason.amount) });
      case "fits":
        return t("next.reasons.fits", { score: format.number(Math.round(Number(reason.score))) });
      case "falling":
        return t("next.reasons.falling", { revenue: format.money(reason.revenue), before: format.money(reason.before) });
      case "sign":
        return reason.days === 0 ? t("next.reasons.signToday") : t("next.reasons.sign", { count: reason.days });
      case "closing": {
        const words = { name: reason.name, day: format.localDate(reason.day), amount: reason.amount ? ` (${format.money(reason.amount)})` : "" };
        return reason.day < today() ? t("next.reasons.shouldHaveClosed", words) : t("next.reasons.closing", words);
      }
      case "task":
        return t("next.reasons.task", { subject: reason.subject, day: format.localDate(reason.due) });
    }
  };
}
