// The demand that is being made: what it asks and of what, what it would break, and then makes it.
import { X } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { Button, IconButton } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { ChangeEffect } from "../panel/effect";
import { useEdits } from "../use_edits";
import { type DemandDraft, demandsOf, frontier, refusedIn, replacedBy } from "./demands";
import { useCodes } from "./use_demand_texts";
import { useDemandPreview } from "./use_demand_preview";

const REASON_MAX = 1_000;
const PAIRS_SHOWN = 6;

function TerritoryField({ label, value, onChange }: { label: string; value: number | null; onChange: (index: number) => void }) {
  const { t } = useTranslation();
  const { board } = useStudio();
  return (
    <Field label={label}>
      <Combobox
        options={board.territories.map(({ index, name }) => ({ value: String(index), label: name }))}
        value={value === null ? "" : String(value)}
        placeholder={t("studio.moveToPlaceholder")}
        onChange={(next) => onChange(Number(next))}
      />
    </Field>
  );
}

// Which units or borders are meant.
function Meant({ draft }: { draft: DemandDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { units } = useStudio();
  const codes = useCodes();
  if (draft.kind !== "barrier") return <p className="tabular text-sm break-words">{codes(draft.places)}</p>;
  if (draft.pairs.length === 0) return null;
  const listed = draft.pairs.slice(0, PAIRS_SHOWN).map(([a, b]) => t("demands.pair", { unit: units.ids[a], other: units.ids[b] }));
  const more = draft.pairs.length - listed.length;
  return (
    <p className="tabular text-sm break-words">
      <span className="font-medium">{t("demands.borders", { count: draft.pairs.length, number: format.number(draft.pairs.length) })}</span>: {more > 0 ? t("studio.andMore", { codes: listed.join(", "), number: format.number(more) }) : listed.join(", ")}
    </p>
  );
}

// Refused by name: what stays can still be asked for.
function Refused({ problem, count, onWithout }: { problem: unknown; count: number; onWithout: (refused: number[]) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const refused = refusedIn(problem);
  if (refused.length === 0 || refused.length >= count || !(problem instanceof ApiProblem)) return <ProblemNote problem={problem} />;
  const counted = { count: refused.length, number: format.number(refused.length) };
  return (
    <div role="alert" className="rounded-md border border-line-strong/50 bg-warning-soft px-3.5 py-2.5 text-sm">
      <p className="font-semibold text-warning-text">{t("demands.refused", counted)}</p>
      <ul className="mt-1 max-h-32 list-disc space-y-0.5 overflow-y-auto pl-4.5 text-ink">
        {(problem.body.errors ?? []).map(({ pointer, message }) => (
          <li key={pointer} className="break-words">
            {message}
          </li>
        ))}
      </ul>
      <Button size="small" className="mt-2" onClick={() => onWithout(refused)}>
        {t("demands.goOn", counted)}
      </Button>
    </div>
  );
}

function Sides({ draft, onChange }: { draft: DemandDraft; onChange: (draft: DemandDraft) => void }) {
  const { t } = useTranslation();
  const { board, neighbours } = useStudio();
  if (!draft.along) return null;
  const [a, b] = draft.along;
  function choose(along: [number | null, number | null]) {
    const [one, other] = along;
    onChange({ ...draft, along, pairs: one !== null && other !== null && one !== other && neighbours ? frontier(board.of, [one, other], neighbours) : [] });
  }
  return (
    <div className="grid grid-cols-2 gap-3">
      <TerritoryField label={t("demands.oneSide")} value={a} onChange={(one) => choose([one, b])} />
      <TerritoryField label={t("demands.otherSide")} value={b} onChange={(other) => choose([a, other])} />
    </div>
  );
}

function useBlocked(draft: DemandDraft, count: number): string | false {
  const { t } = useTranslation();
  const { whyNot, neighbours } = useStudio();
  if (whyNot) return whyNot;
  if (count > 0) return false;
  if (draft.kind !== "barrier") return draft.places.length === 0 ? t("demands.need.forbid") : t("demands.chooseTerritory");
  if (!draft.along) return t("demands.noBorders");
  const [a, b] = draft.along;
  return a === null || b === null || a === b ? t("demands.chooseTwo") : neighbours ? t("demands.noFrontier") : t("studio.noNeighbours");
}

export function DemandForm({ draft }: { draft: DemandDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board, units, tolerances, actions, setDrafting } = useStudio();
  const { demand } = useEdits();
  const [reason, setReason] = useState("");
  const demands = useMemo(() => demandsOf(draft), [draft]);
  const replaced = useMemo(() => replacedBy(demands, board.demands), [demands, board.demands]);
  const preview = useDemandPreview(demands, replaced);
  const missing = useBlocked(draft, demands.length);
  const blocked = missing || (Boolean(preview.problem) && t("studio.notPossible"));
  const counted = { count: demands.length, number: format.number(demands.length) };
  function close() {
    setDrafting(null);
    setTimeout(() => document.querySelector<HTMLElement>("[data-testid=demand-menu]")?.focus(), 30);
  }
  return (
    <form
      data-testid="demand-form"
      tabIndex={-1}
      aria-label={t(`demands.ask.${draft.along ? "along" : draft.kind}`)}
      className="flex flex-col gap-3 rounded-md border border-accent px-3.5 py-3 outline-none"
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) void demand(preview.wish, demands, reason.trim()).then((isDone) => isDone && close());
      }}
    >
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold">{draft.kind === "barrier" && !draft.along ? t("demands.legend.barrier") : t(`demands.ask.${draft.along ? "along" : draft.kind}`)}</h2>
          <p className="text-sm text-ink-2">{t(`demands.askText.${draft.kind}`)}</p>
        </div>
        <IconButton size="small" className="-mt-1 -mr-1.5" label={t("ui.cancel")} icon={<X aria-hidden className="size-4" />} onClick={close} />
      </div>
      <Sides draft={draft} onChange={setDrafting} />
      <Meant draft={draft} />
      {draft.kind === "pin" || draft.kind === "forbid" ? <TerritoryField label={draft.kind === "pin" ? t("demands.pinFor") : t("demands.neverIn")} value={draft.territory} onChange={(territory) => setDrafting({ ...draft, territory })} /> : null}
      {replaced.map((one) => (
        <p key={one.territory} className="text-sm text-ink-2">
          {t("demands.replaces", { name: board.territories[one.territory ?? -1]?.name, unit: units.ids[one.units[0] ?? -1] })}
        </p>
      ))}
      <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
        {preview.isBusy ? <Skeleton className="h-10 w-full" /> : null}
        {preview.problem ? <Refused problem={preview.problem} count={demands.length} onWithout={(refused) => setDrafting({ ...draft, pairs: draft.pairs.filter((_, at) => !refused.includes(at)), places: draft.kind === "forbid" ? draft.places.filter((_, at) => !refused.includes(at)) : draft.places })} /> : null}
        {preview.change ? <ChangeEffect change={preview.change} tolerances={tolerances} /> : null}
      </div>
      <Field label={t("studio.reason")} optionalText={t("ui.optional")}>
        <Input value={reason} maxLength={REASON_MAX} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Button type="submit" look="primary" className="self-start" isBusy={actions.isBusy} disabledReason={blocked}>
        {draft.kind === "barrier" ? t("demands.make.barrier", counted) : t(`demands.make.${draft.kind}`)}
      </Button>
    </form>
  );
}
