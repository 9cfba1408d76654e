import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { Kbd } from "@/design/badge";
import { Dialog } from "@/design/dialog";
import { useShortcutsOn } from "@/lib/preferences";
import { placesFor } from "./navigation";
import { isMac } from "./sidebar";

function Line({ keys, children }: { keys: string[]; children: string }) {
  return (
    <li className="flex items-center justify-between gap-4 py-1.5">
      <span>{children}</span>
      <span className="flex gap-1">
        {keys.map((key, index) => (
          <Kbd key={index}>{key}</Kbd>
        ))}
      </span>
    </li>
  );
}

export function ShortcutList({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const isOn = useShortcutsOn();
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={t("nav.shortcuts")} description={isOn ? t("shortcuts.text") : t("shortcuts.off")}>
      <h3 className="mb-1 text-sm font-medium text-ink-3">{t("shortcuts.anywhere")}</h3>
      <ul className="mb-4 divide-y divide-line">
        <Line keys={[isMac ? "⌘" : "Ctrl", "K"]}>{t("shortcuts.palette")}</Line>
        <Line keys={["/"]}>{t("shortcuts.search")}</Line>
        <Line keys={["?"]}>{t("shortcuts.list")}</Line>
        {may("plans.manage") ? <Line keys={["n"]}>{t("plans.new")}</Line> : null}
        <Line keys={["Esc"]}>{t("shortcuts.close")}</Line>
      </ul>
      <h3 className="mb-1 text-sm font-medium text-ink-3">{t("shortcuts.go")}</h3>
      <ul className="mb-4 divide-y divide-line">
        {placesFor(may).map((place) => (
          <Line key={place.name} keys={place.shortcut.split(" ")}>
            {t(`nav.${place.name}`)}
          </Line>
        ))}
      </ul>
      <h3 className="mb-1 text-sm font-medium text-ink-3">{t("shortcuts.tables")}</h3>
      <ul className="divide-y divide-line">
        <Line keys={["↑", "↓"]}>{t("shortcuts.rows")}</Line>
        <Line keys={["Enter"]}>{t("shortcuts.open")}</Line>
      </ul>
      {may("plans.read") ? (
        <>
          <h3 className="mt-4 mb-1 text-sm font-medium text-ink-3">{t("shortcuts.studio")}</h3>
          <ul className="divide-y divide-line">
            <Line keys={["u"]}>{t("shortcuts.units")}</Line>
            <Line keys={[t("shortcuts.space")]}>{t("shortcuts.select")}</Line>
            <Line keys={["Shift", "↑", "↓"]}>{t("shortcuts.extend")}</Line>
            <Line keys={["m"]}>{t("shortcuts.move")}</Line>
            <Line keys={["l"]}>{t("shortcuts.lock")}</Line>
            <Line keys={["Esc"]}>{t("shortcuts.clear")}</Line>
            <Line keys={[isMac ? "⌘" : "Ctrl", "Z"]}>{t("shortcuts.undo")}</Line>
            <Line keys={[isMac ? "⌘" : "Ctrl", "Shift", "Z"]}>{t("shortcuts.redo")}</Line>
          </ul>
        </>
      ) : null}
    </Dialog>
  );
}
