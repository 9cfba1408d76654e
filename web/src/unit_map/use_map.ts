// How a map of the app begins and ends (MapLibre): made around what it shows, veiled until its tiles are there, removed with whatever was begun for it.
import "./map_library";
import { type LngLatBoundsLike, Map as MapLibre, NavigationControl, type StyleSpecification } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { veiled } from "./overlay";

// Where a map of nothing begins.
export const EVERYWHERE: [number, number, number, number] = [-180, -60, 180, 75];

export interface MapLook {
  style: StyleSpecification;
  bounds: LngLatBoundsLike | undefined;
  padding: number;
  fadeMs?: number;
  // A press, a drag and a double press are for drawing, not for zooming.
  isDrawnOn?: boolean;
  // On a page that scrolls, scrolling zooms only once the map was clicked.
  isOnScrollingPage?: boolean;
}

function newMap(container: HTMLElement, { style, bounds, padding, fadeMs = 0, isDrawnOn = false, isOnScrollingPage = true }: MapLook): MapLibre {
  const map = new MapLibre({
    container,
    style: veiled(style),
    bounds,
    fitBoundsOptions: { padding },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    boxZoom: !isDrawnOn,
    doubleClickZoom: !isDrawnOn,
    fadeDuration: fadeMs,
  });
  map.touchZoomRotate.disableRotation();
  if (isOnScrollingPage) {
    map.scrollZoom.disable();
    map.on("click", () => map.scrollZoom.enable());
  }
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  return map;
}

export type MapState = "drawing" | "ready" | "failed" | "broken"; // broken: no WebGL

// What the beginning of a map is given.
export interface MapLife<Begun> {
  isOver: () => boolean;
  // The map once it is loaded; null where the page went meanwhile, or has no WebGL. `onMade` hears of it before.
  make: (look: MapLook, onMade?: (map: MapLibre) => void) => Promise<MapLibre | null>;
  show: (begun: Begun) => void;
  ready: () => void;
  // Done when the map ends, the last first.
  atEnd: (undo: () => void) => void;
}

// `begin` as it is when `key` changes, or the map is tried again.
export function useMap<Begun>(key: string, begin: (life: MapLife<Begun>) => Promise<void>) {
  const container = useRef<HTMLDivElement>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [state, setState] = useState<MapState>("drawing");
  const [attempt, setAttempt] = useState(0);
  const current = useRef(begin);
  current.current = begin;
  useEffect(() => {
    let isOver = false;
    const ends: (() => void)[] = [];
    async function make(look: MapLook, onMade?: (map: MapLibre) => void): Promise<MapLibre | null> {
      if (isOver || !container.current) return null;
      let map: MapLibre;
      try {
        map = newMap(container.current, look);
      } catch {
        setState("broken");
        return null;
      }
      ends.push(() => map.remove());
      map.on("error", () => setState("failed"));
      onMade?.(map);
      await map.once("load");
      return isOver ? null : map;
    }
    setState("drawing");
    void current.current({ isOver: () => isOver, make, show: (made) => setBegun(() => made), ready: () => setState("ready"), atEnd: (undo) => ends.push(undo) });
    return () => {
      isOver = true;
      setBegun(null);
      for (const undo of ends.reverse()) undo();
    };
  }, [key, attempt]);
  return { container, begun, state, again: () => setAttempt(attempt + 1) };
}
