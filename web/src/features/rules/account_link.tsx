// An account by its name, where only its id is known.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccountId, RecordId } from "@/api/crm";
import { recordQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Skeleton } from "@/design/progress";

const NAME_STALE_MS = 60_000;

export function useAccountName(id: AccountId): string | null | undefined {
  const may = useMay();
  const query = useQuery({ ...recordQuery("account", id as string as RecordId), enabled: may("crm.read"), retry: false, staleTime: NAME_STALE_MS });
  return query.data?.title ?? (query.error || !may("crm.read") ? null : undefined);
}

export function AccountName({ id }: { id: AccountId }) {
  const { t } = useTranslation();
  const name = useAccountName(id);
  if (name === undefined) return <Skeleton className="h-3.5 w-32" />;
  return name === null ? <span className="text-ink-3">{t("rules.hiddenAccount")}</span> : <>{name}</>;
}

export function AccountLink({ id }: { id: AccountId }) {
  const name = useAccountName(id);
  if (!name) return <AccountName id={id} />;
  return (
    <Link to={`/accounts/${id}`} className="font-medium break-words text-ink hover:underline">
      {name}
    </Link>
  );
}
