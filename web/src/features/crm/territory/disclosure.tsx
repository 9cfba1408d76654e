// Something more, behind a line that unfolds it; it is asked for only then.
import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cx } from "@/design/cx";

export function Disclosure({ label, children }: { label: string; children: () => ReactNode }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="border-t border-line">
      <button type="button" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={() => setIsOpen(!isOpen)} className="flex w-full items-center gap-2 px-5 py-3 text-left font-medium hover:bg-surface-2/60 focus-visible:-outline-offset-2">
        <ChevronRight aria-hidden className={cx("size-4 shrink-0 text-ink-3 transition-transform", isOpen && "rotate-90")} />
        {label}
      </button>
      {isOpen ? (
        <div id={id} className="px-5 pb-4">
          {children()}
        </div>
      ) : null}
    </div>
  );
}
