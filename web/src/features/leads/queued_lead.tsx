// One lead of the queue: who it is, how much time there is, and what can be done with it.
import { Hand, Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { QueuedLead } from "@/api/lead_routing";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { ProblemNote } from "@/design/problem";
import { LeadClock } from "@/lead_routing/clock";
import { useLeadActions } from "@/lead_routing/use_lead_actions";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";

function Whose({ lead }: { lead: QueuedLead }) {
  const { t } = useTranslation();
  const where = lead.territory_name ?? t("leads.noTerritory");
  if (lead.state === "waiting") {
    return (
      <>
        {where} · {t(`leads.waits.${lead.waits ?? "nobody_fits"}`)}
      </>
    );
  }
  return (
    <>
      {where} · {lead.owner_name ?? t("leads.someone")}
    </>
  );
}

export function QueuedLeadLine({ lead, onSend }: { lead: QueuedLead; onSend: (lead: QueuedLead) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const { take } = useLeadActions();
  const taking = useSubmit(() => take(lead.lead));
  const about = [lead.name, lead.city, lead.source].filter(Boolean).join(" · ");
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:px-5">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="min-w-0 text-base font-semibold break-words">
            <Link to={`/leads/${lead.lead}`} className="text-ink hover:underline">
              {lead.company}
            </Link>
          </h2>
          <LeadClock routing={lead} />
        </div>
        {about ? <p className="mt-0.5 text-sm break-words text-ink-2">{about}</p> : null}
        <p className="mt-1 text-sm break-words text-ink-2">
          <Whose lead={lead} />
        </p>
        {lead.arrived_at ? <p className="mt-1 text-xs text-ink-3">{t("leads.arrivedWhen", { when: format.relative(lead.arrived_at) })}</p> : null}
      </div>
      <div className="flex flex-wrap items-start gap-2 sm:justify-end">
        {lead.state === "waiting" ? (
          <Button size="small" look="primary" icon={<Hand aria-hidden className="size-4" />} aria-label={t("leads.takeNamed", { name: lead.company })} isBusy={taking.isBusy} disabledReason={!may("crm.write") && t("crm.mayNotWrite")} onClick={() => void taking.submit()}>
            {t("leads.take")}
          </Button>
        ) : null}
        {may("plans.manage") ? (
          <Button size="small" icon={<Send aria-hidden className="size-4" />} aria-label={t("leads.sendNamed", { name: lead.company })} onClick={() => onSend(lead)}>
            {t("leads.sendElsewhere")}
          </Button>
        ) : null}
      </div>
      {taking.problem ? (
        <div className="sm:col-span-2">
          <ProblemNote problem={taking.problem} />
        </div>
      ) : null}
    </li>
  );
}
