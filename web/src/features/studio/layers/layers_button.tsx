// What the map shows beside the plan: a button with choices, and the homes as a list, so that they can be read without the map.
import { Layers } from "lucide-react";
import { Popover } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "@/api/session";
import { IconButton } from "@/design/button";
import { FieldGroup } from "@/design/field";
import { Checkbox, Segmented } from "@/design/toggle";
import { useStudio } from "../context";
import { BubbleNote } from "./bubble_legend";
import { BUBBLES } from "./shown";

const NO_BUBBLES = "none";

function HomeList() {
  const { t } = useTranslation();
  const { homes, units, board, show, select } = useStudio();
  return (
    <ul aria-label={t("studioLayers.homes")} className="-mx-2 flex max-h-48 flex-col overflow-y-auto">
      {homes.map(({ person, name, place }) => (
        <li key={person}>
          <button
            type="button"
            className="flex w-full flex-col rounded-md px-2 py-1 text-left hover:bg-surface-3"
            onClick={() => {
              select([place], "replace");
              show([place]);
            }}
          >
            <span className="max-w-full truncate text-sm">{name}</span>
            <span className="tabular max-w-full truncate text-xs text-ink-2">{t("studioLayers.homeNear", { code: units.ids[place] ?? "", territory: board.territories[board.of[place] ?? -1]?.name ?? "" })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function BubbleChoice() {
  const { t } = useTranslation();
  const may = useMay();
  const { shown, setShown } = useStudio();
  if (!may("market.read")) return <p className="text-xs text-ink-2">{t("studioLayers.mayNotMarket")}</p>;
  return (
    <FieldGroup legend={t("studioLayers.bubblesTitle")}>
      <Segmented
        label={t("studioLayers.bubblesTitle")}
        value={shown.bubbles ?? NO_BUBBLES}
        className="self-start"
        options={[{ value: NO_BUBBLES, label: t("studioLayers.noBubbles") }, ...BUBBLES.map((value) => ({ value, label: t(`studioLayers.bubbles.${value}`) }))]}
        onChange={(value) => setShown({ bubbles: BUBBLES.find((one) => one === value) ?? null })}
      />
      <div className="text-xs text-ink-2">
        <BubbleNote />
      </div>
    </FieldGroup>
  );
}

function Choices() {
  const { t } = useTranslation();
  const { shown, setShown, board, homes, mayEdit } = useStudio();
  const hasDemands = board.demands.length > 0 || board.locks.includes(1);
  const noHomes = mayEdit ? t("studioLayers.noHomes") : t("studioLayers.noOwnHome");
  return (
    <>
      <Checkbox label={t("studioLayers.names")} isChecked={shown.names} onChange={(names) => setShown({ names })} />
      <Checkbox label={t("studioLayers.demands")} isChecked={shown.demands} disabledReason={hasDemands ? undefined : t("studioLayers.noDemands")} onChange={(demands) => setShown({ demands })} />
      <BubbleChoice />
      <div className="flex flex-col gap-1.5">
        <Checkbox label={t("studioLayers.homes")} hint={mayEdit ? undefined : t("studioLayers.ownHome")} isChecked={shown.homes && homes.length > 0} disabledReason={homes.length > 0 ? undefined : noHomes} onChange={(next) => setShown({ homes: next })} />
        {shown.homes && homes.length > 0 ? <HomeList /> : null}
        {homes.length === 0 && !mayEdit ? (
          <Link to="/profile" className="pl-7 text-xs font-medium text-accent-text underline">
            {t("studioLayers.toProfile")}
          </Link>
        ) : null}
      </div>
    </>
  );
}

export function LayersButton() {
  const { t } = useTranslation();
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton side="right" label={t("studioLayers.title")} icon={<Layers aria-hidden className="size-4.5" />} className="aria-expanded:bg-accent-soft aria-expanded:text-accent-text" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={t("studioLayers.title")}
          side={matchMedia("(min-width: 48rem)").matches ? "right" : "bottom"}
          align="start"
          sideOffset={8}
          collisionPadding={8}
          className="z-30 flex max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1rem)] flex-col gap-3.5 overflow-y-auto rounded-lg border border-line bg-surface p-4 shadow-2 animate-fade"
        >
          <h2 className="text-base font-semibold">{t("studioLayers.title")}</h2>
          <Choices />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
