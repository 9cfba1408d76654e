// Which pipeline a board opens with where nobody said so: the one with most open opportunities, of as many the first. Pure.
import type { Group, Pipeline } from "@/api/crm";

export function busiestOf(pipelines: Pipeline[], groups: Group[]): Pipeline | undefined {
  const counts = new Map(groups.map(({ value, count }) => [value, count]));
  const openIn = ({ key, stages }: Pipeline) => stages.reduce((sum, stage) => sum + (stage.outcome === "open" ? (counts.get(`${key}.${stage.key}`) ?? 0) : 0), 0);
  return pipelines.reduce<Pipeline | undefined>((best, one) => (best && openIn(best) >= openIn(one) ? best : one), undefined);
}
