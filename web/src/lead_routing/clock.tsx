// How much time there is to respond to a lead, or how late it is.
import { Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LeadRouting, QueuedLead } from "@/api/lead_routing";
import { Badge } from "@/design/badge";
import { useFormat } from "@/lib/format";

export function LeadClock({ routing }: { routing: LeadRouting | QueuedLead }) {
  const { t } = useTranslation();
  const format = useFormat();
  const icon = <Clock aria-hidden className="size-3" />;
  if (routing.state === "answered") return <Badge tone={routing.is_late ? "warning" : "accent"}>{routing.is_late ? t("leads.answeredLate") : t("leads.answered")}</Badge>;
  if (routing.state === "closed" || routing.state === "unrouted") return null;
  if (!routing.due_at) return <Badge icon={icon}>{t("leads.noClock")}</Badge>;
  const words = { when: format.relative(routing.due_at) };
  return (
    <Badge tone={routing.is_late ? "danger" : "info"} icon={icon}>
      {routing.is_late ? t("leads.wasDue", words) : t("leads.isDue", words)}
    </Badge>
  );
}
