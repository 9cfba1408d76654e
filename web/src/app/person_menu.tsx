import { Keyboard, LogOut, Monitor, Moon, Sun, UserRound, ChevronsUpDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession } from "@/api/session";
import { Avatar } from "@/design/avatar";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/design/menu";
import { setTheme, type Theme, useTheme } from "@/lib/preferences";
import { useSignOut } from "./use_sign_out";

export const THEMES: { value: Theme; icon: typeof Sun }[] = [
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
  { value: "system", icon: Monitor },
];

export function PersonMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const session = useSession();
  const theme = useTheme();
  const trigger = (
    <button type="button" className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-surface-3">
      <Avatar name={session.person.name} />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate font-medium">{session.person.name}</span>
        <span className="block truncate text-xs text-ink-2">{session.roles.map((role) => t(`role.${role}.name`)).join(", ")}</span>
      </span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3" />
    </button>
  );
  return (
    <Menu trigger={trigger} align="start" side="top">
      <MenuItem icon={<UserRound className="size-4" />} onSelect={() => void navigate("/profile")}>
        {t("nav.profile")}
      </MenuItem>
      <MenuItem icon={<Keyboard className="size-4" />} onSelect={onShortcuts}>
        {t("nav.shortcuts")}
      </MenuItem>
      <MenuLine />
      <MenuLabel>{t("profile.theme")}</MenuLabel>
      {THEMES.map(({ value, icon: Icon }) => (
        <MenuItem key={value} icon={<Icon className="size-4" />} onSelect={() => setTheme(value)}>
          {t(`theme.${value}`)}
          {theme === value ? <span className="ml-2 text-xs text-ink-3">{t("theme.now")}</span> : null}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<LogOut className="size-4" />} onSelect={() => void signOut()}>
        {t("nav.signOut")}
      </MenuItem>
    </Menu>
  );
}
