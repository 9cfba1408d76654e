// A plan: how it is coming along, how good it is, where its territories lie, and each of them in numbers.
import { useQuery } from "@tanstack/react-query";
import { Download, FileSpreadsheet, FileText, GitCompareArrows, PenTool } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { urlOf } from "@/api/client";
import { jobQuery, planQuery, territoriesQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { planFileUrl } from "@/api/studio_queries";
import { idFrom, type JobId, type Plan, type PlanId } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { isOngoing } from "@/design/job_state";
import { Menu, MenuItem } from "@/design/menu";
import { PageHeader } from "@/design/page";
import { PlanBadge } from "@/design/plan_badge";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { ApprovalNote } from "./approval_note";
import { DesignProgress } from "./design_progress";
import { PlanMap } from "@/plan_map/plan_map";
import { PlanTable } from "./plan_table";
import { SummaryTiles } from "@/plan_map/summary_tiles";

// The plan for those who decide, for those who reckon, and for other programs.
function Files({ plan }: { plan: Plan }) {
  const { t, i18n } = useTranslation();
  const files = [
    { href: planFileUrl(plan.id, "report.pdf", i18n.language), text: t("plan.report"), Icon: FileText },
    { href: planFileUrl(plan.id, "workbook.xlsx", i18n.language), text: t("plan.workbook"), Icon: FileSpreadsheet },
    { href: urlOf("/plans/{plan}/units.csv", { path: { plan: plan.id } }), text: t("plan.unitsFile"), Icon: Download },
  ];
  return (
    <Menu trigger={<Button icon={<Download aria-hidden className="size-4" />}>{t("plan.files")}</Button>}>
      {files.map(({ href, text, Icon }) => (
        <MenuItem key={href} asChild>
          <a href={href} download>
            <Icon aria-hidden className="size-4 text-ink-3" />
            {text}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}

function Doors({ plan, hasResult }: { plan: Plan; hasResult: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const isEditable = may("plans.manage") && plan.state === "draft";
  if (!hasResult) {
    return (
      <>
        <Button icon={<Download aria-hidden className="size-4" />} disabledReason={t("plan.noResult")}>
          {t("plan.files")}
        </Button>
        <Button look="primary" icon={<PenTool aria-hidden className="size-4" />} disabledReason={t("plan.noStudio")}>
          {isEditable ? t("plan.toStudio") : t("plan.toStudioRead")}
        </Button>
      </>
    );
  }
  return (
    <>
      <Files plan={plan} />
      <Button asChild>
        <Link to={`/plans/${plan.id}/compare`}>
          <GitCompareArrows aria-hidden className="size-4" />
          {t("plan.compare")}
        </Link>
      </Button>
      <Button asChild look="primary">
        <Link to={`/plans/${plan.id}/studio`}>
          <PenTool aria-hidden className="size-4" />
          {isEditable ? t("plan.toStudio") : t("plan.toStudioRead")}
        </Link>
      </Button>
    </>
  );
}

function Header({ plan, hasResult }: { plan: Plan; hasResult: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <PageHeader
      title={plan.name}
      above={
        <Link to="/plans" className="hover:underline">
          {t("nav.plans")}
        </Link>
      }
      badge={<PlanBadge state={plan.state} />}
      description={t("plan.about", { territories: format.number(plan.territory_count || plan.request.territories), units: format.number(plan.unit_count), date: format.date(plan.created_at) })}
      actions={<Doors plan={plan} hasResult={hasResult} />}
    />
  );
}

function Loaded({ plan }: { plan: Plan }) {
  const job = useQuery(jobQuery(idFrom<JobId>(plan.job)));
  const isDesigning = Boolean(job.data && isOngoing(job.data));
  const hasResult = plan.summary !== undefined && !isDesigning;
  const territories = useQuery({ ...territoriesQuery(plan.id), enabled: hasResult });
  const [hovered, setHovered] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <>
      <Header plan={plan} hasResult={hasResult} />
      <div className="flex flex-col gap-5">
        <ApprovalNote plan={plan} />
        {job.data && job.data.state !== "succeeded" ? <DesignProgress job={job.data} /> : null}
        {hasResult ? (
          <>
            <SummaryTiles plan={plan} />
            <PlanMap plan={plan} territories={territories.data} hovered={hovered} chosen={chosen} onHover={setHovered} onChoose={setChosen} />
            <PlanTable query={territories} chosen={chosen} onHover={setHovered} onChoose={setChosen} />
          </>
        ) : null}
      </div>
    </>
  );
}

export function PlanPage() {
  const query = useQuery(planQuery(idFrom<PlanId>(useParams()["plan"])));
  return (
    <Allowed permission="plans.read">
      {query.data ? (
        <Loaded plan={query.data} />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="flex flex-col gap-5">
          <Skeleton className="h-9 w-72" />
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-96 w-full" />
        </div>
      )}
    </Allowed>
  );
}
