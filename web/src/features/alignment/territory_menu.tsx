// The actions on a territory, in a menu, with the forms they open.
import { CornerDownRight, MoreHorizontal, Pencil, Plus, Trash2, UserCheck } from "lucide-react";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Position, Territory } from "@/api/types";
import { IconButton } from "@/design/button";
import { Menu, MenuItem, MenuLine } from "@/design/menu";
import { Assign } from "./assign_form";
import { AddTerritory, EndTerritory, MoveTerritory, RenameTerritory } from "./territory_forms";
import type { Tree } from "@/lib/territory_tree";

interface TerritoryMenuProps {
  tree: Tree;
  territory: Territory;
  positions: Position[];
  labelOf: (position: Position) => string;
  day: string;
  trigger?: ReactElement;
}

type What = "assign" | "add" | "rename" | "move" | "end" | null;

export function TerritoryMenu({ tree, territory, positions, labelOf, day, trigger }: TerritoryMenuProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [what, setWhat] = useState<What>(null);
  const close = () => setWhat(null);
  if (!may("territories.manage")) return null;
  const hasBelow = (tree.below.get(territory.id) ?? []).length > 0;
  return (
    <>
      <Menu trigger={trigger ?? <IconButton size="small" label={t("alignment.actionsFor", { name: territory.name })} icon={<MoreHorizontal aria-hidden className="size-4" />} />}>
        <MenuItem icon={<UserCheck className="size-4" />} disabledReason={positions.length === 0 && t("alignment.positionFirst")} onSelect={() => setWhat("assign")}>
          {t("alignment.assign")}
        </MenuItem>
        <MenuItem icon={<Plus className="size-4" />} onSelect={() => setWhat("add")}>
          {t("alignment.addBelow")}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={<Pencil className="size-4" />} onSelect={() => setWhat("rename")}>
          {t("alignment.rename")}
        </MenuItem>
        <MenuItem icon={<CornerDownRight className="size-4" />} onSelect={() => setWhat("move")}>
          {t("alignment.move")}
        </MenuItem>
        <MenuItem isDanger icon={<Trash2 className="size-4" />} disabledReason={hasBelow && t("alignment.othersBelow")} onSelect={() => setWhat("end")}>
          {t("alignment.end")}
        </MenuItem>
      </Menu>
      {what === "assign" ? <Assign tree={tree} positions={positions} labelOf={labelOf} territory={territory} day={day} onClose={close} /> : null}
      {what === "add" ? <AddTerritory tree={tree} day={day} parent={territory.id} onClose={close} /> : null}
      {what === "rename" ? <RenameTerritory territory={territory} onClose={close} /> : null}
      {what === "move" ? <MoveTerritory tree={tree} territory={territory} day={day} onClose={close} /> : null}
      {what === "end" ? <EndTerritory territory={territory} day={day} onClose={close} /> : null}
    </>
  );
}
