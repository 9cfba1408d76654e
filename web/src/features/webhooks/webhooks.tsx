// Where the server tells other programs what has happened, signed so that they can trust it.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { History, MoreHorizontal, Pause, Play, Plus, Send, Trash2, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { webhooksQuery } from "@/api/queries";
import type { Webhook } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Badge, type Tone } from "@/design/badge";
import { Button, IconButton } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { Menu, MenuItem, MenuLine } from "@/design/menu";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { type Column, DataTable } from "@/design/table";
import { useToast } from "@/design/toast";
import { Deliveries } from "./deliveries";
import { NewWebhook } from "./new_webhook";

const TONES: Record<Webhook["state"], Tone> = { active: "accent", paused: "warning", disabled: "danger" };

type Act = "deliveries" | "test" | "toggle" | "delete";

function RowMenu({ webhook, onAct }: { webhook: Webhook; onAct: (act: Act, webhook: Webhook) => void }) {
  const { t } = useTranslation();
  return (
    <Menu trigger={<IconButton size="small" label={t("webhook.actions", { url: webhook.url })} icon={<MoreHorizontal aria-hidden className="size-4" />} />}>
      <MenuItem icon={<History className="size-4" />} onSelect={() => onAct("deliveries", webhook)}>
        {t("webhook.deliveries")}
      </MenuItem>
      <MenuItem icon={<Send className="size-4" />} disabledReason={webhook.state !== "active" && t("webhook.isPaused")} onSelect={() => onAct("test", webhook)}>
        {t("webhook.test")}
      </MenuItem>
      <MenuItem icon={webhook.state === "active" ? <Pause className="size-4" /> : <Play className="size-4" />} onSelect={() => onAct("toggle", webhook)}>
        {webhook.state === "active" ? t("webhook.pause") : t("webhook.resume")}
      </MenuItem>
      <MenuLine />
      <MenuItem isDanger icon={<Trash2 className="size-4" />} onSelect={() => onAct("delete", webhook)}>
        {t("webhook.delete")}
      </MenuItem>
    </Menu>
  );
}

function useColumns(onAct: (act: Act, webhook: Webhook) => void): Column<Webhook>[] {
  const { t } = useTranslation();
  return [
    { id: "url", header: t("webhook.url"), isTitle: true, sortBy: (webhook) => webhook.url, cell: (webhook) => <span className="font-medium break-all">{webhook.url}</span> },
    {
      id: "events",
      header: t("webhook.events"),
      cell: (webhook) => (
        <span className="flex flex-wrap gap-1">
          {webhook.events.map((event) => (
            <Badge key={event}>
              <span className="font-mono">{event}</span>
            </Badge>
          ))}
        </span>
      ),
    },
    {
      id: "state",
      header: t("job.stateLabel"),
      cell: (webhook) => <Badge tone={TONES[webhook.state]}>{t(`webhook.state.${webhook.state}`)}</Badge>,
    },
    { id: "actions", header: t("ui.actions"), isQuiet: true, isNumber: true, cell: (webhook) => <RowMenu webhook={webhook} onAct={onAct} /> },
  ];
}

export function Webhooks() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const query = useQuery(webhooksQuery);
  const [isMaking, setIsMaking] = useState(false);
  const [shown, setShown] = useState<Webhook | null>(null);
  const [doomed, setDoomed] = useState<Webhook | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  async function act(what: Act, webhook: Webhook) {
    const path = { webhook: webhook.id };
    setProblem(null);
    if (what === "deliveries") return setShown(webhook);
    if (what === "delete") return setDoomed(webhook);
    if (what === "test") {
      await api.post("/webhooks/{webhook}/test", { path });
      say(t("webhook.tested"));
    } else {
      await api.patch("/webhooks/{webhook}", { path, body: { state: webhook.state === "active" ? "paused" : "active" } });
    }
    await client.invalidateQueries({ queryKey: ["webhooks"] });
  }
  async function remove() {
    if (doomed) await api.delete("/webhooks/{webhook}", { path: { webhook: doomed.id } });
    await client.invalidateQueries({ queryKey: ["webhooks"] });
    say(t("webhook.deleted"));
  }
  const columns = useColumns((what, webhook) => void act(what, webhook).catch(setProblem));
  const make = (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setIsMaking(true)}>
      {t("webhook.new")}
    </Button>
  );
  return (
    <Allowed permission="webhooks.manage">
      <PageHeader title={t("nav.webhooks")} description={t("webhook.text")} actions={query.data?.items.length ? make : null} />
      {problem ? (
        <div className="mb-4">
          <ProblemNote problem={problem} />
        </div>
      ) : null}
      <Card isFlush>
        <DataTable
          caption={t("nav.webhooks")}
          columns={columns}
          rows={query.data?.items}
          keyOf={(webhook) => webhook.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={
            <Empty icon={<WebhookIcon aria-hidden className="size-5" />} title={t("webhook.none")} action={make}>
              {t("webhook.noneText")}
            </Empty>
          }
        />
      </Card>
      <NewWebhook isOpen={isMaking} onOpenChange={setIsMaking} />
      {shown ? <Deliveries webhook={shown} onClose={() => setShown(null)} /> : null}
      <Confirm isOpen={doomed !== null} onOpenChange={() => setDoomed(null)} title={t("webhook.deleteTitle")} text={t("webhook.deleteText", { url: doomed?.url ?? "" })} action={t("webhook.delete")} onConfirm={remove} />
    </Allowed>
  );
}
