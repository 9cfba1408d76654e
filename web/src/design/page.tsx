// The parts a page is laid out with: header, card, section, tiles.
import { Info } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { cx } from "./cx";
import { Tooltip } from "./tooltip";

interface PageHeaderProps {
  title: string;
  description?: ReactNode;
  above?: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, description, above, badge, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Bailiwick`;
  }, [title]);
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        {above ? <div className="mb-1.5 text-sm text-ink-3">{above}</div> : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-2xl leading-tight font-semibold break-words">{title}</h1>
          {badge}
        </div>
        {description ? <p className="mt-1 max-w-[72ch] text-ink-2">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  isFlush?: boolean;
  className?: string;
  children: ReactNode;
}

// `isFlush`: the content touches the border, as a table does.
export function Card({ title, description, actions, footer, isFlush = false, className, children }: CardProps) {
  return (
    <section className={cx("min-w-0 overflow-hidden rounded-lg border border-line bg-surface shadow-1", className)}>
      {title ? (
        <div className={cx("flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4", isFlush ? "pb-3" : "pb-0")}>
          <div className="min-w-0">
            <h2 className="text-lg font-semibold">{title}</h2>
            {description ? <p className="mt-0.5 max-w-[70ch] text-sm text-ink-2">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
      <div className={isFlush ? "" : "px-5 py-4"}>{children}</div>
      {footer ? <div className="border-t border-line bg-surface-2/60 px-5 py-3">{footer}</div> : null}
    </section>
  );
}

interface StatProps {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  help?: string;
}

export function Stat({ label, value, note, help }: StatProps) {
  return (
    <div className="row-span-2 grid min-w-0 grid-rows-subgrid gap-y-1 px-4 py-3.5 shadow-[0_0_0_1px_var(--line)]">
      <dt className="flex items-start gap-1.5 text-sm text-ink-2">
        <span>{label}</span>
        {help ? (
          <Tooltip text={help}>
            <button type="button" aria-label={`${label}: ${help}`} className="-my-0.5 grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:text-ink">
              <Info aria-hidden className="size-3.5" />
            </button>
          </Tooltip>
        ) : null}
      </dt>
      <dd>
        <span className="tabular block text-xl font-semibold tracking-tight">{value}</span>
        {note ? <span className="mt-0.5 block text-xs text-ink-3">{note}</span> : null}
      </dd>
    </div>
  );
}

// Tiles side by side, hairlines between them.
export function Stats({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-surface shadow-1 sm:grid-cols-3 lg:grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))]">
      {children}
    </dl>
  );
}

// Names and values, one a line.
export function Facts({ items }: { items: { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line">
      {items.map((item, index) => (
        <div key={index} className="grid grid-cols-[minmax(7rem,1fr)_2fr] gap-4 py-2.5 first:pt-0 last:pb-0">
          <dt className="text-ink-3">{item.label}</dt>
          <dd className="min-w-0 break-words text-ink">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
