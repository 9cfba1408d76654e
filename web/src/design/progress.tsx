import { useEffect, useRef } from "react";
import { cx } from "./cx";

// `value` from 0 to 1; null while nobody knows.
export function Progress({ value, label, className }: { value: number | null; label: string; className?: string }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (bar.current && value !== null) bar.current.style.width = `${Math.round(value * 1000) / 10}%`;
  }, [value]);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
      className={cx("h-1.5 w-full overflow-hidden rounded-full bg-surface-3", className)}
    >
      <div
        ref={bar}
        className={cx(
          "h-full rounded-full bg-accent transition-[width] duration-300",
          value === null && "w-1/4 animate-indeterminate",
        )}
      />
    </div>
  );
}

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx("block animate-shimmer rounded-sm bg-surface-3", className ?? "h-4 w-full")} />;
}
