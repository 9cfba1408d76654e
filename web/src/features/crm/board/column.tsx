// A stage of the pipeline: how much is in it, and its cards.
import { useInfiniteQuery } from "@tanstack/react-query";
import type { PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { CrmRecord, Stage } from "@/api/crm";
import { recordPagesQuery } from "@/api/crm_queries";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { Card, type StageName } from "./card";
import { cardsOf, type Move, type Totals } from "./use_moves";

const CARDS_PER_PAGE = 30;

interface ColumnProps {
  id: string;
  stage: Stage;
  stages: StageName[];
  q: string;
  totals: Totals;
  moves: Move[];
  mayMove: boolean;
  dragged: string | null;
  isOver: boolean;
  focused: string | null;
  grabbed: { id: string; target: string } | null;
  onGrab: (record: CrmRecord, target: string | null, isDropped?: boolean) => void;
  onMove: (record: CrmRecord, stage: string) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>, record: CrmRecord, card: HTMLElement | null) => void;
}

export function Column(props: ColumnProps) {
  const { id, stage, stages, q, totals, moves, mayMove, dragged, isOver, focused, grabbed, onGrab, onMove, onPointerDown } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const query = useInfiniteQuery(recordPagesQuery("opportunity", { q: q || undefined, where: [{ field: "stage", is: "eq", value: id }], sort: "close_date" }, CARDS_PER_PAGE));
  const cards = cardsOf(id, query.data?.pages.flatMap(({ items }) => items) ?? [], moves);
  const count = format.number(totals.count);
  return (
    <section data-stage={id} aria-label={t("board.stage", { stage: stage.name, count })} className={cx("flex w-72 shrink-0 snap-start flex-col rounded-lg border max-sm:w-[82vw]", isOver ? "border-accent bg-accent-soft/60" : "border-line bg-surface-2/60")}>
      <div className="px-3.5 pt-3 pb-2">
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 truncate font-semibold">{stage.name}</h2>
          <span className="tabular rounded-full bg-surface-3 px-1.5 py-0.5 text-xs text-ink-2">{count}</span>
          {stage.outcome === "open" ? <span className="ml-auto text-xs whitespace-nowrap text-ink-3">{t("board.probability", { probability: stage.probability })}</span> : null}
          {stage.outcome === "won" ? <span className="ml-auto"><Badge tone="accent">{t("board.won")}</Badge></span> : null}
          {stage.outcome === "lost" ? <span className="ml-auto"><Badge>{t("board.lost")}</Badge></span> : null}
        </div>
        <p className="tabular mt-0.5 min-h-5 text-sm text-ink-2">{totals.sums.map(format.money).join(" + ")}</p>
      </div>
      {query.error && !query.data ? (
        <div className="px-2.5 pb-3">
          <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      <ul aria-label={stage.name} className="flex min-h-24 flex-1 flex-col gap-2 px-2.5 pb-3">
        {query.isPending ? <li><Skeleton className="h-20 w-full rounded-md" /></li> : null}
        {query.data && cards.length === 0 ? <li className="py-4 text-center text-sm text-ink-3">{t("board.empty")}</li> : null}
        {cards.map((record) => (
          <Card
            key={record.id}
            record={record}
            stages={stages}
            mayMove={mayMove}
            isDragged={dragged === record.id}
            isMoving={moves.some((move) => move.record.id === record.id)}
            isFocused={focused === record.id}
            target={grabbed?.id === record.id ? grabbed.target : null}
            onTarget={(target, isDropped) => onGrab(record, target, isDropped)}
            onMove={(to) => onMove(record, to)}
            onPointerDown={(event, card) => onPointerDown(event, record, card)}
          />
        ))}
        {query.hasNextPage ? (
          <li className="flex justify-center">
            <Button size="small" look="ghost" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("crm.more")}
            </Button>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
