// Brings what another plan changed into this one: what it would do, where both changed the same units otherwise, and which side holds there.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { loose } from "@/api/client";
import type { NewMerge, PlanMerge, Side } from "@/api/studio";
import { planPath } from "@/api/studio_queries";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import type { Sight } from "../context";
import { ChangeEffect } from "../panel/effect";
import { boardQuery } from "../use_board";
import { CompareMap, coloursFor } from "./compare_map";
import { ConflictList, NameConflicts } from "./conflict_list";
import { usePair } from "./use_pair";

type Sides = ReadonlyMap<string, Side>;

const namesOf = (sides: Sides) => [...sides].map(([id, side]) => ({ id, side }));
const takeOf = (sides: Sides) => [...sides].map(([unit, side]) => ({ unit, side }));

// Asked anew whenever a side is chosen; without one for every conflict it says what is still open.
function useMerge(pair: ReturnType<typeof usePair>, sides: Sides, names: Sides) {
  const { own, other } = pair;
  const [take, take_names] = [takeOf(sides), namesOf(names)];
  const isChosen = take.length + take_names.length > 0;
  const first = useQuery({
    queryKey: ["plans", "merge", own, other],
    queryFn: ({ signal }) => loose.post<PlanMerge>(`${planPath}/merge`, { path: { plan: own }, body: { from: other, preview: true } satisfies NewMerge, signal }),
    enabled: other !== "",
    staleTime: 0,
    gcTime: 0,
  });
  const solved = useQuery({
    queryKey: ["plans", "merge", own, other, take, take_names],
    queryFn: ({ signal }) => loose.post<PlanMerge>(`${planPath}/merge`, { path: { plan: own }, body: { from: other, take, take_names, preview: true } satisfies NewMerge, signal }),
    enabled: first.data !== undefined && isChosen,
    placeholderData: (before) => before,
    gcTime: 0,
  });
  return { first, effect: isChosen ? solved : first };
}

interface MergeProps {
  pair: ReturnType<typeof usePair>;
  merge: PlanMerge;
  // With the sides chosen so far.
  effect: { data: PlanMerge | undefined; error: unknown };
  open: number;
  theirName: string;
  sides: Sides;
  names: Sides;
  onSides: (sides: Sides) => void;
  onNames: (sides: Sides) => void;
}

function Merge({ pair, merge, effect, open, theirName, sides, names, onSides, onNames }: MergeProps) {
  const { t } = useTranslation();
  const [sight, setSight] = useState<Sight | null>(null);
  const { units, board, plan } = pair;
  const { conflicts, name_conflicts } = merge;
  const moved = effect.data?.change.territory_of;
  const colours = useMemo(
    () => coloursFor(units?.ids.length ?? 0, (moved ?? []).map(([place]) => place), conflicts.filter(({ unit }) => !sides.has(units?.ids[unit] ?? "")).map(({ unit }) => unit)),
    [units, moved, conflicts, sides],
  );
  if (!units || !board || !plan) return <Skeleton className="h-96 w-full" />;
  const tolerances = Object.fromEntries((plan.request.balance ?? []).map(({ measure, tolerance }) => [measure, tolerance]));
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <CompareMap dataset={plan.dataset} units={units} board={board} colours={colours} moved={moved?.length ?? 0} conflicts={conflicts.length === 0 ? undefined : open} sight={sight} />
        {conflicts.length > 0 ? (
          <ConflictList
            conflicts={conflicts}
            idOf={(place) => units.ids[place] ?? ""}
            sides={sides}
            ourName={plan.name}
            theirName={theirName}
            onSides={onSides}
            onShow={(place) => setSight({ places: [place], wish: (sight?.wish ?? 0) + 1 })}
          />
        ) : null}
        {name_conflicts.length > 0 ? <NameConflicts conflicts={name_conflicts} sides={names} ourName={plan.name} theirName={theirName} onSides={onNames} /> : null}
      </div>
      <Card title={t("merge.effect")} description={t("merge.effectText")}>
        {effect.error ? <ProblemNote problem={effect.error} /> : effect.data ? <ChangeEffect change={effect.data.change} tolerances={tolerances} around={{ ids: units.ids, territories: board.territories }} /> : <Skeleton className="h-40 w-full" />}
      </Card>
    </div>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const pair = usePair("from");
  const { own, other, plan, units } = pair;
  const [sides, setSides] = useState<Sides>(new Map());
  const [names, setNames] = useState<Sides>(new Map());
  const { first, effect } = useMerge(pair, sides, names);
  const theirName = pair.plans?.find(({ id }) => id === other)?.name ?? "";
  const conflicts = first.data?.conflicts ?? [];
  const nameConflicts = first.data?.name_conflicts ?? [];
  const idOf = (place: number) => units?.ids[place] ?? "";
  const open = conflicts.filter(({ unit }) => !sides.has(idOf(unit))).length + nameConflicts.filter(({ id }) => !names.has(id)).length;
  const form = useSubmit(async () => {
    const merged = await loose.post<PlanMerge>(`${planPath}/merge`, { path: { plan: own }, body: { from: other, take: takeOf(sides), take_names: namesOf(names) } satisfies NewMerge });
    await client.invalidateQueries({ queryKey: ["plans"], refetchType: "none" });
    client.removeQueries({ queryKey: boardQuery(own).queryKey });
    say(t("merge.done", { count: merged.units_taken, number: format.number(merged.units_taken), name: theirName }));
    await navigate(`/plans/${own}/studio`);
  });
  if (pair.problem && !plan) return <ProblemNote problem={pair.problem} />;
  const isNothing = first.data !== undefined && first.data.units_taken === 0 && conflicts.length === 0 && nameConflicts.length === 0 && first.data.change.territory_of.length === 0;
  const reason = !first.data ? t("merge.wait") : isNothing ? t("merge.nothing") : open > 0 && t("merge.open", { count: open, number: format.number(open) });
  return (
    <>
      <PageHeader
        title={t("merge.title", { name: plan?.name ?? "" })}
        above={
          <Link to={`/plans/${own}/compare?with=${other}`} className="hover:underline">
            {t("merge.back")}
          </Link>
        }
        description={t("merge.text", { name: theirName })}
        actions={
          <Button look="primary" isBusy={form.isBusy} disabledReason={reason} onClick={() => void form.submit()}>
            {t("merge.merge")}
          </Button>
        }
      />
      <div className="flex flex-col gap-5">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        {first.error ? <ProblemNote problem={first.error} onRetry={() => void first.refetch()} /> : null}
        {isNothing ? <Card>{t("merge.nothing")}</Card> : null}
        {first.data && !isNothing ? (
          <Merge pair={pair} merge={first.data} effect={effect} open={open} theirName={theirName} sides={sides} names={names} onSides={setSides} onNames={setNames} />
        ) : first.isPending ? (
          <Skeleton className="h-96 w-full" />
        ) : null}
      </div>
    </>
  );
}

export function MergePage() {
  return (
    <Allowed permission="plans.manage">
      <Loaded />
    </Allowed>
  );
}
