// One pipeline: its name and its stages in their order, changed here and saved as a whole.
import { useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import type { Outcome, Pipeline } from "@/api/crm";
import { Button, IconButton } from "@/design/button";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import { bodyOf, draftOf, mistakeOf, moved, type PipelineDraft, type StageDraft, STAGES_MAX } from "./keys";

const OUTCOMES: Outcome[] = ["open", "won", "lost"];

interface StageRowProps {
  stage: StageDraft;
  index: number;
  count: number;
  onChange: (change: Partial<StageDraft>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

function StageRow({ stage, index, count, onChange, onMove, onRemove }: StageRowProps) {
  const { t } = useTranslation();
  const name = stage.name.trim() || t("crmSettings.newStage");
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 py-2.5 sm:grid-cols-[minmax(0,1fr)_6.5rem_9rem_auto]">
      <Input aria-label={t("crmSettings.stageName", { number: index + 1 })} value={stage.name} autoComplete="off" onChange={(event) => onChange({ name: event.target.value })} className="max-sm:col-span-2" />
      <Input aria-label={t("crmSettings.probability", { stage: name })} inputMode="numeric" value={stage.probability} suffix="%" onChange={(event) => onChange({ probability: event.target.value })} className="tabular" />
      <Select aria-label={t("crmSettings.outcome", { stage: name })} value={stage.outcome} options={OUTCOMES.map((value) => ({ value, label: t(`crmSettings.outcomes.${value}`) }))} onValueChange={(value) => onChange({ outcome: OUTCOMES.find((one) => one === value) ?? "open" })} />
      <div className="flex max-sm:col-span-2">
        <IconButton id={`up-${stage.id}`} label={t("crmSettings.up", { stage: name })} disabledReason={index === 0 && t("crmSettings.isFirst")} icon={<ArrowUp aria-hidden className="size-4" />} onClick={() => onMove(-1)} />
        <IconButton id={`down-${stage.id}`} label={t("crmSettings.down", { stage: name })} disabledReason={index === count - 1 && t("crmSettings.isLast")} icon={<ArrowDown aria-hidden className="size-4" />} onClick={() => onMove(1)} />
        <IconButton label={t("crmSettings.remove", { stage: name })} icon={<Trash2 aria-hidden className="size-4" />} onClick={onRemove} />
      </div>
    </li>
  );
}

// `isNew`: not on the server yet.
export function PipelineCard({ pipeline, isNew = false, onDone }: { pipeline: Pipeline; isNew?: boolean; onDone?: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [draft, setDraft] = useState<PipelineDraft>(() => draftOf(pipeline));
  const [count, setCount] = useState(0);
  const { stages } = draft;
  const form = useSubmit(async () => {
    await loose.put("/pipelines/{key}", { path: { key: pipeline.key }, version: isNew ? undefined : pipeline.version, body: bodyOf(draft) });
    await client.invalidateQueries({ queryKey: ["crm"] });
    say(t("crmSettings.saved", { name: draft.name.trim() }));
    onDone?.();
  });
  const setStages = (next: StageDraft[]) => setDraft({ ...draft, stages: next });
  const mistake = mistakeOf(draft);
  const isSame = !isNew && JSON.stringify(draft) === JSON.stringify(draftOf(pipeline));
  function move(index: number, by: number) {
    const id = stages[index]?.id ?? "";
    setStages(moved(stages, index, by));
    // The button keeps the focus where the stage has gone.
    setTimeout(() => document.getElementById(`${by < 0 ? "up" : "down"}-${id}`)?.focus());
  }
  function add() {
    const id = `new-${pipeline.key}-${count}`;
    setCount(count + 1);
    // Before the ends, where a new stage nearly always belongs.
    const at = stages.findIndex(({ outcome }) => outcome !== "open");
    const place = at < 0 ? stages.length : at;
    setStages([...stages.slice(0, place), { id, key: "", name: "", probability: "50", outcome: "open" }, ...stages.slice(place)]);
  }
  return (
    <Card>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-4">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Field label={t("crmSettings.pipelineName")} error={form.errors["name"]} className="sm:max-w-80">
          <Input value={draft.name} autoComplete="off" onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
        </Field>
        <div>
          <div aria-hidden className="grid grid-cols-[minmax(0,1fr)_6.5rem_9rem_6.75rem] gap-2 text-xs font-medium text-ink-3 max-sm:hidden">
            <span>{t("crmSettings.head.stage")}</span>
            <span>{t("crmSettings.head.probability")}</span>
            <span>{t("crmSettings.head.outcome")}</span>
          </div>
          <ol aria-label={t("crmSettings.stages")} className="divide-y divide-line sm:divide-y-0 sm:[&>li]:py-1.5">
            {stages.map((stage, index) => (
              <StageRow
                key={stage.id}
                stage={stage}
                index={index}
                count={stages.length}
                onChange={(change) => setStages(stages.map((one) => (one.id === stage.id ? { ...one, ...change } : one)))}
                onMove={(by) => move(index, by)}
                onRemove={() => setStages(stages.filter(({ id }) => id !== stage.id))}
              />
            ))}
          </ol>
        </div>
        <div className="flex flex-wrap justify-between gap-2">
          <Button icon={<Plus aria-hidden className="size-4" />} onClick={add}>
            {t("crmSettings.addStage")}
          </Button>
          <div className="flex gap-2">
            {isSame ? null : <Button onClick={() => (isNew ? onDone?.() : setDraft(draftOf(pipeline)))}>{t("ui.discard")}</Button>}
            <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={isSame ? t("ui.nothingChanged") : mistake && t(`crmSettings.${mistake}`, { count: STAGES_MAX })}>
              {t("ui.save")}
            </Button>
          </div>
        </div>
      </form>
    </Card>
  );
}
