// From when to when something held, newest first, with what holds on the day shown marked.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "@/design/badge";
import { dayBefore } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { covers, type Span } from "./timeline";

interface SpansProps<T> {
  label: string;
  spans: Span<T>[];
  day: string;
  empty: string;
  children: (value: T) => ReactNode;
  actionOf?: (span: Span<T>) => ReactNode;
}

export function Spans<T>({ label, spans, day, empty, children, actionOf }: SpansProps<T>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (spans.length === 0) return <p className="text-ink-2">{empty}</p>;
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {spans.map((span, index) => (
        <li key={`${span.from} ${index}`} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-3 first:pt-0 last:pb-0">
          <span className="min-w-0">
            {children(span.value)}
            <span className="tabular mt-0.5 block text-sm text-ink-3">
              {span.to === undefined ? t("alignment.since", { from: format.localDate(span.from) }) : t("alignment.fromTo", { from: format.localDate(span.from), to: format.localDate(dayBefore(span.to)) })}
            </span>
          </span>
          <span className="flex items-center gap-2">
            {covers(span, day) ? <Badge tone="accent">{t("alignment.onThisDay")}</Badge> : span.from > day ? <Badge tone="info">{t("alignment.later")}</Badge> : null}
            {actionOf?.(span)}
          </span>
        </li>
      ))}
    </ul>
  );
}
