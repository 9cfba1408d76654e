// What people know and the search does not: the ways of changing the plan in the studio, each ticked by what its history says.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Check, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { changesQuery } from "@/api/studio_queries";
import type { Plan } from "@/api/types";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Card } from "@/design/page";
import { Footer } from "./steps";

const WAYS = [
  { name: "territories", tab: "territories", kinds: [] },
  { name: "move", tab: "units", kinds: ["edit", "proposal"] },
  { name: "optimise", tab: "optimise", kinds: ["offer"] },
  { name: "discuss", tab: "discussion", kinds: [] },
] as const;

export function AdjustStep({ plan, back, next }: { plan: Plan; back: string; next: string }) {
  const { t } = useTranslation();
  const changes = useInfiniteQuery(changesQuery(plan.id)).data?.pages.flatMap(({ items }) => items) ?? [];
  const isDoneBy = (kinds: readonly string[]) => changes.some(({ kind }) => kinds.includes(kind));
  return (
    <div className="flex flex-col gap-5">
      <Card isFlush title={t("guide.adjustTitle")} description={plan.state === "draft" ? t("guide.adjustText") : t("guide.adjustOver")}>
        <ul className="divide-y divide-line border-t border-line">
          {WAYS.map(({ name, tab, kinds }) => {
            const isDone = isDoneBy(kinds);
            return (
              <li key={name}>
                <Link to={`/plans/${plan.id}/studio?tab=${tab}&guide=1`} className="flex items-center gap-3.5 px-5 py-3 -outline-offset-2 hover:bg-surface-2">
                  <span className={cx("grid size-6 shrink-0 place-items-center rounded-full border", isDone ? "border-accent bg-accent text-accent-ink" : "border-line-strong")}>{isDone ? <Check aria-hidden className="size-3.5" strokeWidth={3} /> : null}</span>
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium">
                      {t(`guide.way.${name}`)}
                      {isDone ? <span className="sr-only"> ({t("guide.done")})</span> : null}
                    </span>
                    <span className="block text-sm text-ink-2">{t(`guide.wayText.${name}`)}</span>
                  </span>
                  <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
                </Link>
              </li>
            );
          })}
        </ul>
      </Card>
      <Footer back={back}>
        <Button asChild>
          <Link to={`/plans/${plan.id}/studio?guide=1`}>{t("guide.openStudio")}</Link>
        </Button>
        <Button asChild look="primary">
          <Link to={next}>{t("guide.toReview")}</Link>
        </Button>
      </Footer>
    </div>
  );
}
