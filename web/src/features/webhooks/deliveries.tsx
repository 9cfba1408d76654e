import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { deliveriesQuery } from "@/api/queries";
import type { Delivery, Webhook } from "@/api/types";
import { Badge, type Tone } from "@/design/badge";
import { Dialog } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useRuleText } from "@/lib/rule_text";

const TONES: Record<Delivery["outcome"], Tone> = { delivered: "accent", failed: "warning", given_up: "danger" };

export function Deliveries({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useRuleText();
  const query = useQuery(deliveriesQuery(webhook.id));
  const items = query.data?.items;
  return (
    <Dialog isOpen side="right" onOpenChange={(isOpen) => !isOpen && onClose()} title={t("webhook.deliveries")} description={webhook.url}>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {!items && !query.error ? <Skeleton className="h-24 w-full" /> : null}
      {items?.length === 0 ? <Empty title={t("webhook.noDeliveries")}>{t("webhook.noDeliveriesText")}</Empty> : null}
      <ul className="divide-y divide-line">
        {items?.map((delivery) => (
          <li key={delivery.id} className="flex items-start justify-between gap-3 py-2.5">
            <span className="min-w-0">
              <code className="block font-mono text-sm">{delivery.event_name}</code>
              <span className="block text-xs text-ink-3">
                {format.dateTime(delivery.at)} · {t("webhook.attempt", { count: delivery.attempt })} · {format.duration(delivery.duration_ms / 1000)}
              </span>
              {delivery.problem ? <span className="block text-sm break-words text-danger-text">{say(delivery.problem.rule, delivery.problem.message)}</span> : null}
            </span>
            <Badge tone={TONES[delivery.outcome]}>
              {t(`webhook.outcome.${delivery.outcome}`)}
              {delivery.status ? ` ${delivery.status}` : ""}
            </Badge>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
