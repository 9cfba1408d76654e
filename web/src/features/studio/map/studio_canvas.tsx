// The drawing of a plan's units (MapLibre). Everything it shows and does, the table of units shows and does too.
import type { Map as MapLibre } from "maplibre-gl";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { BoardTerritory, Demand } from "@/api/studio";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { focusOfMiddles } from "@/unit_map/focus";
import { endLook, focusAt, neighboursAt, newLayerMap, prepareLayer, prepareWorkers, putLook } from "@/unit_map/layer_source";
import { unveil } from "@/unit_map/overlay";
import type { Neighbours, UnitPair } from "@/unit_map/shared_borders";
import { EVERYWHERE, useMap } from "@/unit_map/use_map";
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

// The map begins around units' middles. Areas at the edge are to be seen whole too: another look only where they are not, for it makes all tiles anew.
async function fitAreas(map: MapLibre, path: string) {
  const box = await focusAt(path);
  if (!box) return;
  const seen = map.getBounds();
  if (!seen.contains([box[0], box[1]]) || !seen.contains([box[2], box[3]])) map.fitBounds(box, { padding: PADDING, animate: false });
}

function useStudioMap(props: StudioCanvasProps) {
  const current = useRef(props);
  current.current = props;
  const { path } = props;
  return useMap<Begun>(path, async (life) => {
    const layer = newLayerMap(path);
    life.atEnd(() => endLook(layer));
    const { colours, of, units } = current.current;
    await prepareWorkers();
    await putLook(layer, { colours, of });
    const style = studioStyle({ layer, count: current.current.units.ids.length });
    const map = await life.make({ style, bounds: focusOfMiddles(units.lon, units.lat) ?? EVERYWHERE, padding: PADDING, isDrawnOn: true, isOnScrollingPage: !current.current.hands });
    if (!map) return;
    map.addImage("lock", lockImage());
    putSigns(map);
    await fitAreas(map, path);
    if (life.isOver()) return;
    unveil(map, style);
    const { hands } = current.current;
    if (hands) life.atEnd(listen(map, () => current.current.hands ?? hands));
    life.show({ map, layer, colours, of });
    life.ready();
    const neighbours = await neighboursAt(path);
    if (!life.isOver()) current.current.onReady(neighbours);
  });
}

export default function StudioCanvas(props: StudioCanvasProps) {
  const { t } = useTranslation();
  const { container, begun, state, again } = useStudioMap(props);
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
