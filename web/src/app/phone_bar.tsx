// On a phone: the places used most at the bottom, the rest behind "More".
import { Keyboard, LogOut, Menu as MenuIcon, Search, UserRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { hasRole, useMay, useSession } from "@/api/session";
import { cx } from "@/design/cx";
import { Dialog } from "@/design/dialog";
import { MatterCount } from "./matter_count";
import { phonePlaces, placesFor } from "./navigation";
import { PlaceGroups } from "./sidebar";
import { useSignOut } from "./use_sign_out";

const ITEM = "flex min-w-0 flex-auto flex-col items-center justify-center gap-0.5 px-1 py-2 text-center text-xs leading-tight font-medium";

function Row({ icon, onClick, children }: { icon: ReactNode; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className="flex h-11 w-full items-center gap-2.5 rounded-md px-2.5 font-medium text-ink-2 hover:bg-surface-3">
      {icon}
      {children}
    </button>
  );
}

export function PhoneBar({ onSearch, onShortcuts }: { onSearch: () => void; onShortcuts: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const signOut = useSignOut();
  const [isOpen, setIsOpen] = useState(false);
  const places = placesFor(may);
  const shown = phonePlaces(places, hasRole(session, "rep"));
  const hasMatters = shown.some(({ name }) => name === "matters");
  const close = () => setIsOpen(false);
  return (
    <>
      <nav aria-label={t("nav.bottom")} className="fixed inset-x-0 bottom-0 z-20 flex min-h-[calc(4.25rem+env(safe-area-inset-bottom))] border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
        {shown.map(({ name, to, icon: Icon }) => (
          <NavLink key={name} to={to} end={to === "/"} className={({ isActive }) => cx(ITEM, isActive ? "text-accent-text" : "text-ink-2")}>
            <span className="relative">
              <Icon aria-hidden className="size-5" strokeWidth={1.9} />
              {name === "matters" ? <MatterCount className="absolute -top-1.5 left-3" /> : null}
            </span>
            {t(`nav.${name}`)}
          </NavLink>
        ))}
        <button type="button" onClick={onSearch} className={cx(ITEM, "text-ink-2")}>
          <Search aria-hidden className="size-5" strokeWidth={1.9} />
          {t("nav.searchShort")}
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => setIsOpen(true)} className={cx(ITEM, "text-ink-2")}>
          <span className="relative">
            <MenuIcon aria-hidden className="size-5" strokeWidth={1.9} />
            {hasMatters || !may("plans.read") ? null : <MatterCount className="absolute -top-1.5 left-3" />}
          </span>
          {t("nav.more")}
        </button>
      </nav>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title={session.company.name} description={session.person.name} size="small">
        <nav aria-label={t("nav.main")} className="-mx-2 flex flex-col">
          <PlaceGroups places={places} onClick={close} />
          <NavLink to="/profile" onClick={close} className="flex h-11 items-center gap-2.5 rounded-md px-2.5 font-medium text-ink-2 hover:bg-surface-3">
            <UserRound aria-hidden className="size-4.5" />
            {t("nav.profile")}
          </NavLink>
          <Row
            icon={<Keyboard aria-hidden className="size-4.5" />}
            onClick={() => {
              close();
              onShortcuts();
            }}
          >
            {t("nav.shortcuts")}
          </Row>
          <Row icon={<LogOut aria-hidden className="size-4.5" />} onClick={() => void signOut()}>
            {t("nav.signOut")}
          </Row>
        </nav>
      </Dialog>
    </>
  );
}
