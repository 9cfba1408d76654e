import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useMay, useSession } from "@/api/session";
import { Kbd } from "@/design/badge";
import { cx } from "@/design/cx";
import { Mark } from "@/design/mark";
import { MatterCount } from "./matter_count";
import { type Place, placesFor } from "./navigation";
import { PersonMenu } from "./person_menu";

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function PlaceLink({ place, onClick }: { place: Place; onClick?: () => void }) {
  const { t } = useTranslation();
  const Icon = place.icon;
  return (
    <NavLink
      to={place.to}
      end={place.to === "/"}
      onClick={onClick}
      className={({ isActive }) =>
        cx(
          "flex h-8.5 items-center gap-2.5 rounded-md px-2.5 font-medium transition-colors max-md:h-11",
          isActive ? "bg-accent-soft text-accent-text" : "text-ink-2 hover:bg-surface-3 hover:text-ink",
        )
      }
    >
      <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.9} />
      {t(`nav.${place.name}`)}
      {place.name === "matters" ? <MatterCount className="ml-auto" /> : null}
    </NavLink>
  );
}

export function PlaceGroups({ places, onClick }: { places: Place[]; onClick?: () => void }) {
  const { t } = useTranslation();
  return (["work", "market", "crm", "company", "you"] as const).map((group) => {
    const members = places.filter((place) => place.group === group);
    if (members.length === 0) return null;
    return (
      <div key={group} role="group" aria-label={t(`nav.group.${group}`)} className="flex flex-col gap-0.5">
        {group === "work" ? null : (
          <p aria-hidden className="px-2.5 pt-4 pb-1 text-xs font-medium text-ink-3">
            {t(`nav.group.${group}`)}
          </p>
        )}
        {members.map((place) => (
          <PlaceLink key={place.name} place={place} onClick={onClick} />
        ))}
      </div>
    );
  });
}

export function Sidebar({ onSearch, onShortcuts }: { onSearch: () => void; onShortcuts: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  return (
    <aside aria-label={t("nav.side")} className="fixed inset-y-0 left-0 z-20 flex w-60 flex-col border-r border-line bg-surface-2/50 px-3 py-3.5 max-md:hidden">
      <div className="flex items-center gap-2.5 px-2 pb-3.5">
        <Mark />
        <div className="min-w-0 leading-tight">
          <p className="font-semibold">Bailiwick</p>
          <p className="truncate text-xs text-ink-3">{session.company.name}</p>
        </div>
      </div>
      <button
        type="button"
        onClick={onSearch}
        className="mb-3.5 flex h-9 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-ink-3 shadow-1 hover:border-ink-3/50 hover:text-ink-2"
      >
        <Search aria-hidden className="size-4" />
        <span className="min-w-0 flex-1 truncate text-left">{t("nav.search")}</span>
        <Kbd>{isMac ? "⌘" : "Ctrl"}</Kbd>
        <Kbd>K</Kbd>
      </button>
      <nav aria-label={t("nav.main")} className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        <PlaceGroups places={placesFor(may)} />
      </nav>
      <div className="mt-2 border-t border-line pt-2.5">
        <PersonMenu onShortcuts={onShortcuts} />
      </div>
    </aside>
  );
}
