// API tokens: what programs sign in with. The secret is shown once, and never again.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { tokensQuery } from "@/api/queries";
import type { Token } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Badge } from "@/design/badge";
import { Button, IconButton } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { NewToken } from "./new_token";

function useColumns(onRevoke: (token: Token) => void): Column<Token>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("token.name"),
      isTitle: true,
      sortBy: (token) => token.name,
      cell: (token) => <span className="font-medium">{token.name}</span>,
    },
    {
      id: "scopes",
      header: t("token.scopes"),
      cell: (token) => (
        <span className="flex flex-wrap gap-1">
          {token.scopes.map((scope) => (
            <Badge key={scope}>
              <span className="font-mono">{scope}</span>
            </Badge>
          ))}
        </span>
      ),
    },
    {
      id: "expires",
      header: t("token.expires"),
      sortBy: (token) => token.expires_at ?? "",
      cell: (token) => {
        if (!token.expires_at) return t("person.never");
        return Date.parse(token.expires_at) < Date.now() ? <Badge tone="danger">{t("token.expired")}</Badge> : format.date(token.expires_at);
      },
    },
    {
      id: "used",
      header: t("token.lastUsed"),
      sortBy: (token) => token.last_used_at ?? "",
      cell: (token) => <span className="text-ink-2">{token.last_used_at ? format.relative(token.last_used_at) : t("person.never")}</span>,
    },
    {
      id: "actions",
      header: t("ui.actions"),
      isQuiet: true,
      isNumber: true,
      cell: (token) => <IconButton size="small" label={t("token.revokeNamed", { name: token.name })} icon={<Trash2 aria-hidden className="size-4" />} onClick={() => onRevoke(token)} />,
    },
  ];
}

export function Tokens() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const query = useQuery(tokensQuery);
  const [isMaking, setIsMaking] = useState(false);
  const [doomed, setDoomed] = useState<Token | null>(null);
  const columns = useColumns(setDoomed);
  async function revoke() {
    if (!doomed) return;
    await api.delete("/tokens/{token}", { path: { token: doomed.id } });
    await client.invalidateQueries({ queryKey: ["tokens"] });
    say(t("token.revoked"));
  }
  const make = (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setIsMaking(true)}>
      {t("token.new")}
    </Button>
  );
  return (
    <Allowed permission="tokens.manage">
      <PageHeader title={t("nav.tokens")} description={t("token.text")} actions={query.data?.items.length ? make : null} />
      <Card isFlush>
        <DataTable
          caption={t("nav.tokens")}
          columns={columns}
          rows={query.data?.items}
          keyOf={(token) => token.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={
            <Empty icon={<KeyRound aria-hidden className="size-5" />} title={t("token.none")} action={make}>
              {t("token.noneText")}
            </Empty>
          }
        />
      </Card>
      <NewToken isOpen={isMaking} onOpenChange={setIsMaking} />
      <Confirm
        isOpen={doomed !== null}
        onOpenChange={() => setDoomed(null)}
        title={t("token.revokeTitle", { name: doomed?.name ?? "" })}
        text={t("token.revokeText")}
        action={t("token.revoke")}
        onConfirm={revoke}
      />
    </Allowed>
  );
}
