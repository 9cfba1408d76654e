// What was reached of a target, with a line where it was to be by today.
import { useTranslation } from "react-i18next";
import type { Figure, Progress } from "@/api/market";
import { cx } from "@/design/cx";
import { useFigureText } from "./use_amount_text";

const numberOf = ({ amount, accounts }: Figure) => Number(amount ?? accounts ?? 0);
const percentOf = (part: number, most: number) => `${(100 * Math.min(Math.max(0, part), most)) / most}%`;

export function ProgressBar({ progress, className }: { progress: Progress; className?: string }) {
  const { t } = useTranslation();
  const figure = useFigureText();
  const [target, reached, expected] = [numberOf(progress.target), numberOf(progress.reached), numberOf(progress.expected)];
  const most = Math.max(target, reached, 1e-9);
  return (
    <span
      role="img"
      aria-label={t("goals.progress.bar", { reached: figure(progress.reached), target: figure(progress.target), expected: figure(progress.expected) })}
      className={cx("relative block rounded-sm bg-surface-3", className)}
    >
      <span className="absolute inset-y-0 left-0 rounded-sm bg-accent" style={{ width: percentOf(reached, most) }} />
      <span className="absolute -inset-y-1 w-0.5 -translate-x-1/2 bg-ink" style={{ left: percentOf(expected, most) }} />
    </span>
  );
}

// "ahead", "on pace" within a twentieth, or "behind"; null where nothing is expected yet.
export function paceOf({ pace, missing }: Progress): "over" | "ahead" | "onPace" | "behind" | null {
  if (numberOf(missing) === 0) return "over";
  if (pace === null) return null;
  const value = Number(pace);
  if (value > 1.05) return "ahead";
  return value >= 0.95 ? "onPace" : "behind";
}
