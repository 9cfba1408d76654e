// The studio: a plan edited on its map and in its tables, by mouse and by keyboard alone.
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { planQuery } from "@/api/queries";
import { datasetMapUrl, datasetUnitsQuery } from "@/api/studio_queries";
import { idFrom, type Plan, type PlanId } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button, IconButton } from "@/design/button";
import { cx } from "@/design/cx";
import { Empty } from "@/design/empty";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { PANELS, type PanelName, StudioContext } from "./context";
import { DemandsPanel } from "./demands/demands_panel";
import { GuideNote } from "./guide/guide_note";
import { MapPart } from "./map_part";
import { HistoryPanel } from "./panel/history_panel";
import { OptimisePanel } from "./panel/optimise_panel";
import { PanelTabs } from "./panel/panel_tabs";
import { SelectionPanel } from "./panel/selection_panel";
import { TerritoriesPanel } from "./panel/territories_panel";
import { UnitsGrid } from "./panel/units_grid";
import { ProposalsPanel } from "./proposals/proposals_panel";
import { DiscussionPanel } from "./talk/discussion_panel";
import { Toolbar } from "./toolbar";
import { TopBar } from "./top_bar";
import { type Units, unitsFrom } from "./units";
import { type BoardActions, useBoard } from "./use_board";
import type { BoardState } from "./board";
import { useEdits } from "./use_edits";
import { useStudioKeys } from "./use_keys";
import { useStudioParts, useTellOther } from "./use_studio";

const focusOn = (selector: string) => setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus(), 30);

function Panel({ name, onMoved }: { name: PanelName; onMoved: () => void }) {
  if (name === "selection") return <SelectionPanel onMoved={onMoved} />;
  if (name === "units") return <UnitsGrid />;
  if (name === "territories") return <TerritoriesPanel />;
  if (name === "demands") return <DemandsPanel />;
  if (name === "discussion") return <DiscussionPanel />;
  if (name === "proposals") return <ProposalsPanel />;
  return name === "history" ? <HistoryPanel /> : <OptimisePanel />;
}

interface OpenedProps {
  plan: Plan;
  units: Units;
  board: BoardState;
  actions: BoardActions;
}

// Keys, which need what the context holds.
function Keys({ root, isBack, studio }: { root: { current: HTMLElement | null }; isBack: { current: boolean }; studio: ReturnType<typeof useStudioParts> }) {
  const { lock, undo, redo } = useEdits();
  const { selection, board, panel, setPanel, setSelection, whyNot, whyNotPropose, setIsProposing } = studio;
  useStudioKeys(root, {
    move: () => {
      if (selection.count === 0) return;
      isBack.current = panel === "units";
      setPanel("selection");
      if (whyNot && !whyNotPropose) setIsProposing(true);
      focusOn("[data-testid=move-to] input");
    },
    lock: () => {
      if (whyNot || selection.count === 0) return;
      const isAllLocked = selection.flags.every((flag, place) => flag === 0 || board.locks[place] === 1);
      void lock(!isAllLocked);
    },
    undo: () => !whyNot && board.undo && void undo(),
    redo: () => !whyNot && board.redo && void redo(),
    clear: () => setSelection({ flags: new Uint8Array(selection.flags.length), count: 0 }),
    units: () => {
      setPanel("units");
      focusOn("[data-testid=units-grid]");
    },
  });
  return null;
}

function Opened(props: OpenedProps) {
  const { t } = useTranslation();
  const { onNeighbours, ...studio } = useStudioParts(props);
  const [isTall, setIsTall] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  // Whether a move, once done, leads back to the units from which it was begun.
  const isBack = useRef(false);
  const { plan, panel, setPanel } = studio;
  useEffect(() => {
    document.title = `${plan.name} · ${t("studio.title")} · Bailiwick`;
  }, [plan.name, t]);
  function onMoved() {
    if (!isBack.current) return;
    isBack.current = false;
    setPanel("units");
    focusOn("[data-testid=units-grid]");
  }
  const tabs = PANELS.map((name) => ({ name, label: t(`studio.tabs.${name}`) }));
  return (
    <StudioContext value={studio}>
      <Keys root={root} isBack={isBack} studio={{ ...studio, onNeighbours }} />
      <div ref={root} data-testid="studio" data-workbench className="flex h-[calc(100dvh-4.25rem-env(safe-area-inset-bottom))] min-h-0 flex-col md:h-dvh">
        <TopBar />
        <GuideNote />
        <div className="flex min-h-0 flex-1 flex-col md:flex-row">
          <div className={cx("flex min-h-0 min-w-0 flex-col md:h-auto md:flex-1 md:flex-row", isTall ? "h-[24%]" : "h-[52%]")}>
            <Toolbar />
            <MapPart onNeighbours={onNeighbours} />
          </div>
          <aside aria-label={t("studio.panel")} className="flex min-h-0 flex-1 flex-col border-line bg-surface max-md:rounded-t-xl max-md:border-t max-md:shadow-2 md:w-[25rem] xl:w-[34.5rem] md:flex-none md:border-l">
            <div className="flex items-center border-b border-line">
              <PanelTabs tabs={tabs} value={panel} onChange={setPanel} />
              <IconButton size="small" className="mr-2 md:hidden" label={isTall ? t("studio.smaller") : t("studio.larger")} icon={isTall ? <ChevronDown aria-hidden className="size-4" /> : <ChevronUp aria-hidden className="size-4" />} onClick={() => setIsTall(!isTall)} />
            </div>
            <div id={`studio-panel-${panel}`} role="tabpanel" tabIndex={panel === "units" ? -1 : 0} aria-labelledby={`studio-tab-${panel}`} className="min-h-0 flex-1 overflow-y-auto p-4 focus-visible:-outline-offset-2">
              <Panel name={panel} onMoved={onMoved} />
            </div>
          </aside>
        </div>
      </div>
    </StudioContext>
  );
}

function NotYet({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  return (
    <div className="p-6">
      <h1 className="text-2xl font-semibold">{plan.name}</h1>
      <Empty
        title={t("studio.notYet")}
        action={
          <Button asChild>
            <Link to={`/plans/${plan.id}`}>{t("studio.toPlan")}</Link>
          </Button>
        }
      >
        {t("studio.notYetText")}
      </Empty>
    </div>
  );
}

function Loaded({ plan }: { plan: Plan }) {
  const tell = useTellOther(plan.id);
  // The map is fetched and decoded while the units and the board are.
  useEffect(() => void import("./map/studio_canvas").then(({ prepareLayer }) => prepareLayer(datasetMapUrl(plan.dataset))).catch(() => {}), [plan.dataset]);
  const data = useQuery(datasetUnitsQuery(plan.dataset));
  const { query, actions } = useBoard(plan.id, (event) => void tell(event));
  const units = useMemo(() => (data.data ? unitsFrom(data.data) : null), [data.data]);
  const problem = query.data ? data.error : (query.error ?? data.error);
  if (units && query.data) return <Opened plan={plan} units={units} board={query.data} actions={actions} />;
  return (
    <div className="flex flex-col gap-4 p-6">
      <h1 className="text-2xl font-semibold">{plan.name}</h1>
      {problem ? <ProblemNote problem={problem} onRetry={() => void (query.error ? query.refetch() : data.refetch())} /> : <Skeleton className="h-[70dvh] w-full" />}
    </div>
  );
}

export function StudioPage() {
  const query = useQuery(planQuery(idFrom<PlanId>(useParams()["plan"])));
  return (
    <Allowed permission="plans.read">
      {query.data ? (
        query.data.territory_count === 0 ? (
          <NotYet plan={query.data} />
        ) : (
          <Loaded key={query.data.id} plan={query.data} />
        )
      ) : query.error ? (
        <div className="p-6">
          <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : (
        <Skeleton className="m-6 h-[70dvh]" />
      )}
    </Allowed>
  );
}
