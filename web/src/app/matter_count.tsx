// How many matters wait for whoever is signed in; and a word at once when somebody mentions them.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { mattersQuery } from "@/api/discussion_queries";
import { onMentioned } from "@/api/plan_events";
import { everyoneQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { cx } from "@/design/cx";
import { useToast } from "@/design/toast";

const COUNT_MAX = 99;

export function useMatterCount(): number {
  const may = useMay();
  return useQuery({ ...mattersQuery, enabled: may("plans.read") }).data?.count ?? 0;
}

export function MatterCount({ className }: { className?: string }) {
  const { t } = useTranslation();
  const count = useMatterCount();
  if (count === 0) return null;
  return (
    <span data-testid="matter-count" className={cx("tabular grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-xs font-semibold text-accent-ink", className)}>
      <span aria-hidden>{count > COUNT_MAX ? `${COUNT_MAX}+` : count}</span>
      <span className="sr-only">{t("matters.count", { count })}</span>
    </span>
  );
}

export function useTellMentions() {
  const { t } = useTranslation();
  const say = useToast();
  const client = useQueryClient();
  useEffect(
    () =>
      onMentioned(async ({ comment }) => {
        const list = await client.fetchQuery({ ...mattersQuery, staleTime: 0 }).catch(() => null);
        const people = await client.fetchQuery(everyoneQuery).catch(() => []);
        const matter = list?.items.find((one) => one.comment === comment);
        if (matter) say(t("matters.mentioned", { name: people.find(({ id }) => id === matter.by)?.name ?? t("matters.someone"), plan: matter.plan.name }));
      }),
    [client, say, t],
  );
}
