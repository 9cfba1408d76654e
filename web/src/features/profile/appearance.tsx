import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Card } from "@/design/page";
import { Segmented, Switch } from "@/design/toggle";
import { setShortcutsOn, setTheme, useShortcutsOn, useTheme } from "@/lib/preferences";

const ICON = "size-4";

export function Appearance() {
  const { t } = useTranslation();
  const theme = useTheme();
  const isOn = useShortcutsOn();
  return (
    <Card title={t("profile.appearance")} description={t("profile.appearanceText")}>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <span>{t("profile.theme")}</span>
          <Segmented
            label={t("profile.theme")}
            value={theme}
            onChange={setTheme}
            options={[
              { value: "light", label: t("theme.light"), icon: <Sun aria-hidden className={ICON} /> },
              { value: "dark", label: t("theme.dark"), icon: <Moon aria-hidden className={ICON} /> },
              { value: "system", label: t("theme.system"), icon: <Monitor aria-hidden className={ICON} /> },
            ]}
          />
        </div>
        <Switch label={t("profile.shortcuts")} hint={t("profile.shortcutsHint")} isChecked={isOn} onChange={setShortcutsOn} />
      </div>
    </Card>
  );
}
