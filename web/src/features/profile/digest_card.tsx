// Whether open matters come by mail, and how often. What is chosen holds at once.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Digest, DIGEST_RHYTHMS, digestQuery, putDigest } from "@/api/digest";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";

function Choice({ digest }: { digest: Digest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const say = useToast();
  const choosing = useMutation({
    mutationFn: putDigest,
    onSuccess: (chosen) => {
      client.setQueryData(digestQuery.queryKey, chosen);
      say(t("ui.saved"));
    },
  });
  const rhythm = choosing.isPending ? choosing.variables : digest.rhythm;
  return (
    <div className="flex flex-col gap-3">
      {choosing.error ? <ProblemNote problem={choosing.error} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span>{t("digest.rhythm")}</span>
        <Segmented label={t("digest.rhythm")} value={rhythm} onChange={(value) => choosing.mutate(value)} options={DIGEST_RHYTHMS.map((value) => ({ value, label: t(`digest.rhythms.${value}`) }))} />
      </div>
      <p className="text-sm text-ink-2">
        {t(`digest.text.${rhythm}`)}
        {digest.next_at && digest.is_mail_sent && rhythm === digest.rhythm ? ` ${t("digest.next", { when: format.dateTime(digest.next_at) })}` : null}
      </p>
      {digest.is_mail_sent ? null : (
        <p role="note" className="rounded-md bg-info-soft px-3 py-2 text-sm text-info-text">
          {t("digest.noServer")}
        </p>
      )}
    </div>
  );
}

export function DigestCard() {
  const { t } = useTranslation();
  const query = useQuery(digestQuery);
  return (
    <Card title={t("digest.card")} description={t("digest.cardText")}>
      {query.data ? <Choice digest={query.data} /> : query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton className="h-16" />}
    </Card>
  );
}
