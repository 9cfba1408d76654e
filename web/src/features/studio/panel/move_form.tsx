// Moves the selection: where to, what that would do, and then does it.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { beside, byTerritory, placesOf } from "../selection";
import { useEdits } from "../use_edits";
import { ChangeEffect, Swatch } from "./effect";
import { usePreview } from "./use_preview";

const NEAR_SHOWN = 4;
const REASON_MAX = 1_000;

// Where the selection may go, what lies beside it first.
function useTargets() {
  const { board, selection, neighbours } = useStudio();
  return useMemo(() => {
    const near = neighbours ? beside(selection, board.of, neighbours) : [];
    const own = byTerritory(selection, board.of);
    const only = own.length === 1 ? own[0]?.index : undefined;
    const isNear = new Set(near);
    const rest = board.territories.map(({ index }) => index).filter((index) => index !== only && !isNear.has(index));
    return { near, all: [...near, ...rest] };
  }, [board.of, board.territories, selection, neighbours]);
}

export function MoveForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board, selection, target, setTarget, tolerances, actions } = useStudio();
  const { move } = useEdits();
  const targets = useTargets();
  const preview = usePreview();
  const [reason, setReason] = useState("");
  const count = useMemo(() => placesOf(selection).filter((place) => board.of[place] !== target).length, [selection, board.of, target]);
  const nameOf = (index: number) => board.territories[index]?.name ?? "";
  const blocked = target === null ? t("studio.chooseTarget") : count === 0 ? t("studio.thereAlready") : Boolean(preview.problem) && t("studio.notPossible");
  return (
    <form
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked || target === null) return;
        void move(target, reason.trim()).then((isDone) => {
          if (!isDone) return;
          setReason("");
          onDone();
        });
      }}
    >
      <div data-testid="move-to">
        <Field label={t("studio.moveTo")}>
          <Combobox
            options={targets.all.map((index) => ({ value: String(index), label: nameOf(index) }))}
            value={target === null ? "" : String(target)}
            placeholder={t("studio.moveToPlaceholder")}
            onChange={(value) => setTarget(Number(value))}
          />
        </Field>
      </div>
      {targets.near.length > 0 ? (
        <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label={t("studio.besides")}>
          {targets.near.slice(0, NEAR_SHOWN).map((index) => (
            <Button key={index} size="small" aria-pressed={target === index} className="aria-pressed:border-accent aria-pressed:bg-accent-soft" icon={<Swatch colour={board.territories[index]?.colour ?? 0} />} onClick={() => setTarget(index)}>
              {nameOf(index)}
            </Button>
          ))}
        </div>
      ) : null}
      <div aria-live="polite" className="flex flex-col gap-3">
        {preview.isBusy ? <Skeleton className="h-24 w-full" /> : null}
        {preview.problem ? <ProblemNote problem={preview.problem} /> : null}
        {preview.change ? <ChangeEffect change={preview.change} tolerances={tolerances} /> : null}
      </div>
      {target === null ? null : (
        <Field label={t("studio.reason")} optionalText={t("ui.optional")}>
          <Input value={reason} maxLength={REASON_MAX} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
      <div className="sticky -bottom-4 -mx-4 -mb-4 border-t border-line bg-surface px-4 py-3">
        <Button type="submit" look="primary" data-testid="move" isBusy={actions.isBusy} disabledReason={blocked} className="max-w-full">
          <span className="min-w-0 truncate">{target === null ? t("studio.move") : t("studio.moveCount", { count, number: format.number(count), name: nameOf(target) })}</span>
        </Button>
      </div>
    </form>
  );
}
