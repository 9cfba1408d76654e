import { useTranslation } from "react-i18next";
import type { Plan } from "@/api/types";
import { Stat, Stats } from "@/design/page";
import { useFormat } from "@/lib/format";

// The figures by which a plan is judged, each with what it means.
export function SummaryTiles({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { worst_deviation, fragments, rms_km, bound_km, gap, bound_scope, is_feasible } = plan.summary ?? {};
  // A plan that meets its demands is proven by a job of its own, after it can be seen.
  const isBeingProven = is_feasible === true && bound_scope === undefined;
  const none = "–";
  return (
    <Stats>
      <Stat label={t("plan.worst")} help={t("plan.worstHelp")} value={worst_deviation === undefined ? none : format.percent(worst_deviation)} note={t("plan.worstNote")} />
      <Stat
        label={t("plan.fragments")}
        help={t("plan.fragmentsHelp")}
        value={fragments === undefined ? none : format.number(fragments)}
        note={fragments === 0 ? t("plan.allConnected") : t("plan.fragmentsNote")}
      />
      <Stat label={t("plan.rms")} help={t("plan.rmsHelp")} value={rms_km === undefined ? none : format.km(rms_km)} note={t("plan.rmsNote")} />
      <Stat label={t("plan.bound")} help={t("plan.boundHelp")} value={bound_km === undefined ? none : format.km(bound_km)} note={t("plan.boundNote")} />
      <Stat label={t("plan.gap")} help={t("plan.gapHelp")} value={gap !== undefined ? format.percent(gap) : isBeingProven ? t("plan.beingProven") : t("plan.noProof")} note={gap !== undefined ? t("plan.gapNote") : isBeingProven ? t("plan.beingProvenNote") : t("plan.noProofNote")} />
    </Stats>
  );
}
