import type { ReactNode } from "react";
import { cx } from "./cx";

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

// Says that there is nothing, why that is, and what to do about it.
export function Empty({ icon, title, children, action, className }: EmptyProps) {
  return (
    <div className={cx("flex flex-col items-center px-6 py-12 text-center", className)}>
      {icon ? (
        <div className="mb-3.5 grid size-11 place-items-center rounded-lg border border-line bg-surface-2 text-ink-3">{icon}</div>
      ) : null}
      <p className="text-lg font-semibold text-ink">{title}</p>
      {children ? <div className="mt-1 max-w-[46ch] text-ink-2">{children}</div> : null}
      {action ? <div className="mt-4.5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
