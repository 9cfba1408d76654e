import { Bell, Download, MoreHorizontal, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge, Kbd } from "@/design/badge";
import { Button, type ButtonLook, type ButtonSize, IconButton } from "@/design/button";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/design/menu";
import { Tooltip } from "@/design/tooltip";
import { Group, Variant } from "./group";

const LOOKS: ButtonLook[] = ["primary", "secondary", "ghost", "danger"];
const SIZES: ButtonSize[] = ["small", "medium", "large"];

export function Actions() {
  const { t } = useTranslation();
  const say = t("gallery.press");
  return (
    <Group title={t("gallery.actions")}>
      {LOOKS.map((look) => (
        <Variant key={look} label={t(`gallery.look.${look}`)}>
          {SIZES.map((size) => (
            <Button key={size} look={look} size={size}>
              {say}
            </Button>
          ))}
          <Button look={look} icon={<Plus aria-hidden className="size-4" />}>
            {say}
          </Button>
          <Button look={look} isBusy>
            {say}
          </Button>
          <Button look={look} disabledReason={t("gallery.why")}>
            {say}
          </Button>
        </Variant>
      ))}
      <Variant label={t("gallery.iconButtons")}>
        <IconButton label={t("gallery.edit")} icon={<Pencil aria-hidden className="size-4" />} />
        <IconButton look="secondary" label={t("gallery.notify")} icon={<Bell aria-hidden className="size-4" />} />
        <IconButton label={t("gallery.remove")} disabledReason={t("gallery.why")} icon={<Trash2 aria-hidden className="size-4" />} />
        <Tooltip text={t("gallery.tip")}>
          <Button look="ghost">{t("gallery.hover")}</Button>
        </Tooltip>
      </Variant>
      <Variant label={t("gallery.menu")}>
        <Menu align="start" trigger={<Button icon={<MoreHorizontal aria-hidden className="size-4" />}>{t("ui.actions")}</Button>}>
          <MenuLabel>{t("gallery.menu")}</MenuLabel>
          <MenuItem icon={<Download className="size-4" />}>{t("gallery.edit")}</MenuItem>
          <MenuItem icon={<Pencil className="size-4" />} disabledReason={t("gallery.why")}>
            {t("gallery.notify")}
          </MenuItem>
          <MenuLine />
          <MenuItem isDanger icon={<Trash2 className="size-4" />}>
            {t("gallery.remove")}
          </MenuItem>
        </Menu>
      </Variant>
      <Variant label={t("gallery.badges")}>
        {(["neutral", "accent", "info", "warning", "danger"] as const).map((tone) => (
          <Badge key={tone} tone={tone}>
            {t(`gallery.tone.${tone}`)}
          </Badge>
        ))}
        <span className="flex gap-1">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </Variant>
    </Group>
  );
}
