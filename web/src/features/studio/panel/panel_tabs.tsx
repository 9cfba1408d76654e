// The tabs of the studio's panel (the ARIA pattern of tabs, chosen by arrows).
import { type KeyboardEvent, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { PanelName } from "../context";
import { useStudio } from "../context";

interface PanelTabsProps {
  tabs: { name: PanelName; label: string }[];
  value: PanelName;
  onChange: (name: PanelName) => void;
}

export function PanelTabs({ tabs, value, onChange }: PanelTabsProps) {
  const { t } = useTranslation();
  const { selection } = useStudio();
  // Where not all have room, the one that is open is in sight.
  useEffect(() => void document.getElementById(`studio-tab-${value}`)?.scrollIntoView({ block: "nearest", inline: "nearest" }), [value]);
  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex(({ name }) => name === value);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = event.key === "Home" ? tabs[0] : event.key === "End" ? tabs.at(-1) : step !== 0 ? tabs[(at + step + tabs.length) % tabs.length] : undefined;
    if (!next) return;
    event.preventDefault();
    onChange(next.name);
    document.getElementById(`studio-tab-${next.name}`)?.focus();
  }
  return (
    <div role="tablist" aria-label={t("studio.panel")} onKeyDown={onKeyDown} className="flex min-w-0 flex-1 gap-3.5 overflow-x-auto px-4 xl:gap-2 xl:px-3">
      {tabs.map(({ name, label }) => (
        <button
          key={name}
          id={`studio-tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === value}
          aria-controls={name === value ? `studio-panel-${name}` : undefined}
          tabIndex={name === value ? 0 : -1}
          onClick={() => onChange(name)}
          className="-mb-px border-b-2 border-transparent py-2.5 text-sm font-medium whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:text-ink"
        >
          {label}
          {name === "selection" && selection.count > 0 ? <span className="tabular ml-1 rounded-full bg-accent-soft px-1.5 text-xs text-accent-text">{selection.count}</span> : null}
        </button>
      ))}
    </div>
  );
}
