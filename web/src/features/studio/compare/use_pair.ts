// Two plans of one data set: what a page that compares or merges them needs.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import { planQuery } from "@/api/queries";
import { allPlansQuery, datasetUnitsQuery } from "@/api/studio_queries";
import { idFrom, type PlanId } from "@/api/types";
import { unitsFrom } from "../units";
import { boardQuery } from "../use_board";

export function usePair(name: "with" | "from") {
  const own = idFrom<PlanId>(useParams()["plan"]);
  const [params, setParams] = useSearchParams();
  const other = idFrom<PlanId>(params.get(name) ?? "");
  const plan = useQuery(planQuery(own));
  const plans = useQuery(allPlansQuery);
  const dataset = plan.data?.dataset ?? "";
  const data = useQuery({ ...datasetUnitsQuery(dataset), enabled: dataset !== "" });
  const board = useQuery(boardQuery(own));
  const units = useMemo(() => (data.data ? unitsFrom(data.data) : null), [data.data]);
  // Those that can be compared at all.
  const others = useMemo(() => (plans.data ?? []).filter((one) => one.id !== own && one.dataset === dataset && one.territory_count > 0), [plans.data, own, dataset]);
  return {
    own, other, plan: plan.data, plans: plans.data, others, units, board: board.data,
    problem: plan.error ?? board.error ?? data.error ?? plans.error,
    setOther: (id: string) => setParams({ [name]: id }, { replace: true }),
  };
}
