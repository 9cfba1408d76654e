// The leads within one's scope that wait for somebody, whose time to respond has passed, or runs; for desk and phone.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Inbox, Route } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { type LeadQueue, leadQueueQuery, QUEUE_COUNT_MAX, QUEUE_KINDS, type QueuedLead, type QueueKind } from "@/api/lead_routing";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { Pagination, useCursor } from "@/design/pagination";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Segmented, Switch } from "@/design/toggle";
import { SendDialog } from "@/lead_routing/send_dialog";
import { useFormat } from "@/lib/format";
import { QueuedLeadLine } from "./queued_lead";

interface ChoicesProps {
  kind: QueueKind;
  isMine: boolean;
  queue: LeadQueue | undefined;
  onChange: (name: string, value: string) => void;
}

function Choices({ kind, isMine, queue, onChange }: ChoicesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const countOf = (one: QueueKind) => {
    if (!queue) return "";
    return queue[one] < QUEUE_COUNT_MAX ? ` ${format.number(queue[one])}` : ` ${t("leads.orMore", { number: format.number(queue[one]) })}`;
  };
  return (
    <div className="mb-5 flex flex-wrap items-center gap-x-6 gap-y-3">
      <Segmented label={t("leads.which")} value={kind} options={QUEUE_KINDS.map((value) => ({ value, label: `${t(`leads.kinds.${value}`)}${countOf(value)}` }))} onChange={(value) => onChange("kind", value)} />
      {kind === "waiting" ? null : <Switch label={t("leads.mine")} isChecked={isMine} onChange={(isOn) => onChange("mine", isOn ? "1" : "")} />}
    </div>
  );
}

function Items({ queue, kind, cursor, onSend }: { queue: LeadQueue; kind: QueueKind; cursor: ReturnType<typeof useCursor>; onSend: (lead: QueuedLead) => void }) {
  const { t } = useTranslation();
  if (queue.items.length === 0) {
    return (
      <Card>
        <Empty icon={<Inbox aria-hidden className="size-5" />} title={t(`leads.none.${kind}`)}>
          {t(`leads.noneText.${kind}`)}
        </Empty>
      </Card>
    );
  }
  return (
    <Card isFlush>
      <ol aria-label={t("nav.leadQueue")} className="divide-y divide-line">
        {queue.items.map((lead) => (
          <QueuedLeadLine key={lead.lead} lead={lead} onSend={onSend} />
        ))}
      </ol>
      <Pagination cursor={cursor} next={queue.next} shown={queue.items.length} />
    </Card>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const [sending, setSending] = useState<QueuedLead | null>(null);
  const [first, setFirst] = useState<QueueKind>("waiting");
  const asked = QUEUE_KINDS.find((one) => one === params.get("kind"));
  const kind = asked ?? first;
  const isMine = params.get("mine") === "1" && kind !== "waiting";
  const cursor = useCursor(`${kind} ${isMine}`);
  const query = useQuery({ ...leadQueueQuery(kind, isMine, cursor.cursor), placeholderData: keepPreviousData });
  // Unless a part was asked for, the first one that holds a lead is shown; it stays when its last lead goes.
  const hasLanded = useRef(false);
  useEffect(() => {
    if (hasLanded.current || asked || !query.data) return;
    hasLanded.current = true;
    const { data } = query;
    setFirst(QUEUE_KINDS.find((one) => data[one] > 0) ?? "waiting");
  }, [asked, query.data]);
  function choose(name: string, value: string) {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  }
  const policy = may("plans.read") ? (
    <Button asChild>
      <Link to="/lead-routing">
        <Route aria-hidden className="size-4" />
        {t("nav.leadRouting")}
      </Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={t("nav.leadQueue")} description={t("leads.queueText")} actions={policy} />
      <Choices kind={kind} isMine={isMine} queue={query.data} onChange={choose} />
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : query.data ? <Items queue={query.data} kind={kind} cursor={cursor} onSend={setSending} /> : <Skeleton className="h-64 w-full" />}
      {sending ? <SendDialog lead={sending.lead} name={sending.company} onClose={() => setSending(null)} /> : null}
    </>
  );
}

export function QueuePage() {
  return (
    <Allowed permission="crm.read">
      <Loaded />
    </Allowed>
  );
}
