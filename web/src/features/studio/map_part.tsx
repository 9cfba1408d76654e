// The map with what lies over it: what colours it, the legend, the card of the unit under the pointer, and what is being dragged.
import { ArrowRight } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Select } from "@/design/input";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useAfterPaint } from "@/lib/use_after_paint";
import type { Neighbours, UnitPair } from "@/unit_map/shared_borders";
import { demandKey } from "./board";
import { crossedAt } from "@/unit_map/layer_source";
import { useStudio } from "./context";
import { demandsAt, draftOf, joinedPairs } from "./demands/demands";
import { useDemandTexts } from "./demands/use_demand_texts";
import { useHovered } from "./hover";
import type { PlacedHome } from "./layers/homes";
import { useBubbleText } from "./layers/use_bubble_text";
import { Legend } from "./legend";
import type { Hands } from "./map/gestures";
import { type Colouring, colouringFrom, colouringKey } from "./paint";
import { Deviation } from "./deviation_bar";
import { Swatch } from "./panel/effect";
import { placesOfMoves, proposedFor } from "./proposals/moves";
import { ProposedNote } from "./proposals/proposed_note";
import { useOpenThreads } from "./use_talk";

const DEMANDS_SHOWN = 4;
const NO_PAIRS: UnitPair[] = [];
const NO_HOMES: PlacedHome[] = [];

const Canvas = lazy(() => import("./map/studio_canvas"));

function Tip() {
  const { t } = useTranslation();
  const format = useFormat();
  const { hover, units, board, tolerances, proposed, bubbles } = useStudio();
  const bubbleText = useBubbleText();
  const hovered = useHovered(hover);
  const { textAt } = useDemandTexts();
  const code = hovered === null ? undefined : units.ids[hovered];
  if (hovered === null || code === undefined) return null;
  const territory = board.territories[board.of[hovered] ?? -1];
  const goesTo = board.territories[(proposed ? proposedFor(proposed.moves, code) : undefined) ?? -1];
  return (
    <div data-testid="studio-tip" className="pointer-events-none absolute top-3 left-3 z-10 max-w-[calc(100%-5rem)] rounded-lg border border-line bg-surface/95 px-3 py-2 text-sm shadow-2">
      <p className="tabular font-semibold">
        {code}
        {board.locks[hovered] === 1 ? <span className="ml-2 font-normal text-ink-2">{t("studio.locked")}</span> : null}
      </p>
      {units.measures.map(({ name, values }) => (
        <p key={name} className="tabular">
          <span className="text-ink-2">{name}</span> {format.number(values[hovered] ?? 0)}
        </p>
      ))}
      {bubbles.is === "shown" ? (
        <p className="tabular">
          <span className="text-ink-2">{t(`studioLayers.bubbles.${bubbles.look.measure}`)}</span> {bubbleText(bubbles.look.measure, bubbles.look.values[hovered])}
        </p>
      ) : null}
      {territory ? (
        <p className="mt-1 flex items-center gap-1.5">
          <Swatch colour={territory.colour} />
          <span className="truncate">{territory.name}</span>
          {Object.entries(territory.deviations).slice(0, 1).map(([measure, value]) => (
            <Deviation key={measure} value={value} tolerance={tolerances[measure]} isPending={board.pending.has(territory.index)} />
          ))}
        </p>
      ) : null}
      {demandsAt(board.demands, hovered).slice(0, DEMANDS_SHOWN).map((demand) => (
        <p key={demandKey(demand)} className="mt-0.5 text-ink-2">
          {textAt(demand, hovered)}
        </p>
      ))}
      {goesTo ? (
        <p className="mt-0.5 flex items-center gap-1.5">
          <ArrowRight aria-hidden className="size-3 shrink-0 text-ink-3" />
          <span className="truncate">{t("proposals.proposedTo", { name: goesTo.name })}</span>
        </p>
      ) : null}
    </div>
  );
}

function ColourBy() {
  const { t } = useTranslation();
  const { units, board, colouring, setColouring } = useStudio();
  const deviations = Object.keys(board.totals.worst_deviation);
  const choices: [Colouring, string][] = [
    [{ by: "territory" }, t("plan.territory")],
    ...(deviations.length > 1 ? [[{ by: "deviation", measure: "*" }, t("studio.deviationAny")] as [Colouring, string]] : []),
    ...deviations.map((measure): [Colouring, string] => [{ by: "deviation", measure }, t("studio.deviationOf", { measure })]),
    ...units.measures.map(({ name }): [Colouring, string] => [{ by: "measure", measure: name }, name]),
    [{ by: "change" }, t("studio.changeSince")],
    ...(board.base ? [[{ by: "base" }, t("studio.changeFrom", { name: board.base.name })] as [Colouring, string]] : []),
  ];
  return (
    <Select
      aria-label={t("plan.colourBy")}
      value={colouringKey(colouring)}
      className="max-w-60 max-sm:max-w-44"
      options={choices.map(([one, label]) => ({ value: colouringKey(one), label }))}
      onValueChange={(key) => setColouring(colouringFrom(key))}
    />
  );
}

type Drag = { x: number; y: number; place: number | null } | null;

function DragCard({ drag }: { drag: Drag }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { selection, board } = useStudio();
  if (!drag) return null;
  const name = drag.place === null ? null : board.territories[board.of[drag.place] ?? -1]?.name;
  return (
    <div className="pointer-events-none absolute z-20 rounded-md bg-ink px-2.5 py-1.5 text-xs text-surface shadow-2" style={{ left: drag.x + 14, top: drag.y + 10 }}>
      {name ? t("studio.dragTo", { count: selection.count, number: format.number(selection.count), name }) : t("studio.dragNowhere")}
    </div>
  );
}

function useHands(onDrag: (drag: Drag) => void): Hands {
  const { tool, mode, units, board, selection, whyNot, whyNotPropose, select, hover, setTarget, setIsProposing, panel, setPanel, path, drafting, setDrafting } = useStudio();
  return {
    tool,
    mode,
    units,
    of: board.of,
    selection,
    mayMove: whyNot === null || whyNotPropose === null,
    onSelect: (places, next) => {
      select(places, next);
      if (places.length > 0 && next !== "remove" && (panel === "territories" || panel === "history" || (panel === "demands" && !drafting))) setPanel("selection");
    },
    onHover: hover.set,
    onDrag,
    // What it would do is told before it is done.
    onDrop: (place) => {
      setTarget(board.of[place] ?? null);
      if (whyNot !== null) setIsProposing(true);
      setPanel("selection");
      setTimeout(() => document.querySelector<HTMLElement>("[data-testid=move]")?.focus(), 50);
    },
    onLine: (line, next) => {
      const before = drafting?.kind === "barrier" && !drafting.along ? drafting.pairs : [];
      void crossedAt(path, line).then((found) => setDrafting(draftOf("barrier", { pairs: joinedPairs(before, found ?? [], next) })));
      setPanel("demands");
    },
  };
}

export function MapPart({ onNeighbours }: { onNeighbours: (found: Neighbours | null) => void }) {
  const { t } = useTranslation();
  const { plan, path, units, board, look, shownOf, selection, hover, sight, proposed, drafting, shown, bubbles, homes } = useStudio();
  const open = useOpenThreads(plan.id, board, units);
  const [drag, setDrag] = useState<Drag>(null);
  const hands = useHands(setDrag);
  const named = useMemo(() => board.territories.filter(({ units: count }) => count > 0), [board.territories]);
  const marks = useMemo(() => named.flatMap(({ index, centre }) => (centre && open.get(index) ? [{ index, ...centre, count: open.get(index) ?? 0 }] : [])), [named, open]);
  const moved = useMemo(() => (proposed ? placesOfMoves(proposed.moves, units) : []), [proposed, units]);
  const { demands, pending } = board;
  const unlocked = useMemo(() => new Uint8Array(units.ids.length), [units]);
  const locks = shown.demands ? board.locks : unlocked;
  const drawn = useAfterPaint(
    useMemo(() => ({ of: shownOf, territories: named, colours: look.colours, locks, marks, demands }), [shownOf, named, look.colours, locks, marks, demands]),
    pending.size > 0,
  );
  return (
    <div className="relative min-h-0 min-w-0 flex-1 bg-[var(--map-land)]">
      <Suspense fallback={<Skeleton className="size-full rounded-none" />}>
        <Canvas
          path={path}
          units={units}
          {...drawn}
          selection={selection}
          hover={hover}
          sight={sight}
          hasNames={shown.names}
          proposed={moved}
          drafted={drafting?.pairs ?? NO_PAIRS}
          hasDemands={shown.demands}
          bubbles={bubbles.is === "shown" ? bubbles.look : null}
          homes={shown.homes ? homes : NO_HOMES}
          label={t("studio.mapLabel", { count: units.ids.length })}
          hands={hands}
          onReady={onNeighbours}
        />
      </Suspense>
      <Tip />
      <DragCard drag={drag} />
      <div className="pointer-events-none absolute inset-x-3 bottom-3 z-10 flex flex-col items-start gap-2">
        <ProposedNote />
        <Legend />
        <div className="pointer-events-auto">
          <ColourBy />
        </div>
      </div>
    </div>
  );
}
