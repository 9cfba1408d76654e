// Begins a demand: of what is selected, of a line that is drawn, or of two territories.
import { Ban, Link2, MapPin, Plus, Route, Spline } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DemandKind } from "@/api/studio";
import { Button } from "@/design/button";
import { Menu, MenuItem, MenuLine } from "@/design/menu";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { byTerritory, placesOf } from "../selection";
import { draftOf, TOGETHER_MAX } from "./demands";

const KIND_ICONS = { pin: MapPin, forbid: Ban, together: Link2, barrier: Spline };

const focusOnForm = () => setTimeout(() => document.querySelector<HTMLElement>("[data-testid=demand-form]")?.focus(), 40);

export function useDraftDemand() {
  const { board, selection, setDrafting, setPanel } = useStudio();
  const places = () => placesOf(selection);
  function begin(kind: DemandKind | "along") {
    const own = places();
    const [a = null, b = null] = byTerritory(selection, board.of).map(({ index }) => index);
    if (kind === "along") setDrafting(draftOf("barrier", { along: [a, b] }));
    else if (kind === "barrier") setDrafting(draftOf("barrier", { pairs: [[own[0] ?? -1, own[1] ?? -1]] }));
    else setDrafting(draftOf(kind, { places: own, territory: kind === "pin" ? (board.of[own[0] ?? -1] ?? null) : null }));
    setPanel("demands");
    focusOnForm();
  }
  return begin;
}

export function DemandMenu({ label }: { label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { selection, whyNot, setTool, setPanel } = useStudio();
  const begin = useDraftDemand();
  const { count } = selection;
  const item = (kind: DemandKind | "along", reason: string | false) => {
    const Icon = kind === "along" ? Route : KIND_ICONS[kind];
    return (
      <MenuItem icon={<Icon className="size-4" />} disabledReason={whyNot ?? reason} onSelect={() => begin(kind)}>
        {t(`demands.ask.${kind}`)}
      </MenuItem>
    );
  };
  return (
    <Menu
      align="start"
      trigger={
        <Button size="small" data-testid="demand-menu" icon={<Plus aria-hidden className="size-3.5" />}>
          {label}
        </Button>
      }
    >
      {item("pin", count !== 1 && t("demands.need.pin"))}
      {item("forbid", count === 0 && t("demands.need.forbid"))}
      {item("together", count < 2 ? t("demands.need.together") : count > TOGETHER_MAX && t("demands.need.most", { number: format.number(TOGETHER_MAX) }))}
      {item("barrier", count !== 2 && t("demands.need.barrier"))}
      <MenuLine />
      {item("along", false)}
      <MenuItem
        icon={<Spline className="size-4" />}
        disabledReason={whyNot ?? undefined}
        onSelect={() => {
          setTool("barrier");
          setPanel("demands");
        }}
      >
        {t("demands.draw")}
      </MenuItem>
    </Menu>
  );
}
