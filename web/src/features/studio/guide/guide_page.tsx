// A plan step by step, from a file to its review, for who does it the first time. The address keeps where one is and what was chosen.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { datasetsQuery, planQuery } from "@/api/queries";
import { idFrom, type PlanId } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { AdjustStep } from "./adjust_step";
import { FileColumns, KnownColumns } from "./columns_step";
import { type Chosen, DataStep } from "./data_step";
import { GoalsStep } from "./goals_step";
import { MapStep } from "./map_step";
import { ReviewStep } from "./review_step";
import { SearchStep } from "./search_step";
import { Steps } from "./steps";
import { goalsOf, isOpen, type Known, type Step, STEPS, withGoals } from "./way";

function useWay() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const datasets = useQuery(datasetsQuery);
  const planId = idFrom<PlanId>(params.get("plan") ?? "");
  const plan = useQuery({ ...planQuery(planId), enabled: planId !== "" });
  const wanted = params.get("dataset") ?? plan.data?.dataset;
  const dataset = datasets.data?.items.find(({ id }) => id === wanted);
  const known: Known = { hasFile: chosen !== null, hasDataset: dataset !== undefined, plan: plan.data };
  const asked = STEPS.find((step) => step === params.get("step")) ?? "data";
  // As far towards what the address asks for as there is something to show.
  const now = STEPS.slice(0, STEPS.indexOf(asked) + 1).findLast((step) => isOpen(step, known)) ?? "data";
  const linkTo = (step: Step, change: Record<string, string> = {}) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries({ step, ...change })) value ? next.set(name, value) : next.delete(name);
    return `/plans/guide?${next}`;
  };
  const isReading = datasets.isPending || (planId !== "" && plan.isPending);
  return { params, setParams, chosen, setChosen, datasets, plan, dataset, known, now, linkTo, go: (step: Step, change?: Record<string, string>) => void navigate(linkTo(step, change)), isReading, problem: datasets.error ?? plan.error };
}

// Another data set begins other goals, and another plan.
const AFRESH = { plan: "", name: "", territories: "", balance: "" };

function Current({ way }: { way: ReturnType<typeof useWay> }) {
  const { params, setParams, chosen, setChosen, datasets, dataset, known, now, linkTo, go } = way;
  const { plan } = known;
  if (now === "columns" && chosen) {
    return (
      <FileColumns
        key={chosen.file.name + chosen.file.lastModified}
        chosen={chosen}
        back={linkTo("data")}
        onSent={({ id }) => {
          setChosen(null);
          go("map", { ...AFRESH, dataset: id });
        }}
      />
    );
  }
  if (now === "data" || !dataset) {
    return (
      <DataStep
        datasets={datasets.data?.items ?? []}
        onFile={(next) => {
          setChosen(next);
          go("columns");
        }}
        onDataset={({ id }) => {
          setChosen(null);
          go("columns", { ...AFRESH, dataset: id });
        }}
      />
    );
  }
  if (now === "columns") return <KnownColumns dataset={dataset} back={linkTo("data")} onNext={() => go("map")} />;
  if (now === "map") return <MapStep dataset={dataset} back={linkTo("columns")} onNext={() => go("goals")} />;
  if (now === "goals" || !plan) {
    return (
      <GoalsStep
        key={dataset.id}
        dataset={dataset}
        kept={goalsOf(params, dataset, dataset.name)}
        onKeep={(goals) => setParams(withGoals(params, goals), { replace: true })}
        back={linkTo("map")}
        plan={plan}
        toPlan={linkTo("search")}
        onStarted={({ id }) => go("search", { plan: id })}
      />
    );
  }
  if (now === "search") return <SearchStep plan={plan} back={linkTo("goals")} onNext={() => go("adjust")} />;
  return now === "adjust" ? <AdjustStep plan={plan} back={linkTo("search")} next={linkTo("review")} /> : <ReviewStep plan={plan} back={linkTo("adjust")} />;
}

function Guide() {
  const { t } = useTranslation();
  const way = useWay();
  const { now, isReading, problem } = way;
  const step = useRef<HTMLDivElement>(null);
  const before = useRef(now);
  // Another step begins at its top, also for who does not see it.
  useEffect(() => {
    if (before.current === now) return;
    before.current = now;
    step.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [now]);
  if (problem) return <ProblemNote problem={problem} onRetry={() => void Promise.all([way.datasets.refetch(), way.plan.refetch()])} />;
  if (isReading) return <Skeleton className="h-72 w-full" />;
  return (
    <>
      <Steps now={now} known={way.known} linkTo={way.linkTo} />
      <div ref={step} tabIndex={-1} role="group" aria-label={t(`guide.step.${now}`)} className="max-w-5xl outline-none">
        <p className="mb-4 max-w-[72ch] text-ink-2">{t(`guide.about.${now}`)}</p>
        <Current way={way} />
      </div>
    </>
  );
}

export function GuidePage() {
  const { t } = useTranslation();
  return (
    <Allowed permission="plans.manage">
      <PageHeader
        title={t("plans.guide")}
        description={t("guide.text")}
        above={
          <Link to="/plans" className="hover:underline">
            {t("nav.plans")}
          </Link>
        }
      />
      <Guide />
    </Allowed>
  );
}
