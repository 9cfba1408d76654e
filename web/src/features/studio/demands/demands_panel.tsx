// All demands of the plan, by kind: found, shown on the map, given up; and new ones made.
import { Anchor, ScanSearch, TriangleAlert, X } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DEMAND_KINDS, type Demand, type DemandKind } from "@/api/studio";
import { Button, IconButton } from "@/design/button";
import { Empty } from "@/design/empty";
import { SearchInput } from "@/design/input";
import { useFormat } from "@/lib/format";
import { demandKey } from "../board";
import { useStudio } from "../context";
import { ConflictNote } from "../panel/conflict_note";
import { Swatch } from "../panel/effect";
import { useEdits } from "../use_edits";
import { DemandForm } from "./demand_form";
import { DemandMark } from "./demand_mark";
import { DemandMenu } from "./demand_menu";
import { isBroken } from "./demands";
import { useDemandTexts } from "./use_demand_texts";

const SHOWN = 30;

function Line({ demand, text }: { demand: Demand; text: string }) {
  const { t } = useTranslation();
  const { board, whyNot, mayEdit, show, select } = useStudio();
  const { release } = useEdits();
  const territory = board.territories[demand.territory ?? -1];
  return (
    <li className="flex items-center gap-2 py-1.5">
      {territory ? <Swatch colour={territory.colour} /> : null}
      <span className="tabular min-w-0 flex-1 text-sm break-words">
        {text}
        {isBroken(demand, board.of) ? (
          <span className="ml-2 inline-flex items-center gap-1 text-xs font-medium text-warning-text">
            <TriangleAlert aria-hidden className="size-3" />
            {t("demands.broken")}
          </span>
        ) : null}
      </span>
      <IconButton
        size="small"
        label={`${t("demands.zoom")}: ${text}`}
        icon={<ScanSearch aria-hidden className="size-4" />}
        onClick={() => {
          select(demand.units, "replace");
          show(demand.units);
        }}
      />
      {mayEdit ? <IconButton size="small" label={t("demands.removeOf", { text })} icon={<X aria-hidden className="size-4" />} disabledReason={whyNot ?? undefined} onClick={() => void release([demand])} /> : null}
    </li>
  );
}

function Group({ kind, demands, textOf }: { kind: DemandKind; demands: Demand[]; textOf: (demand: Demand) => string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board, whyNot, mayEdit } = useStudio();
  const { release } = useEdits();
  const [isWhole, setIsWhole] = useState(false);
  if (demands.length === 0) return null;
  const broken = demands.filter((one) => isBroken(one, board.of)).length;
  const counted = (count: number) => ({ count, number: format.number(count) });
  return (
    <section aria-label={t(`demands.kind.${kind}`)}>
      <div className="flex min-h-8 items-center gap-2 border-b border-line pb-1">
        <DemandMark kind={kind} />
        <h2 className="text-sm font-semibold">
          {t(`demands.kind.${kind}`)} <span className="tabular font-normal text-ink-2">{format.number(demands.length)}</span>
        </h2>
        {broken > 0 ? <span className="text-xs text-warning-text">{t("demands.brokenCount", counted(broken))}</span> : null}
        {mayEdit && demands.length > 1 ? (
          <Button size="small" look="ghost" className="-mr-2 ml-auto" disabledReason={whyNot ?? undefined} onClick={() => void release(demands)}>
            {t("demands.removeAll", counted(demands.length))}
          </Button>
        ) : null}
      </div>
      <ul className="divide-y divide-line">
        {(isWhole ? demands : demands.slice(0, SHOWN)).map((demand) => (
          <Line key={demandKey(demand)} demand={demand} text={textOf(demand)} />
        ))}
      </ul>
      {!isWhole && demands.length > SHOWN ? (
        <Button size="small" className="mt-1" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: demands.length })}
        </Button>
      ) : null}
    </section>
  );
}

// As long as the tool is at hand, what it does.
function DrawNote() {
  const { t } = useTranslation();
  const { tool, setTool } = useStudio();
  if (tool !== "barrier") return null;
  return (
    <p className="flex items-center justify-between gap-3 rounded-md bg-info-soft px-3 py-2 text-sm text-info-text">
      {t("demands.drawText")}
      <IconButton size="small" label={t("ui.close")} icon={<X aria-hidden className="size-4" />} onClick={() => setTool("click")} />
    </p>
  );
}

export function DemandsPanel() {
  const { t } = useTranslation();
  const { board, units, mayEdit, drafting } = useStudio();
  const { textOf } = useDemandTexts();
  const [typed, setTyped] = useState("");
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const rows = useMemo(
    () =>
      board.demands.filter((one) => {
        const text = `${textOf(one)} ${one.units.map((place) => units.ids[place]).join(" ")}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    [board.demands, board.territories, typed],
  );
  return (
    <div className="flex flex-col gap-4">
      <ConflictNote />
      {mayEdit ? (
        <div className="flex flex-wrap items-center gap-2">
          <DemandMenu label={t("demands.add")} />
          {board.demands.length > 0 ? <SearchInput label={t("demands.find")} value={typed} className="min-w-40 flex-1" onChange={(event) => setTyped(event.target.value)} /> : null}
        </div>
      ) : null}
      <DrawNote />
      {drafting ? <DemandForm key={`${drafting.kind} ${drafting.places[0] ?? ""}`} draft={drafting} /> : null}
      {board.demands.length === 0 && !drafting ? (
        <Empty className="py-8" icon={<Anchor aria-hidden className="size-5" />} title={t("demands.none")}>
          {mayEdit ? t("demands.noneText") : undefined}
        </Empty>
      ) : null}
      {board.demands.length > 0 ? <p className="text-xs text-ink-2">{t("demands.about")}</p> : null}
      {board.demands.length > 0 && rows.length === 0 ? <p className="text-sm text-ink-2">{t("demands.nothingFound")}</p> : null}
      {DEMAND_KINDS.map((kind) => (
        <Group key={kind} kind={kind} demands={rows.filter((one) => one.kind === kind)} textOf={textOf} />
      ))}
    </div>
  );
}
