// One position: who holds it from when to when, and which territories it serves.
import { useQuery } from "@tanstack/react-query";
import { Armchair, MapPinPlus, Pencil, Unlink } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { assignmentsQuery, treeQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { idFrom, type Position, type PositionId, type TerritoryId } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Badge } from "@/design/badge";
import { Button, IconButton } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { AsOf, dayQuery, useDay } from "./as_of";
import { Assign, Unassign } from "./assign_form";
import { PositionForm, Seat } from "./position_forms";
import { Spans } from "./spans";
import { covers, holdersOf, type Span, type Tie, tiesOf } from "./timeline";
import { treeOf } from "@/lib/territory_tree";
import { usePersonName, usePositions } from "./use_names";

type What = "seat" | "assign" | "change" | null;

function Actions({ onAct }: { onAct: (what: What) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const mayNot = !may("territories.manage") && t("alignment.mayNot");
  return (
    <>
      <Button icon={<Pencil aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => onAct("change")}>
        {t("alignment.change")}
      </Button>
      <Button icon={<MapPinPlus aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => onAct("assign")}>
        {t("alignment.giveTerritory")}
      </Button>
      <Button look="primary" icon={<Armchair aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => onAct("seat")}>
        {t("alignment.seat")}
      </Button>
    </>
  );
}

function Served({ position, ties, day }: { position: Position; ties: Span<Tie>[]; day: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const tree = useQuery(treeQuery(day)).data;
  const names = useMemo(() => new Map((tree ?? []).map((one) => [one.id as TerritoryId, one.name])), [tree]);
  const [ending, setEnding] = useState<Tie | null>(null);
  const nameOf = (tie: Tie) => names.get(tie.territory) ?? t("alignment.notInTree");
  const endButton = (span: Span<Tie>) =>
    may("territories.manage") && covers(span, day) ? (
      <IconButton size="small" label={t("alignment.takeAway", { name: nameOf(span.value) })} icon={<Unlink aria-hidden className="size-4" />} onClick={() => setEnding(span.value)} />
    ) : null;
  return (
    <Card title={t("nav.territories")} description={t("alignment.servesText")}>
      <Spans label={t("nav.territories")} spans={ties} day={day} empty={t("alignment.servesNothing")} actionOf={endButton}>
        {(tie) => (
          <span className="flex flex-wrap items-center gap-2">
            <Link to={`/territories/${tie.territory}${dayQuery(day)}`} className="font-medium hover:underline">
              {nameOf(tie)}
            </Link>
            {tie.part === "overlay" ? <Badge tone="info">{t("alignment.parts.overlay")}</Badge> : null}
          </span>
        )}
      </Spans>
      {ending ? <Unassign position={position.id} territory={ending.territory} name={position.title} day={day} onClose={() => setEnding(null)} /> : null}
    </Card>
  );
}

function Loaded({ position, day }: { position: Position; day: string }) {
  const { t } = useTranslation();
  const nameOf = usePersonName();
  const { isToday, setDay } = useDay();
  const query = useQuery(assignmentsQuery);
  const list = useQuery(treeQuery(day)).data;
  const [what, setWhat] = useState<What>(null);
  const close = () => setWhat(null);
  const holders = useMemo(() => holdersOf(query.data ?? [], position.id), [query.data, position.id]);
  const ties = useMemo(() => tiesOf(query.data ?? [], { position: position.id }), [query.data, position.id]);
  const above = (
    <Link to={`/positions${dayQuery(day)}`} className="hover:underline">
      {t("nav.positions")}
    </Link>
  );
  return (
    <>
      <PageHeader title={position.title} above={above} badge={<Badge>{t(`alignment.kinds.${position.kind}`)}</Badge>} actions={<Actions onAct={setWhat} />} />
      <div className="mb-4 flex justify-end">
        <AsOf day={day} isToday={isToday} onChange={setDay} />
      </div>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-48 w-full" /> : null}
      {query.data ? (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Card title={t("alignment.holders")} description={t("alignment.holdersText")}>
            <Spans label={t("alignment.holders")} spans={holders} day={day} empty={t("alignment.neverHeld")}>
              {(person) => (person ? <span className="font-medium">{nameOf(person)}</span> : <span className="text-ink-2">{t("alignment.vacant")}</span>)}
            </Spans>
          </Card>
          <Served position={position} ties={ties} day={day} />
        </div>
      ) : null}
      {what === "seat" ? <Seat position={position} day={day} onClose={close} /> : null}
      {what === "change" ? <PositionForm position={position} onClose={close} /> : null}
      {what === "assign" ? <Assign tree={treeOf(list ?? [])} positions={[position]} labelOf={(one) => one.title} position={position} day={day} onClose={close} /> : null}
    </>
  );
}

export function PositionPage() {
  const { t } = useTranslation();
  const id = idFrom<PositionId>(useParams()["position"]);
  const { day } = useDay();
  const { byId, query } = usePositions(day);
  const position = byId.get(id);
  return (
    <Allowed permission="territories.read">
      {position ? (
        <Loaded position={position} day={day} />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <>
          <h1 className="sr-only">{t("alignment.positionNotThere")}</h1>
          <Empty
            title={t("alignment.positionNotThere")}
            action={
              <Button asChild>
                <Link to="/positions">{t("alignment.toPositions")}</Link>
              </Button>
            }
          >
            {t("alignment.positionNotThereText")}
          </Empty>
        </>
      ) : (
        <Skeleton className="h-48 w-full" />
      )}
    </Allowed>
  );
}
