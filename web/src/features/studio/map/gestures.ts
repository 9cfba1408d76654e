// What the pointer does on the studio's map: choosing by click, box, lasso and brush, and dragging what is selected onto another territory.
import type { Map as MapLibre, MapMouseEvent, MapTouchEvent, Point } from "maplibre-gl";
import { putOver } from "@/unit_map/overlay";
import type { Tool } from "../context";
import { inBox, inRing } from "../geometry";
import { isSelected, type Mode, type Selection } from "../selection";
import type { Units } from "../units";

export interface Hands {
  tool: Tool;
  mode: Mode;
  units: Units;
  of: Int32Array;
  selection: Selection;
  // Whether what is selected may be moved.
  mayMove: boolean;
  onSelect: (places: number[], mode: Mode) => void;
  onHover: (place: number | null) => void;
  // Onto which unit the selection is dragged, and where it is let go (null: nowhere).
  onDrag: (at: { x: number; y: number; place: number | null } | null) => void;
  onDrop: (place: number) => void;
  // A line was drawn over the map.
  onLine: (line: [number, number][], mode: Mode) => void;
}

type Pointer = MapMouseEvent | MapTouchEvent;
type Corner = [number, number];

const UNIT_LAYERS = ["areas", "points"];
// A drag shorter than this is a click.
const LEAST_PX = 5;
const BRUSH_PX = 4;
const STEP_PX = 4;

function placesNear(map: MapLibre, { x, y }: Point, reach: number): number[] {
  const features = map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: UNIT_LAYERS });
  return features.map(({ id }) => Number(id));
}
const placeAt = (map: MapLibre, point: Point): number | null => placesNear(map, point, 0)[0] ?? null;

// Shift adds, Alt takes away, whatever the mode is.
function modeOf(event: Pointer, mode: Mode): Mode {
  const { shiftKey, altKey } = event.originalEvent;
  return shiftKey ? "add" : altKey ? "remove" : mode;
}

function draw(map: MapLibre, ring: Corner[], isLine = false) {
  const first = ring[0];
  const geometry = isLine ? { type: "LineString" as const, coordinates: ring } : { type: "Polygon" as const, coordinates: first ? [[...ring, first]] : [] };
  const features = ring.length > 1 ? [{ type: "Feature" as const, properties: {}, geometry }] : [];
  putOver(map, "drawn", features);
}

interface Stroke {
  kind: Tool | "drag";
  mode: Mode;
  from: Point;
  last: Point;
  hasMoved: boolean;
  ring: Corner[];
}

function boxRing(map: MapLibre, { from, last }: Stroke): Corner[] {
  const corners: [number, number][] = [[from.x, from.y], [last.x, from.y], [last.x, last.y], [from.x, last.y]];
  return corners.map((corner) => map.unproject(corner).toArray() as Corner);
}

function inBoxOf(units: Units, ring: Corner[]): number[] {
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
  return inBox(units.points, { west: Math.min(...lons), east: Math.max(...lons), south: Math.min(...lats), north: Math.max(...lats) });
}

// Begins what a press means; null: the map is to be moved, or clicked.
function begun(map: MapLibre, event: Pointer, hands: Hands): Stroke | null {
  if ("points" in event && event.points.length > 1) return null;
  const { point } = event;
  const stroke = (kind: Stroke["kind"]): Stroke => ({ kind, mode: modeOf(event, hands.mode), from: point, last: point, hasMoved: false, ring: [event.lngLat.toArray() as Corner] });
  if (hands.tool !== "click") return stroke(hands.tool);
  const place = placeAt(map, point);
  const isHeld = place !== null && hands.mayMove && isSelected(hands.selection, place) && !event.originalEvent.shiftKey && !event.originalEvent.altKey;
  return isHeld ? stroke("drag") : null;
}

function carried(map: MapLibre, event: Pointer, stroke: Stroke, hands: Hands) {
  const { point } = event;
  if (Math.abs(point.x - stroke.from.x) + Math.abs(point.y - stroke.from.y) >= LEAST_PX) stroke.hasMoved = true;
  const isStep = Math.abs(point.x - stroke.last.x) + Math.abs(point.y - stroke.last.y) >= STEP_PX;
  if (!stroke.hasMoved || !isStep) return;
  stroke.last = point;
  if (stroke.kind === "drag") hands.onDrag({ x: point.x, y: point.y, place: placeAt(map, point) });
  if (stroke.kind === "box") draw(map, boxRing(map, stroke));
  if (stroke.kind === "lasso" || stroke.kind === "barrier") {
    stroke.ring.push(event.lngLat.toArray() as Corner);
    draw(map, stroke.ring, stroke.kind === "barrier");
  }
  if (stroke.kind === "paint") {
    hands.onSelect(placesNear(map, point, BRUSH_PX), stroke.mode === "remove" ? "remove" : "add");
  }
}

function ended(map: MapLibre, event: Pointer | null, stroke: Stroke, hands: Hands) {
  draw(map, []);
  if (stroke.kind === "drag") hands.onDrag(null);
  if (!event || !stroke.hasMoved) return;
  if (stroke.kind === "box") hands.onSelect(inBoxOf(hands.units, boxRing(map, stroke)), stroke.mode);
  if (stroke.kind === "lasso") hands.onSelect(inRing(hands.units.points, stroke.ring), stroke.mode);
  if (stroke.kind === "barrier") hands.onLine(stroke.ring, stroke.mode);
  const place = stroke.kind === "drag" ? placeAt(map, stroke.last) : null;
  if (place !== null) hands.onDrop(place);
}

function clicked(map: MapLibre, event: MapMouseEvent, hands: Hands) {
  if (hands.tool === "barrier") return;
  const place = placeAt(map, event.point);
  if (place === null) return hands.mode === "replace" && !event.originalEvent.shiftKey ? hands.onSelect([], "replace") : undefined;
  const isIn = isSelected(hands.selection, place);
  const mode = modeOf(event, hands.mode);
  if (hands.tool === "click" && mode === "add" && isIn) return hands.onSelect([place], "remove");
  const isAlone = isIn && hands.selection.count === 1;
  if (mode === "replace" && isAlone) return hands.onSelect([], "replace");
  hands.onSelect([place], mode);
}

// Every unit of the territory under the pointer.
function clickedTwice(map: MapLibre, event: MapMouseEvent, hands: Hands) {
  const place = placeAt(map, event.point);
  if (place === null) return;
  const wanted = hands.of[place];
  const places: number[] = [];
  for (let other = 0; other < hands.of.length; other++) if (hands.of[other] === wanted) places.push(other);
  hands.onSelect(places, modeOf(event, hands.mode));
}

// Listens until the map is removed; Escape gives up what is being drawn. Returns what stops listening to keys.
export function listen(map: MapLibre, hands: () => Hands): () => void {
  let stroke: Stroke | null = null;
  const begin = (event: Pointer) => {
    if ("button" in event.originalEvent && event.originalEvent.button !== 0) return;
    stroke = begun(map, event, hands());
    if (!stroke) return draw(map, []);
    event.preventDefault();
    if (stroke.kind === "paint" && stroke.mode === "replace") hands().onSelect([], "replace");
  };
  const carry = (event: Pointer) => {
    if (stroke) carried(map, event, stroke, hands());
    else if (!("points" in event)) {
      const place = placeAt(map, event.point);
      map.getCanvas().style.cursor = hands().tool === "click" ? (place === null ? "" : "pointer") : "crosshair";
      hands().onHover(place);
    }
  };
  const end = (event: Pointer | null) => {
    const one = stroke;
    stroke = null;
    if (one) ended(map, event, one, hands());
  };
  map.on("mousedown", begin);
  map.on("touchstart", begin);
  map.on("mousemove", carry);
  map.on("touchmove", carry);
  map.on("mouseup", end);
  map.on("touchend", end);
  map.on("touchcancel", () => end(null));
  map.on("mouseout", () => hands().onHover(null));
  map.on("click", (event) => clicked(map, event, hands()));
  map.on("dblclick", (event) => clickedTwice(map, event, hands()));
  const away = (event: KeyboardEvent) => event.key === "Escape" && stroke && end(null);
  // Let go outside the map.
  const up = (event: MouseEvent) => !map.getCanvasContainer().contains(event.target as Node) && end(null);
  window.addEventListener("keydown", away);
  window.addEventListener("mouseup", up);
  return () => {
    window.removeEventListener("keydown", away);
    window.removeEventListener("mouseup", up);
  };
}
