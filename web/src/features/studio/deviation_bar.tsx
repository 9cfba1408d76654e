// How far a territory lies from its equal share, as a bar from the middle, with the tolerance marked; the number beside it says the same.
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cx } from "@/design/cx";
import { useFormat } from "@/lib/format";
import { isOutside } from "./board";

interface DeviationBarProps {
  value: number;
  tolerance: number | undefined;
  // The outer end of the bar.
  scale: number;
  isPending?: boolean;
}

export function Deviation({ value, tolerance, isPending = false }: Omit<DeviationBarProps, "scale">) {
  const { t } = useTranslation();
  const format = useFormat();
  const isOut = isOutside(value, tolerance);
  return (
    <span className={cx("tabular inline-flex items-center gap-1 whitespace-nowrap", isOut && "font-medium text-danger-text", isPending && "opacity-50")}>
      {isOut ? <TriangleAlert aria-hidden className="size-3.5" /> : null}
      {format.signedPercent(value)}
      {isOut ? <span className="sr-only">, {t("studio.outsideTolerance")}</span> : null}
    </span>
  );
}

export function DeviationBar({ value, tolerance, scale, isPending = false }: DeviationBarProps) {
  const part = Math.max(-1, Math.min(1, value / scale));
  const isOut = isOutside(value, tolerance);
  const tick = tolerance === undefined ? null : Math.min(1, tolerance / scale);
  return (
    <span aria-hidden className={cx("relative inline-block h-2 w-20 shrink-0 rounded-sm bg-surface-3", isPending && "opacity-50")}>
      <span
        className={cx("absolute inset-y-0 rounded-sm", isOut ? "bg-danger" : "bg-accent")}
        style={part < 0 ? { right: "50%", width: `${-50 * part}%` } : { left: "50%", width: `${50 * part}%` }}
      />
      <span className="absolute inset-y-0 left-1/2 w-px bg-ink-3" />
      {tick === null ? null : (
        <>
          <span className="absolute -inset-y-0.5 w-px bg-ink" style={{ left: `${50 - 50 * tick}%` }} />
          <span className="absolute -inset-y-0.5 w-px bg-ink" style={{ left: `${50 + 50 * tick}%` }} />
        </>
      )}
    </span>
  );
}
