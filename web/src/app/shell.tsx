// The frame of every signed-in page: the way around on the left (on a phone at the bottom), the page itself, and what is reached by keys.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useMatch, useNavigate } from "react-router";
import { useMay } from "@/api/session";
import { cx } from "@/design/cx";
import { useShortcuts } from "@/lib/use_shortcuts";
import { ConnectionNote } from "./connection_note";
import { useTellMentions } from "./matter_count";
import { placesFor } from "./navigation";
import { Palette } from "./palette";
import { PhoneBar } from "./phone_bar";
import { ShortcutList } from "./shortcut_list";
import { Sidebar } from "./sidebar";

export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  // The studio is a workbench: it has the whole screen beside the places.
  const isWhole = useMatch("/plans/:plan/studio") !== null;
  useTellMentions();
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const [isListOpen, setIsListOpen] = useState(false);
  const keys: Record<string, () => void> = {
    "mod+k": () => setIsPaletteOpen(true),
    "/": () => setIsPaletteOpen(true),
    "?": () => setIsListOpen(true),
  };
  for (const place of placesFor(may)) keys[place.shortcut] = () => void navigate(place.to);
  if (may("plans.manage")) keys["n"] = () => void navigate("/plans/new");
  useShortcuts(keys);

  const openSearch = () => setIsPaletteOpen(true);
  const openShortcuts = () => setIsListOpen(true);
  return (
    <div className="min-h-dvh md:pl-60">
      <a href="#page" className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 font-medium text-accent-ink focus:translate-y-0">
        {t("nav.skip")}
      </a>
      <Sidebar onSearch={openSearch} onShortcuts={openShortcuts} />
      <div className="flex min-h-dvh flex-col">
        <ConnectionNote />
        <main id="page" tabIndex={-1} className={cx("w-full flex-1 outline-none", isWhole ? "min-w-0" : "mx-auto max-w-[1240px] px-4 pt-6 pb-28 sm:px-6 md:px-8 md:pt-8 md:pb-14")}>
          <Outlet />
        </main>
      </div>
      <PhoneBar onSearch={openSearch} onShortcuts={openShortcuts} />
      <Palette isOpen={isPaletteOpen} onOpenChange={setIsPaletteOpen} onShortcuts={openShortcuts} />
      <ShortcutList isOpen={isListOpen} onOpenChange={setIsListOpen} />
    </div>
  );
}
