// Every territory with its figures, in step with the map: sorted, filtered, renamed, added; a click goes there.
import { ClipboardList, MessageSquare, MessageSquarePlus, MoreHorizontal, Plus, Search, Send, Tag, Ungroup } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardTerritory } from "@/api/studio";
import { Button, IconButton } from "@/design/button";
import { Empty } from "@/design/empty";
import { SearchInput } from "@/design/input";
import { Menu, MenuItem } from "@/design/menu";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { placesOfTerritory, worstIn } from "../board";
import { useStudio } from "../context";
import { Deviation, DeviationBar } from "../deviation_bar";
import { FactsCard } from "../facts/facts_card";
import { useOpenThreads } from "../use_talk";
import { Swatch } from "./effect";
import { NameDialog } from "./name_dialog";

const SHOWN_MAX = 60;
const LEAST_SCALE = 0.02;

function RowMenu({ territory, onRename }: { territory: BoardTerritory; onRename: () => void }) {
  const { t } = useTranslation();
  const { board, select, setPanel, setTarget, selection, mayEdit, whyNot, whyNotPropose, setIsProposing, setFactsOf } = useStudio();
  return (
    <Menu trigger={<IconButton size="small" label={t("studio.actionsOf", { name: territory.name })} icon={<MoreHorizontal aria-hidden className="size-4" />} />}>
      <MenuItem icon={<ClipboardList className="size-4" />} onSelect={() => setFactsOf(territory.index)}>
        {t("facts.open")}
      </MenuItem>
      <MenuItem icon={<Ungroup className="size-4" />} disabledReason={territory.units === 0 && t("studio.emptyTerritory")} onSelect={() => select(placesOfTerritory(board, territory.index), "replace")}>
        {t("studio.selectUnits")}
      </MenuItem>
      <MenuItem
        icon={<MessageSquarePlus className="size-4" />}
        disabledReason={territory.units === 0 && t("studio.emptyTerritory")}
        onSelect={() => {
          select(placesOfTerritory(board, territory.index), "replace");
          setPanel("discussion");
        }}
      >
        {t("talk.discuss")}
      </MenuItem>
      <MenuItem
        icon={<Send className="size-4" />}
        disabledReason={whyNotPropose ?? (selection.count === 0 && t("studio.nothingSelected"))}
        onSelect={() => {
          setTarget(territory.index);
          setIsProposing(true);
          setPanel("selection");
        }}
      >
        {t("proposals.proposeHere")}
      </MenuItem>
      {mayEdit ? (
        <>
          <MenuItem
            icon={<Search className="size-4" />}
            disabledReason={whyNot ?? (selection.count === 0 && t("studio.nothingSelected"))}
            onSelect={() => {
              setTarget(territory.index);
              setPanel("selection");
            }}
          >
            {t("studio.moveHere")}
          </MenuItem>
          <MenuItem icon={<Tag className="size-4" />} disabledReason={whyNot ?? undefined} onSelect={onRename}>
            {t("studio.rename")}
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}

function useColumns(scale: number, onRename: (territory: BoardTerritory) => void): Column<BoardTerritory>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, board, units, tolerances, show, select, setPanel } = useStudio();
  const open = useOpenThreads(plan.id, board, units);
  const isPending = (one: BoardTerritory) => board.pending.has(one.index);
  return [
    {
      id: "name",
      header: t("plan.territory"),
      isTitle: true,
      sortBy: (one) => one.index,
      cell: (one) => (
        <span className="flex min-w-24 items-center gap-2">
          <Swatch colour={one.colour} />
          <button type="button" className="min-w-0 text-left font-medium break-words hover:underline" onClick={() => show(placesOfTerritory(board, one.index))}>
            {one.name}
            <span className="sr-only">: {t("plan.showOnMap")}</span>
          </button>
          {open.get(one.index) ? (
            <button
              type="button"
              className="tabular inline-flex h-6 shrink-0 items-center gap-1 rounded-full bg-info-soft px-1.5 text-xs font-medium text-info-text hover:underline"
              onClick={() => {
                select(placesOfTerritory(board, one.index), "replace");
                setPanel("discussion");
              }}
            >
              <MessageSquare aria-hidden className="size-3" />
              {format.number(open.get(one.index) ?? 0)}
              <span className="sr-only">{t("talk.openThreads", { count: open.get(one.index) ?? 0, name: one.name })}</span>
            </button>
          ) : null}
        </span>
      ),
    },
    { id: "units", header: t("plan.units"), isNumber: true, sortBy: (one) => one.units, cell: (one) => format.number(one.units) },
    {
      id: "deviation",
      header: t("plan.deviation"),
      isNumber: true,
      sortBy: (one) => Math.abs(worstIn(one.deviations)?.value ?? 0),
      cell: (one) => (
        <span className="inline-flex flex-col gap-1.5">
          {Object.entries(one.deviations).map(([measure, value]) => (
            <span key={measure} title={measure} className="flex flex-col items-end gap-1 max-md:flex-row max-md:items-center">
              <span>
                <span className="sr-only">{measure} </span>
                <Deviation value={value} tolerance={tolerances[measure]} isPending={isPending(one)} />
              </span>
              <DeviationBar value={value} tolerance={tolerances[measure]} scale={scale} isPending={isPending(one)} />
            </span>
          ))}
        </span>
      ),
    },
    { id: "km", header: t("studio.km"), isNumber: true, sortBy: (one) => one.rms_km, cell: (one) => <span className={isPending(one) ? "opacity-50" : ""}>{format.number(Math.round(one.rms_km))}</span> },
    { id: "pieces", header: t("studio.pieces"), isNumber: true, sortBy: (one) => one.pieces, cell: (one) => <span className={one.pieces > 1 ? "font-medium text-danger-text" : isPending(one) ? "opacity-50" : ""}>{format.number(one.pieces)}</span> },
    { id: "menu", header: t("studio.actions"), isQuiet: true, cell: (one) => <RowMenu territory={one} onRename={() => onRename(one)} /> },
  ];
}

export function TerritoriesPanel() {
  const { board, factsOf, setFactsOf } = useStudio();
  return factsOf === null || !board.territories[factsOf] ? <Territories /> : <FactsCard index={factsOf} onBack={() => setFactsOf(null)} />;
}

function Territories() {
  const { t } = useTranslation();
  const { board, tolerances, mayEdit, whyNot } = useStudio();
  const [typed, setTyped] = useState("");
  const [named, setNamed] = useState<BoardTerritory | "new" | null>(null);
  const rows = useMemo(() => board.territories.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase())), [board.territories, typed]);
  const scale = useMemo(() => {
    const values = board.territories.filter(({ units }) => units > 0).map(({ deviations }) => Math.abs(worstIn(deviations)?.value ?? 0));
    const tolerance = Math.max(LEAST_SCALE, ...Object.values(tolerances));
    return Math.max(1.25 * tolerance, Math.min(3 * tolerance, ...[Math.max(0, ...values)]));
  }, [board.territories, tolerances]);
  const columns = useColumns(scale, setNamed);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-2">
        <SearchInput label={t("studio.filterTerritories")} value={typed} className="min-w-0 flex-1" onChange={(event) => setTyped(event.target.value)} />
        {mayEdit ? (
          <Button icon={<Plus aria-hidden className="size-4" />} disabledReason={whyNot ?? undefined} onClick={() => setNamed("new")}>
            {t("studio.addTerritory")}
          </Button>
        ) : null}
      </div>
      <div className="-mx-4 border-y border-line">
        <DataTable
          caption={t("plan.territories")}
          columns={columns}
          rows={rows}
          keyOf={({ index }) => String(index)}
          isDense
          shownMax={SHOWN_MAX}
          initialSort={{ id: "deviation", desc: true }}
          empty={<Empty className="py-8" title={t("ui.nothingMatches")} />}
        />
      </div>
      <NameDialog territory={named} onClose={() => setNamed(null)} />
    </div>
  );
}
