// Keys made of names, and what a pipeline's form holds. Pure.
import type { Outcome, Pipeline, Stage } from "@/api/crm";

export const FIELDS_MAX = 100;
export const STAGES_MAX = 20;
const KEY_MAX = 40;

export const isKey = (text: string) => /^[a-z][a-z0-9_]{0,39}$/.test(text);

// "Budget-houder (€)" -> "budget_houder"; another number behind it while it is taken.
export function keyOf(name: string, taken: string[] = []): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[_0-9]+|_+$/g, "").slice(0, KEY_MAX - 3);
  const base = plain || "field";
  let key = base;
  for (let number = 2; taken.includes(key); number++) key = `${base}_${number}`;
  return key;
}

export interface StageDraft {
  // Of its own in the form; a new stage has no key yet.
  id: string;
  key: string;
  name: string;
  probability: string;
  outcome: Outcome;
}
export interface PipelineDraft {
  name: string;
  stages: StageDraft[];
}

export function draftOf(pipeline: Pipeline): PipelineDraft {
  return { name: pipeline.name, stages: pipeline.stages.map((stage) => ({ ...stage, id: stage.key, probability: String(stage.probability) })) };
}

export type PipelineMistake = "fillInPipeline" | "noStages" | "fillInStages" | "badProbability" | "noOutcome" | "stagesFull";

export function mistakeOf({ name, stages }: PipelineDraft): PipelineMistake | undefined {
  if (!name.trim()) return "fillInPipeline";
  if (stages.length === 0) return "noStages";
  if (stages.some((stage) => !stage.name.trim())) return "fillInStages";
  if (stages.some(({ probability }) => !/^\d{1,3}$/.test(probability.trim()) || Number(probability) > 100)) return "badProbability";
  if (stages.length > STAGES_MAX) return "stagesFull";
  // Without these nobody could tell what became of an opportunity.
  if ((["open", "won", "lost"] as const).some((outcome) => !stages.some((stage) => stage.outcome === outcome))) return "noOutcome";
  return undefined;
}

// Keys of stages that are there stay, so that opportunities stay where they are.
export function bodyOf({ name, stages }: PipelineDraft): { name: string; stages: Stage[] } {
  const keys = stages.map(({ key }) => key).filter(Boolean);
  return {
    name: name.trim(),
    stages: stages.map((stage) => {
      const key = stage.key || keyOf(stage.name, keys);
      if (!stage.key) keys.push(key);
      return { key, name: stage.name.trim(), probability: Number(stage.probability), outcome: stage.outcome };
    }),
  };
}

export function moved<T>(items: T[], index: number, by: number): T[] {
  const next = [...items];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(index + by, 0, item);
  return next;
}
