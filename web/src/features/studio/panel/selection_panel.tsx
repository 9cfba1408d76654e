// What is selected, with its figures, and what can be done with it.
import { House, Lock, LockOpen, Maximize2, MessageSquarePlus, MousePointerClick, ScanSearch, Send } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { DemandMenu } from "../demands/demand_menu";
import { HomeButton } from "../layers/home_dialog";
import { byTerritory, grown, placesOf } from "../selection";
import { ProposeForm } from "../proposals/propose_form";
import { useEdits } from "../use_edits";
import { ConflictNote } from "./conflict_note";
import { Swatch } from "./effect";
import { MoveForm } from "./move_form";

const TERRITORIES_SHOWN = 6;
const CODES_SHOWN = 8;

function Figures({ places }: { places: number[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { units, board, selection, setFactsOf, setPanel } = useStudio();
  const sums = useMemo(() => units.measures.map(({ name, values }) => ({ name, sum: places.reduce((all, place) => all + (values[place] ?? 0), 0), whole: values.reduce((all, value) => all + value, 0) })), [units, places]);
  const own = useMemo(() => byTerritory(selection, board.of), [selection, board.of]);
  const locked = places.filter((place) => board.locks[place] === 1).length;
  const codes = places.slice(0, CODES_SHOWN).map((place) => units.ids[place]).join(", ");
  return (
    <div>
      <p className="tabular text-sm break-words text-ink-2">{places.length > CODES_SHOWN ? t("studio.andMore", { codes, number: format.number(places.length - CODES_SHOWN) }) : codes}</p>
      <dl className="tabular mt-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 text-sm">
        {sums.map(({ name, sum, whole }) => (
          <div key={name} className="contents">
            <dt className="truncate text-ink-2">{name}</dt>
            <dd className="text-right">
              {format.number(sum)} <span className="text-ink-2">{t("studio.shareOfAll", { share: format.percent(whole > 0 ? sum / whole : 0) })}</span>
            </dd>
          </div>
        ))}
        {locked > 0 ? (
          <div className="contents">
            <dt className="text-ink-2">{t("studio.lockedOfThem")}</dt>
            <dd className="text-right">{format.number(locked)}</dd>
          </div>
        ) : null}
      </dl>
      <ul aria-label={t("studio.inTerritories")} className="mt-2.5 flex flex-col gap-1 text-sm">
        {own.slice(0, TERRITORIES_SHOWN).map(({ index, units: count }) => (
          <li key={index} className="flex items-center gap-2">
            <Swatch colour={board.territories[index]?.colour ?? 0} />
            <button
              type="button"
              className="min-w-0 truncate text-left hover:underline"
              onClick={() => {
                setFactsOf(index);
                setPanel("territories");
              }}
            >
              {board.territories[index]?.name ?? ""}
              <span className="sr-only">: {t("facts.open")}</span>
            </button>
            <span className="tabular ml-auto text-ink-2">{t("design.unitCount", { count, number: format.number(count) })}</span>
          </li>
        ))}
        {own.length > TERRITORIES_SHOWN ? <li className="text-ink-2">{t("studio.moreTerritories", { count: own.length - TERRITORIES_SHOWN })}</li> : null}
      </ul>
    </div>
  );
}

function Doing({ places }: { places: number[] }) {
  const { t } = useTranslation();
  const { board, whyNot, mayEdit, neighbours, selection, setSelection, show, setPanel, isProposing, setIsProposing, whyNotPropose } = useStudio();
  const { lock } = useEdits();
  const hasLocked = places.some((place) => board.locks[place] === 1);
  const hasFree = places.some((place) => board.locks[place] !== 1);
  return (
    <div className="flex flex-wrap gap-2">
      {mayEdit ? (
        <>
          <Button size="small" icon={<Lock aria-hidden className="size-3.5" />} disabledReason={whyNot ?? (!hasFree && t("studio.allLocked"))} onClick={() => void lock(true)}>
            {t("studio.lock")}
          </Button>
          <Button size="small" icon={<LockOpen aria-hidden className="size-3.5" />} disabledReason={whyNot ?? (!hasLocked && t("studio.noneLocked"))} onClick={() => void lock(false)}>
            {t("studio.unlock")}
          </Button>
          <DemandMenu label={t("demands.menu")} />
          <HomeButton places={places} icon={<House aria-hidden className="size-3.5" />} />
        </>
      ) : null}
      <Button size="small" icon={<ScanSearch aria-hidden className="size-3.5" />} onClick={() => show(places)}>
        {t("studio.zoom")}
      </Button>
      <Button size="small" icon={<Maximize2 aria-hidden className="size-3.5" />} disabledReason={!neighbours && t("studio.noNeighbours")} onClick={() => neighbours && setSelection(grown(selection, neighbours))}>
        {t("studio.grow")}
      </Button>
      <Button size="small" icon={<MessageSquarePlus aria-hidden className="size-3.5" />} onClick={() => setPanel("discussion")}>
        {t("talk.discuss")}
      </Button>
      <Button
        size="small"
        look={mayEdit ? "secondary" : "primary"}
        icon={<Send aria-hidden className="size-3.5" />}
        aria-expanded={isProposing}
        disabledReason={whyNotPropose ?? undefined}
        onClick={() => {
          setIsProposing(!isProposing);
          if (!isProposing) setTimeout(() => document.querySelector<HTMLElement>("[data-testid=move-to] input")?.focus(), 30);
        }}
      >
        {t("proposals.proposeAsk")}
      </Button>
    </div>
  );
}

export function SelectionPanel({ onMoved }: { onMoved: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { selection, mayEdit, whyNot, isProposing, setPanel, select } = useStudio();
  const places = useMemo(() => placesOf(selection), [selection]);
  return (
    <div className="flex flex-col gap-4">
      <ConflictNote />
      {places.length === 0 ? (
        <Empty
          className="py-8"
          icon={<MousePointerClick aria-hidden className="size-5" />}
          title={t("studio.nothingSelected")}
          action={
            <Button size="small" onClick={() => setPanel("units")}>
              {t("studio.toUnits")}
            </Button>
          }
        >
          {t("studio.nothingSelectedText")}
        </Empty>
      ) : (
        <>
          <div className="flex items-baseline justify-between gap-3">
            <h2 className="tabular text-lg font-semibold">{t("studio.selectedUnits", { count: places.length, number: format.number(places.length) })}</h2>
            <Button size="small" look="ghost" className="-my-1" onClick={() => select([], "replace")}>
              {t("studio.clear")}
            </Button>
          </div>
          <Figures places={places} />
          <Doing places={places} />
          {isProposing ? <ProposeForm /> : mayEdit ? whyNot ? <p className="rounded-md bg-surface-2 px-3 py-2.5 text-sm text-ink-2">{whyNot}</p> : <MoveForm onDone={onMoved} /> : null}
        </>
      )}
    </div>
  );
}
