import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { auditQuery, auditVerificationQuery } from "@/api/queries";
import { Badge } from "@/design/badge";
import { Card } from "@/design/page";
import { useFormat } from "@/lib/format";
import { GlanceList } from "./glance_list";
import { SeeAll } from "./see_all";

const SHOWN = 6;

export function AuditGlance() {
  const { t } = useTranslation();
  const format = useFormat();
  const verification = useQuery(auditVerificationQuery).data;
  const query = useQuery(auditQuery({ limit: String(SHOWN) }));
  const state = verification?.is_intact ? (
    <Badge tone="accent" icon={<ShieldCheck aria-hidden className="size-3.5" />}>
      {t("audit.intact")}
    </Badge>
  ) : verification ? (
    <Badge tone="danger" icon={<ShieldAlert aria-hidden className="size-3.5" />}>
      {t("audit.broken")}
    </Badge>
  ) : null;
  return (
    <Card
      title={t("nav.audit")}
      actions={
        <>
          {state}
          <SeeAll to="/audit" of={t("nav.audit")} />
        </>
      }
    >
      <GlanceList query={query} items={query.data?.items.slice(0, SHOWN)}>
        {(entry) => (
          <li key={entry.number} className="flex items-baseline justify-between gap-4 py-2 first:pt-0 last:pb-0">
            <span className="min-w-0 truncate">
              <span className="font-medium">{entry.actor.name ?? t("audit.system")}</span> <code className="font-mono text-sm text-ink-2">{entry.action}</code>
              {entry.subject_name ? <span className="text-ink-2"> {entry.subject_name}</span> : null}
            </span>
            <time dateTime={entry.at} className="shrink-0 text-sm text-ink-3">
              {format.relative(entry.at)}
            </time>
          </li>
        )}
      </GlanceList>
    </Card>
  );
}
