// Plans to choose from as a plot: every point a button, walked by arrows; the table below it says the same.
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Front, FrontPoint, OfferId } from "@/api/studio";
import { cx } from "@/design/cx";
import { lineOf, placeOn, type Scale, scaleOf, type View, walkedTo } from "./front";
import { useGains } from "./use_gains";

const WIDTH = 380;
const HEIGHT = 264;
const AREA = { left: 46, right: WIDTH - 24, top: 28, bottom: HEIGHT - 42 };
const RADIUS_MIN = 4.5;
const RADIUS_MAX = 9;
// As large as a finger, or nearly: points may stand close together, and the table has them all.
const TOUCH = 14;

interface Scales {
  x: Scale;
  y: Scale;
  size: Scale;
}
const across = ({ x }: Scales, value: number) => AREA.left + (AREA.right - AREA.left) * placeOn(x, value);
const down = ({ y }: Scales, value: number) => AREA.bottom - (AREA.bottom - AREA.top) * placeOn(y, value);

function Axes({ scales, view }: { scales: Scales; view: View }) {
  const { nameOf, valueOf } = useGains();
  return (
    <g aria-hidden className="fill-ink-2 text-[10px]">
      {scales.y.ticks.map((value) => (
        <g key={value}>
          <line x1={AREA.left} x2={AREA.right} y1={down(scales, value)} y2={down(scales, value)} className="stroke-line" />
          <text x={AREA.left - 6} y={down(scales, value) + 3.5} textAnchor="end">
            {valueOf(view.y, value)}
          </text>
        </g>
      ))}
      {scales.x.ticks.map((value) => (
        <g key={value}>
          <line x1={across(scales, value)} x2={across(scales, value)} y1={AREA.bottom} y2={AREA.bottom + 4} className="stroke-line-strong" />
          <text x={across(scales, value)} y={AREA.bottom + 16} textAnchor="middle">
            {valueOf(view.x, value)}
          </text>
        </g>
      ))}
      <line x1={AREA.left} x2={AREA.right} y1={AREA.bottom} y2={AREA.bottom} className="stroke-line-strong" />
      <text x={4} y={12} className="font-medium">
        {nameOf(view.y)}
      </text>
      <text x={AREA.right} y={HEIGHT - 6} textAnchor="end" className="font-medium">
        {nameOf(view.x)}
      </text>
    </g>
  );
}

interface PointProps {
  point: FrontPoint;
  label: string;
  at: { x: number; y: number; radius: number };
  isChosen: boolean;
  isStop: boolean;
  onChoose: () => void;
  onLook: (isLooked: boolean) => void;
}

function Point({ point, label, at, isChosen, isStop, onChoose, onLook }: PointProps) {
  return (
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      aria-pressed={isChosen}
      data-point={point.offer.id}
      className="cursor-pointer rounded-full outline-offset-0"
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onChoose();
      }}
      onFocus={() => onLook(true)}
      onBlur={() => onLook(false)}
      onPointerEnter={() => onLook(true)}
      onPointerLeave={() => onLook(false)}
    >
      <circle cx={at.x} cy={at.y} r={TOUCH} className="fill-transparent" />
      {isChosen ? <circle cx={at.x} cy={at.y} r={at.radius + 3.5} className="fill-transparent stroke-ink" strokeWidth={2} /> : null}
      <circle cx={at.x} cy={at.y} r={at.radius} strokeWidth={1.5} className={cx(point.is_on_front ? "fill-accent stroke-surface" : "fill-surface stroke-ink-3")} />
    </g>
  );
}

// The plan as it was when the search began: a square on its corner.
function Present({ x, y }: { x: number; y: number }) {
  const { t } = useTranslation();
  return (
    <g aria-hidden className="fill-ink">
      <path d={`M${x} ${y - 6.5}L${x + 6.5} ${y}L${x} ${y + 6.5}L${x - 6.5} ${y}Z`} className="stroke-surface" strokeWidth={1.5} />
      <text x={x > WIDTH / 2 ? x - 10 : x + 10} y={y + 3.5} textAnchor={x > WIDTH / 2 ? "end" : "start"} strokeWidth={3} paintOrder="stroke" className="stroke-surface text-[11px] font-semibold">
        {t("studio.now")}
      </text>
    </g>
  );
}

interface FrontPlotProps {
  front: Front;
  view: View;
  chosen: OfferId | null;
  onChoose: (offer: OfferId) => void;
  // The point that has the focus, or that the pointer is on.
  onLook: (point: FrontPoint | null) => void;
}

export function FrontPlot({ front, view, chosen, onChoose, onLook }: FrontPlotProps) {
  const { t } = useTranslation();
  const { nameOf, listOf, textOf } = useGains();
  const root = useRef<SVGSVGElement>(null);
  const [stop, setStop] = useState(0);
  const { points, present } = front;
  const all = [present, ...points.map(({ gives }) => gives)];
  const valuesOf = (gain: View["x"]) => scaleOf(all.map((one) => one[gain]), gain);
  const scales: Scales = { x: valuesOf(view.x), y: valuesOf(view.y), size: valuesOf(view.size) };
  const spot = (one: typeof present) => ({ x: across(scales, one[view.x]), y: down(scales, one[view.y]) });
  const radiusOf = (one: typeof present) => RADIUS_MIN + (RADIUS_MAX - RADIUS_MIN) * placeOn(scales.size, one[view.size]);
  const line = lineOf(all, view).map(spot);
  function onKeyDown(event: KeyboardEvent) {
    const next = walkedTo(points, stop, view, event.key);
    if (next === null) return;
    event.preventDefault();
    setStop(next);
    root.current?.querySelector<SVGGElement>(`[data-point="${points[next]?.offer.id ?? ""}"]`)?.focus();
  }
  return (
    <svg ref={root} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={t("studio.front.plot", { y: nameOf(view.y), x: nameOf(view.x), values: listOf(present) })} className="h-auto w-full max-w-[28rem] touch-manipulation" onKeyDown={onKeyDown}>
      <Axes scales={scales} view={view} />
      <polyline aria-hidden points={line.map(({ x, y }) => `${x},${y}`).join(" ")} className="fill-transparent stroke-accent/60" strokeWidth={1.5} />
      <Present {...spot(present)} />
      {points.map((point, index) => (
        <Point
          key={point.offer.id}
          point={point}
          label={textOf(point, index)}
          at={{ ...spot(point.gives), radius: radiusOf(point.gives) }}
          isChosen={point.offer.id === chosen}
          isStop={index === Math.min(stop, points.length - 1)}
          onChoose={() => {
            setStop(index);
            onChoose(point.offer.id);
          }}
          onLook={(isLooked) => {
            onLook(isLooked ? point : null);
            if (isLooked) setStop(index);
          }}
        />
      ))}
    </svg>
  );
}
