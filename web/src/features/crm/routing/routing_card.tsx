// Where a lead was sent, how much time there is to respond, and why; with what can be done about it. Nothing where leads were not routed when it came.
import { useQuery } from "@tanstack/react-query";
import { Hand, Send } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CrmRecord, RecordId } from "@/api/crm";
import { type LeadRouting, leadRoutingQuery } from "@/api/lead_routing";
import { useMay } from "@/api/session";
import { idFrom } from "@/api/types";
import { Button } from "@/design/button";
import { Card, Facts } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { LeadClock } from "@/lead_routing/clock";
import { SendDialog } from "@/lead_routing/send_dialog";
import { useLeadActions } from "@/lead_routing/use_lead_actions";
import { WhyList } from "@/lead_routing/why_list";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { Disclosure } from "../territory/disclosure";

function Times({ routing }: { routing: LeadRouting }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts: { label: string; value: ReactNode }[] = [
    {
      label: t("alignment.territory"),
      value: routing.territory ? (
        <Link to={`/territories/${routing.territory}`} className="prose-link">
          {routing.territory_name ?? t("leads.aTerritory")}
        </Link>
      ) : (
        t("leads.noTerritory")
      ),
    },
    { label: t("leads.owner"), value: routing.owner_name ?? (routing.owner ? t("leads.someone") : t("leads.nobody")) },
  ];
  if (routing.arrived_at) facts.push({ label: t("leads.arrived"), value: format.dateTime(routing.arrived_at) });
  if (routing.due_at) facts.push({ label: t("leads.respondBy"), value: format.dateTime(routing.due_at) });
  if (routing.answered_at) facts.push({ label: t("leads.respondedAt"), value: format.dateTime(routing.answered_at) });
  if (routing.moves > 0) facts.push({ label: t("leads.moves"), value: format.number(routing.moves) });
  return <Facts items={facts} />;
}

function Actions({ routing, name }: { routing: LeadRouting; name: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const { take } = useLeadActions();
  const [isSending, setIsSending] = useState(false);
  const taking = useSubmit(() => take(routing.lead));
  const mayTake = routing.state === "waiting" && may("crm.write");
  const maySend = may("plans.manage") && routing.state !== "closed";
  if (!mayTake && !maySend) return null;
  return (
    <>
      <div className="mt-4 flex flex-wrap gap-2">
        {mayTake ? (
          <Button look="primary" size="small" icon={<Hand aria-hidden className="size-4" />} isBusy={taking.isBusy} onClick={() => void taking.submit()}>
            {t("leads.take")}
          </Button>
        ) : null}
        {maySend ? (
          <Button size="small" icon={<Send aria-hidden className="size-4" />} onClick={() => setIsSending(true)}>
            {t("leads.sendElsewhere")}
          </Button>
        ) : null}
      </div>
      {taking.problem ? (
        <div className="mt-3">
          <ProblemNote problem={taking.problem} />
        </div>
      ) : null}
      {isSending ? <SendDialog lead={routing.lead} name={name} onClose={() => setIsSending(false)} /> : null}
    </>
  );
}

export function RoutingCard({ lead, className }: { lead: CrmRecord; className?: string }) {
  const { t } = useTranslation();
  const query = useQuery(leadRoutingQuery(idFrom<RecordId>(lead.id)));
  if (query.error) {
    return (
      <Card title={t("leads.routing")} className={className}>
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  const routing = query.data;
  if (!routing || routing.state === "unrouted") return null;
  return (
    <Card title={t("leads.routing")} className={className} actions={<LeadClock routing={routing} />} isFlush>
      <div className="px-5 pb-4">
        <Times routing={routing} />
        <Actions routing={routing} name={lead.title} />
      </div>
      {routing.why ? (
        <Disclosure label={t("leads.why")}>
          {() => (routing.why ? <WhyList why={routing.why} territoryName={routing.territory_name} ownerName={routing.owner_name} /> : null)}
        </Disclosure>
      ) : null}
    </Card>
  );
}
