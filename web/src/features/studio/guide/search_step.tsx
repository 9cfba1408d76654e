// The search as it goes on, and what it found: figures, map, and what it does not meet.
import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { jobProblem } from "@/api/problem";
import { jobQuery, territoriesQuery } from "@/api/queries";
import { idFrom, type JobId, type Plan } from "@/api/types";
import { Button } from "@/design/button";
import { isOngoing } from "@/design/job_state";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { PlanMap } from "@/plan_map/plan_map";
import { SummaryTiles } from "@/plan_map/summary_tiles";
import { JobLine } from "../panel/job_line";
import { Footer } from "./steps";
import { useViolationText } from "./use_violation_text";

const VIOLATIONS_SHOWN = 5;

function Result({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const territories = useQuery(territoriesQuery(plan.id));
  const [hovered, setHovered] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const violations = plan.summary?.violations ?? [];
  const violationText = useViolationText();
  return (
    <>
      <p className="max-w-[72ch] text-ink-2">{plan.summary?.is_feasible ? t("guide.met") : t("guide.notMet")}</p>
      {violations.length > 0 ? (
        <ul aria-label={t("guide.violations")} className="flex flex-col gap-1.5 text-sm">
          {violations.slice(0, VIOLATIONS_SHOWN).map(violationText).map((text) => (
            <li key={text} className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-warning-text">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0 break-words">{text}</span>
            </li>
          ))}
          {violations.length > VIOLATIONS_SHOWN ? <li className="text-ink-2">{t("guide.moreViolations", { count: violations.length - VIOLATIONS_SHOWN })}</li> : null}
        </ul>
      ) : null}
      <SummaryTiles plan={plan} />
      <PlanMap plan={plan} territories={territories.data} hovered={hovered} chosen={chosen} onHover={setHovered} onChoose={setChosen} />
    </>
  );
}

export function SearchStep({ plan, back, onNext }: { plan: Plan; back: string; onNext: () => void }) {
  const { t } = useTranslation();
  const { data: job } = useQuery(jobQuery(idFrom<JobId>(plan.job)));
  const isSearching = Boolean(job && isOngoing(job));
  const hasResult = plan.summary !== undefined && !isSearching;
  return (
    <div className="flex flex-col gap-5">
      {job && isSearching ? <JobLine job={job} title={t("plan.designing")} stopping={t("plan.stopping")} /> : null}
      {job?.state === "failed" ? (
        <Card title={t("plan.failed")}>
          {job.problem ? <ProblemNote problem={jobProblem(job.problem)} /> : null}
          <p className="mt-3 text-ink-2">{t("guide.failedText")}</p>
        </Card>
      ) : null}
      {hasResult ? <Result plan={plan} /> : job && !isSearching ? null : <Skeleton className="h-72 w-full" />}
      <Footer back={back}>
        <Button look="primary" disabledReason={!hasResult && t("guide.noResult")} onClick={onNext}>
          {t("guide.toAdjust")}
        </Button>
      </Footer>
    </div>
  );
}
