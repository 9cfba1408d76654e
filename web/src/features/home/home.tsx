// The first page after signing in: what concerns one's role, most urgent first.
import { useTranslation } from "react-i18next";
import { hasRole, useMay, useSession } from "@/api/session";
import { PageHeader } from "@/design/page";
import { useFormat } from "@/lib/format";
import { ActivePlan } from "./active_plan";
import { AuditGlance } from "./audit_glance";
import { Checklist } from "./checklist";
import { CompanyGlance } from "./company_glance";
import { FiguresGlance } from "./figures_glance";
import { GoalsGlance } from "./goals_glance";
import { NextGlance } from "./lazily";
import { LeadsGlance } from "./leads_glance";
import { OwnPositions } from "./own_positions";
import { PeopleGlance, VacantGlance } from "./people_glance";
import { PlansGlance } from "./plans_glance";
import { RunningJobs } from "./running_jobs";
import { TasksGlance } from "./tasks_glance";

function partOfDay(hour: number): "morning" | "afternoon" | "evening" {
  return hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
}

export function Home() {
  const { t } = useTranslation();
  const format = useFormat();
  const session = useSession();
  const may = useMay();
  const first = session.person.name.split(" ")[0] ?? "";
  const isAuditor = hasRole(session, "auditor");
  const isSelling = may("crm.read") && (hasRole(session, "rep") || hasRole(session, "manager"));
  const isRep = isSelling && hasRole(session, "rep");
  const hasFigures = may("crm.read") && (hasRole(session, "manager") || hasRole(session, "finance"));
  // Those who sell see a plan once it holds; drafts are for those who make them.
  const hasDrafts = may("plans.manage") || !isSelling;
  return (
    <>
      <PageHeader title={t(`home.${partOfDay(new Date().getHours())}`, { name: first })} description={format.today()} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {may("people.manage") && may("company.manage") ? <Checklist /> : null}
          {isAuditor ? <AuditGlance /> : null}
          {hasFigures ? <FiguresGlance /> : null}
          {isRep && may("market.read") ? <NextGlance /> : null}
          {isSelling ? <TasksGlance /> : null}
          {may("people.manage") && !may("plans.read") ? (
            <>
              <PeopleGlance />
              <VacantGlance />
            </>
          ) : null}
          {may("plans.read") ? <ActivePlan hasDrafts={hasDrafts} /> : null}
          {may("audit.read") && !isAuditor ? <AuditGlance /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {isSelling ? <LeadsGlance /> : null}
          {(isSelling || hasFigures) && may("market.read") ? <GoalsGlance /> : null}
          {may("territories.read") && session.roles.some((role) => role === "rep" || role === "manager") ? <OwnPositions /> : null}
          <RunningJobs />
          {may("plans.manage") ? <PlansGlance /> : null}
          {may("company.read") && !isSelling ? <CompanyGlance /> : null}
        </div>
      </div>
    </>
  );
}
