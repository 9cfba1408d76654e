// The first page after signing in: what concerns one's role, most urgent first.
import { useTranslation } from "react-i18next";
import { hasRole, useMay, useSession } from "@/api/session";
import { PageHeader } from "@/design/page";
import { useFormat } from "@/lib/format";
import { ActivePlan } from "./active_plan";
import { AuditGlance } from "./audit_glance";
import { Checklist } from "./checklist";
import { CompanyGlance } from "./company_glance";
import { OwnPositions } from "./own_positions";
import { PlansGlance } from "./plans_glance";
import { RunningJobs } from "./running_jobs";

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
  return (
    <>
      <PageHeader title={t(`home.${partOfDay(new Date().getHours())}`, { name: first })} description={format.today()} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {may("people.manage") && may("company.manage") ? <Checklist /> : null}
          {isAuditor ? <AuditGlance /> : null}
          {may("plans.read") ? <ActivePlan /> : null}
          {may("audit.read") && !isAuditor ? <AuditGlance /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {may("territories.read") && session.roles.some((role) => role === "rep" || role === "manager") ? <OwnPositions /> : null}
          <RunningJobs />
          {may("plans.manage") ? <PlansGlance /> : null}
          {may("company.read") ? <CompanyGlance /> : null}
        </div>
      </div>
    </>
  );
}
