// The drawing of a plan's units (MapLibre). Everything it shows and does, the table of units shows and does too.
import "@/unit_map/map_library";
import { Map as MapLibre, NavigationControl, type StyleSpecification } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardTerritory, Demand } from "@/api/studio";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { focusOfMiddles } from "@/unit_map/focus";
import { endLook, focusAt, neighboursAt, newLayerMap, prepareLayer, prepareWorkers, putLook } from "@/unit_map/layer_source";
import { unveil, veiled } from "@/unit_map/overlay";
import type { Neighbours, UnitPair } from "@/unit_map/shared_borders";
import type { Sight } from "../context";
import type { Hover } from "../hover";
import type { PlacedHome } from "../layers/homes";
import type { UnitValues } from "../layers/match";
import type { Selection } from "../selection";
import type { Units } from "../units";
import { putSigns } from "./demand_layers";
import { type Hands, listen } from "./gestures";
import { lockImage, studioStyle } from "./studio_style";
import { useBubbleShapes, useHomeSigns } from "./own_layers";
import { useDemands } from "./use_demands";
import { type Begun, type Mark, useBorders, useHoveredShape, useMarks, useNames, useOutline, useOutlineOf, useSight, useTheme, useUnitState } from "./use_map_changes";

export { prepareLayer };

export interface StudioCanvasProps {
  path: string;
  units: Units;
  of: Int32Array;
  territories: BoardTerritory[];
  colours: Int8Array;
  locks: Uint8Array | null;
  selection: Selection;
  hover: Hover;
  sight: Sight | null;
  hasNames: boolean;
  // Open threads, and the units of a proposal that is looked at.
  marks?: Mark[];
  proposed?: number[];
  demands?: Demand[];
  // Borders that are being asked for as barriers.
  drafted?: UnitPair[];
  hasDemands?: boolean;
  // The values of units as bubbles, and where people's days begin.
  bubbles?: UnitValues | null;
  homes?: PlacedHome[];
  label: string;
  hands: Hands | null;
  onReady: (neighbours: Neighbours | null) => void;
}

const PADDING = 24;
const NO_MARKS: Mark[] = [];
const NO_PLACES: number[] = [];
const NO_DEMANDS: Demand[] = [];
const NO_PAIRS: UnitPair[] = [];
const NO_HOMES: PlacedHome[] = [];

const EVERYWHERE: [number, number, number, number] = [-180, -60, 180, 75];

function make(container: HTMLElement, style: StyleSpecification, { units, hands }: StudioCanvasProps): MapLibre {
  const map = new MapLibre({
    container,
    style: veiled(style),
    bounds: focusOfMiddles(units.lon, units.lat) ?? EVERYWHERE,
    fitBoundsOptions: { padding: PADDING },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    boxZoom: false,
    doubleClickZoom: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  // On a page that scrolls, scrolling zooms once the map was clicked.
  if (!hands) {
    map.scrollZoom.disable();
    map.on("click", () => map.scrollZoom.enable());
  }
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  return map;
}

// The map begins around units' middles. Areas at the edge are to be seen whole too: another look only where they are not, for it makes all tiles anew.
async function fitAreas(map: MapLibre, path: string) {
  const box = await focusAt(path);
  if (!box) return;
  const seen = map.getBounds();
  if (!seen.contains([box[0], box[1]]) || !seen.contains([box[2], box[3]])) map.fitBounds(box, { padding: PADDING, animate: false });
}

type State = "drawing" | "ready" | "failed" | "broken";

function useMap(props: StudioCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [state, setState] = useState<State>("drawing");
  const [attempt, setAttempt] = useState(0);
  const current = useRef(props);
  current.current = props;
  const { path } = props;
  useEffect(() => {
    let made: MapLibre | undefined;
    let stop: (() => void) | undefined;
    let isOver = false;
    const layer = newLayerMap(path);
    async function begin() {
      const { colours, of } = current.current;
      await prepareWorkers();
      await putLook(layer, { colours, of });
      if (isOver || !container.current) return;
      const style = studioStyle({ layer, count: current.current.units.ids.length });
      try {
        made = make(container.current, style, current.current);
      } catch {
        return setState("broken");
      }
      made.on("error", () => setState("failed"));
      await made.once("load");
      if (isOver) return;
      made.addImage("lock", lockImage());
      putSigns(made);
      await fitAreas(made, path);
      if (isOver) return;
      unveil(made, style);
      if (current.current.hands) {
        const { hands } = current.current;
        stop = listen(made, () => current.current.hands ?? hands);
      }
      setBegun({ map: made, layer, colours, of });
      setState("ready");
      const neighbours = await neighboursAt(path);
      if (!isOver) current.current.onReady(neighbours);
    }
    setState("drawing");
    void begin();
    return () => {
      isOver = true;
      stop?.();
      setBegun(null);
      made?.remove();
      endLook(layer);
    };
  }, [path, attempt]);
  return { container, begun, state, again: () => setAttempt(attempt + 1) };
}

export default function StudioCanvas(props: StudioCanvasProps) {
  const { t } = useTranslation();
  const { container, begun, state, again } = useMap(props);
  const map = begun?.map ?? null;
  const { path, units, of, colours, locks, selection, hover, sight, territories, hasNames, marks = NO_MARKS, proposed = NO_PLACES, demands = NO_DEMANDS, drafted = NO_PAIRS, hasDemands = true, bubbles = null, homes = NO_HOMES } = props;
  useUnitState(begun, "colour", colours);
  useUnitState(begun, "chosen", selection.flags);
  useUnitState(begun, "locked", locks);
  useBorders(begun, of);
  useDemands(map, path, { demands, drafted, isShown: hasDemands, territories, units });
  useOutline(map, path, selection);
  useHoveredShape(map, path, hover);
  useBubbleShapes(map, units, bubbles);
  useHomeSigns(map, homes);
  useNames(map, territories, hasNames, marks);
  useMarks(map, marks);
  useOutlineOf(map, path, "proposed", proposed);
  useSight(map, units, sight);
  useTheme(begun, units.ids.length);

  if (state === "broken") return <p className="p-6 text-ink-2">{t("studio.noWebgl")}</p>;
  return (
    <>
      {state === "drawing" ? (
        <p role="status" className="pointer-events-none absolute inset-0 z-10 grid place-items-center text-sm text-ink-2">
          {t("plan.drawing")}
        </p>
      ) : null}
      {state === "failed" ? (
        <div role="alert" className="absolute inset-0 z-10 grid place-content-center justify-items-center gap-3 bg-surface/80 p-6 text-center">
          <p className="font-medium">{t("layerMap.failed")}</p>
          <Button onClick={again}>{t("ui.tryAgain")}</Button>
        </div>
      ) : null}
      {/* Not seen before all of it is there: a page waits for each picture of a map that is seen. */}
      <div ref={container} role="application" aria-label={props.label} data-testid="studio-map" data-ready={state === "ready" ? "yes" : "no"} className={cx("size-full", state === "drawing" && "invisible")} />
    </>
  );
}
