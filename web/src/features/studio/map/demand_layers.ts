// How demands are drawn over the map of the studio: signs, links and thick borders, told apart by shape before colour.
import type { Map as MapLibre, StyleSpecification } from "maplibre-gl";
import { NEIGHBOURS, token } from "@/plan_map/palette";

type Layer = StyleSpecification["layers"][number];
export const DEMAND_SOURCES = ["barriers", "links", "signs", "drafted"];

// Signs of one unit stand side by side.
const STEP = 17;
const OFFSETS = [0, 1, 2, 3].map((slot) => [slot, ["literal", [slot * STEP, 0]]]).flat();

// A wall with light ticks; links dashed; signs on top.
export function demandLayers(): Layer[] {
  const [ink, surface, accent] = [token("--map-text"), token("--surface"), token("--accent-text")];
  const line = (id: string, source: string, paint: object, cap: "round" | "butt" = "round"): Layer => ({ id, type: "line", source, layout: { "line-join": "round", "line-cap": cap }, paint });
  return [
    line("barrier-wall", "barriers", { "line-color": ink, "line-width": 6 }),
    line("barrier-ticks", "barriers", { "line-color": surface, "line-width": 2.4, "line-dasharray": [1.2, 1.2] }, "butt"),
    line("drafted-wall", "drafted", { "line-color": surface, "line-width": 8, "line-opacity": 0.9 }),
    line("drafted", "drafted", { "line-color": accent, "line-width": 4.5, "line-dasharray": [1.4, 0.8] }, "butt"),
    line("links-halo", "links", { "line-color": surface, "line-width": 4.5, "line-opacity": 0.85 }),
    line("links", "links", { "line-color": ink, "line-width": 2, "line-dasharray": [2, 1.4] }, "butt"),
    {
      id: "signs",
      type: "symbol",
      source: "signs",
      layout: {
        "icon-image": ["get", "image"],
        "icon-offset": ["match", ["get", "slot"], ...OFFSETS, ["literal", [0, 0]]] as never,
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-field": ["case", ["==", ["get", "image"], "together"], ["get", "text"], ""],
        "text-size": 10,
        "text-font": ["sans-serif"],
        "text-offset": ["match", ["get", "slot"], 1, ["literal", [1.7, 0]], 2, ["literal", [3.4, 0]], 3, ["literal", [5.1, 0]], ["literal", [0, 0]]] as never,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
        "text-optional": true,
      },
      paint: { "text-color": ink },
    },
  ];
}

const SIZE = 20;
const SCALE = 2;
type Draw = (pen: CanvasRenderingContext2D, colours: { fill: string; ink: string; surface: string }) => void;

function disc(pen: CanvasRenderingContext2D, radius: number, colour: string) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(SIZE / 2, SIZE / 2, radius, 0, 2 * Math.PI);
  pen.fill();
}

// A target in the territory's colour.
const pin: Draw = (pen, { fill, ink, surface }) => {
  disc(pen, 9.5, surface);
  disc(pen, 8, ink);
  disc(pen, 6.2, surface);
  disc(pen, 4.2, ink);
  disc(pen, 3.2, fill);
};
// No entry, the bar across in the territory's colour.
const forbid: Draw = (pen, { fill, ink, surface }) => {
  disc(pen, 9.5, surface);
  disc(pen, 8, ink);
  disc(pen, 6.4, fill);
  pen.strokeStyle = surface;
  pen.lineWidth = 5;
  pen.beginPath();
  pen.moveTo(5, 15);
  pen.lineTo(15, 5);
  pen.stroke();
  pen.strokeStyle = ink;
  pen.lineWidth = 2.6;
  pen.stroke();
};
// A ring with room for the number of the group.
const together: Draw = (pen, { ink, surface }) => {
  disc(pen, 9.5, ink);
  disc(pen, 7.8, surface);
};
const HOUSE: [number, number][] = [[10, 4], [16.5, 10], [14.8, 10], [14.8, 15.5], [5.2, 15.5], [5.2, 10], [3.5, 10]];
// A house on a plate of its own, told apart from all demands by its shape.
const house: Draw = (pen, { ink, surface }) => {
  pen.fillStyle = surface;
  pen.beginPath();
  pen.roundRect(0.5, 0.5, SIZE - 1, SIZE - 1, 5);
  pen.fill();
  pen.strokeStyle = ink;
  pen.lineWidth = 1.4;
  pen.stroke();
  pen.fillStyle = ink;
  pen.beginPath();
  for (const [x, y] of HOUSE) pen.lineTo(x, y);
  pen.fill();
  pen.fillStyle = surface;
  pen.fillRect(8.6, 11.2, 2.8, 4.3);
};

function image(draw: Draw, fill: string): ImageData | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * SCALE;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.scale(SCALE, SCALE);
  draw(pen, { fill, ink: token("--map-text"), surface: token("--surface") });
  return pen.getImageData(0, 0, SIZE * SCALE, SIZE * SCALE);
}

// Into the map, or anew after the theme has changed.
export function putSigns(map: MapLibre) {
  const put = (name: string, made: ImageData | null) => {
    if (!made) return;
    if (map.hasImage(name)) map.updateImage(name, made);
    else map.addImage(name, made, { pixelRatio: SCALE });
  };
  NEIGHBOURS.forEach((colour, index) => {
    put(`pin-${index}`, image(pin, colour));
    put(`forbid-${index}`, image(forbid, colour));
  });
  put("together", image(together, ""));
  put("home", image(house, ""));
}
