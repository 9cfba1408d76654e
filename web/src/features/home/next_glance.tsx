// Whom to meet first, each with its strongest reason: how a rep's day begins.
import { useQuery } from "@tanstack/react-query";
import { Footprints, Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type NextItem, nextQuery } from "@/api/next";
import { ApiProblem } from "@/api/problem";
import { Badge } from "@/design/badge";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useReasonText } from "@/lib/use_reason_text";
import { SeeAll } from "./see_all";

const SHOWN = 5;
const TOO_MANY = "M131";

function Line({ item, rank }: { item: NextItem; rank: number }) {
  const { t } = useTranslation();
  const textOf = useReasonText();
  const reason = item.reasons[0];
  const Icon = item.suggest === "visit" ? Footprints : Phone;
  return (
    <li>
      <Link to={`/accounts/${item.account}`} className="group/line flex items-center gap-3.5 px-5 py-3 -outline-offset-2 hover:bg-surface-2">
        <span aria-hidden className="tabular w-4 shrink-0 text-right text-sm text-ink-3">
          {rank}
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
            <span className="min-w-0 font-medium break-words group-hover/line:underline">{item.name}</span>
            {item.kind === "new" ? <Badge tone="info">{t("next.kinds.new")}</Badge> : null}
          </span>
          <span className="block text-sm text-ink-2">{reason ? textOf(reason) : t("next.noReason")}</span>
        </span>
        <span className="flex shrink-0 items-center gap-1.5 text-sm font-medium text-accent-text">
          <Icon aria-hidden className="size-4" />
          {t(`next.suggest.${item.suggest}`)}
        </span>
      </Link>
    </li>
  );
}

export function NextGlance() {
  const { t } = useTranslation();
  const query = useQuery(nextQuery("both", "", SHOWN));
  const isTooMany = query.error instanceof ApiProblem && query.error.body.rule === TOO_MANY;
  const items = query.data?.items ?? [];
  return (
    <Card isFlush title={t("nav.next")} description={t("home.nextText")} actions={<SeeAll to="/next" of={t("nav.next")} />}>
      {query.error ? <div className="px-5 pb-4">{isTooMany ? <p className="text-ink-2">{t("home.chooseTerritory")}</p> : <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />}</div> : null}
      {query.isPending ? <Skeleton className="mx-5 mb-4 h-48" /> : null}
      {query.data && items.length === 0 ? <p className="px-5 pb-4 text-ink-3">{t("next.none")}</p> : null}
      {items.length > 0 ? (
        <ol className="divide-y divide-line border-t border-line">
          {items.map((item, index) => (
            <Line key={item.account} item={item} rank={index + 1} />
          ))}
        </ol>
      ) : null}
    </Card>
  );
}
