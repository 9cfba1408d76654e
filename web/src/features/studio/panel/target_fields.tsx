// Where the selection is to go, and what that would do: of a move and of a proposal.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useStudio } from "../context";
import { beside, byTerritory } from "../selection";
import { ChangeEffect, Swatch } from "./effect";
import type { Preview } from "./use_preview";

const NEAR_SHOWN = 4;

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

export function TargetFields({ label, preview }: { label: string; preview: Preview }) {
  const { t } = useTranslation();
  const { board, target, setTarget, tolerances } = useStudio();
  const targets = useTargets();
  const nameOf = (index: number) => board.territories[index]?.name ?? "";
  return (
    <>
      <div data-testid="move-to">
        <Field label={label}>
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
    </>
  );
}
