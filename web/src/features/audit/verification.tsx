// Whether the chain of entries is whole: every entry carries the hash of the one before it.
import { useQuery } from "@tanstack/react-query";
import { RotateCw, ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { auditVerificationQuery } from "@/api/queries";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";

export function Verification() {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(auditVerificationQuery);
  if (query.error) {
    return (
      <div className="mb-5">
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (!query.data) return <Skeleton className="mb-5 h-16 w-full" />;
  const { is_intact, entries, first_fault } = query.data;
  const Icon = is_intact ? ShieldCheck : ShieldAlert;
  return (
    <div
      role="status"
      className={cx(
        "mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-4 py-3",
        is_intact ? "border-accent/25 bg-accent-soft text-accent-text" : "border-danger/40 bg-danger-soft text-danger-text",
      )}
    >
      <Icon aria-hidden className="size-6 shrink-0" />
      <div className="min-w-52 flex-1">
        <p className="font-semibold">{is_intact ? t("audit.intact") : t("audit.broken")}</p>
        <p className="text-sm text-ink-2">
          {is_intact ? t("audit.intactText", { count: entries, number: format.number(entries) }) : t("audit.brokenText", { number: first_fault?.number, message: first_fault?.message })}
        </p>
      </div>
      <Button size="small" isBusy={query.isFetching} icon={<RotateCw aria-hidden className="size-3.5" />} onClick={() => void query.refetch()}>
        {t("audit.verify")}
      </Button>
    </div>
  );
}
