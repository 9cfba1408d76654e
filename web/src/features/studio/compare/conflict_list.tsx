// Where both plans changed the same: which side holds, one by one or all at once.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MergeConflict, PlanMerge, Side } from "@/api/studio";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";

const SHOWN_MAX = 40;
const SIDES: Side[] = ["ours", "theirs"];

interface SidesProps {
  sides: ReadonlyMap<string, Side>;
  ourName: string;
  theirName: string;
  onSides: (sides: ReadonlyMap<string, Side>) => void;
}

const chosen = (sides: ReadonlyMap<string, Side>, keys: string[], side: Side) => new Map([...sides, ...keys.map((key) => [key, side] as const)]);

function Choice({ label, value, ours, theirs, onChange }: { label: string; value: Side | undefined; ours: string; theirs: string; onChange: (side: Side) => void }) {
  // No side at first: neither is taken for granted.
  return (
    <Segmented<Side | "">
      label={label}
      value={value ?? ""}
      className="max-sm:w-full max-sm:flex-col [&>button]:h-auto [&>button]:min-h-7.5 [&>button]:py-1"
      options={[
        { value: "ours", label: ours },
        { value: "theirs", label: theirs },
      ]}
      onChange={(side) => side !== "" && onChange(side)}
    />
  );
}

interface ConflictListProps extends SidesProps {
  conflicts: MergeConflict[];
  idOf: (place: number) => string;
  onShow: (place: number) => void;
}

export function ConflictList({ conflicts, idOf, sides, ourName, theirName, onSides, onShow }: ConflictListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? conflicts : conflicts.slice(0, SHOWN_MAX);
  const keys = conflicts.map(({ unit }) => idOf(unit));
  const nameOf = (side: Side) => (side === "ours" ? ourName : theirName);
  return (
    <Card
      title={t("merge.conflicts", { count: conflicts.length, number: format.number(conflicts.length) })}
      description={t("merge.conflictsText")}
      actions={SIDES.map((side) => (
        <Button key={side} size="small" onClick={() => onSides(chosen(sides, keys, side))}>
          {t("merge.allOf", { name: nameOf(side) })}
        </Button>
      ))}
    >
      <ul aria-label={t("merge.conflictList")} className="flex flex-col divide-y divide-line">
        {shown.map(({ unit, base, ours, theirs }) => {
          const id = idOf(unit);
          return (
            <li key={unit} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0">
              <span className="min-w-0">
                <button type="button" className="prose-link tabular font-medium" onClick={() => onShow(unit)}>
                  {id}
                  <span className="sr-only">: {t("plan.showOnMap")}</span>
                </button>
                <span className="block text-xs text-ink-2">{t("merge.was", { name: base })}</span>
              </span>
              <Choice label={t("merge.sideOf", { name: id })} value={sides.get(id)} ours={t("merge.side", { plan: ourName, name: ours })} theirs={t("merge.side", { plan: theirName, name: theirs })} onChange={(side) => onSides(chosen(sides, [id], side))} />
            </li>
          );
        })}
      </ul>
      {shown.length < conflicts.length ? (
        <Button size="small" className="mt-3" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: conflicts.length })}
        </Button>
      ) : null}
    </Card>
  );
}

export function NameConflicts({ conflicts, sides, ourName, theirName, onSides }: SidesProps & { conflicts: PlanMerge["name_conflicts"] }) {
  const { t } = useTranslation();
  return (
    <Card title={t("merge.names")} description={t("merge.namesText")}>
      <ul aria-label={t("merge.names")} className="flex flex-col divide-y divide-line">
        {conflicts.map(({ id, base, ours, theirs }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0">
            <span className="min-w-0 break-words">{t("merge.was", { name: base })}</span>
            <Choice label={t("merge.sideOf", { name: base })} value={sides.get(id)} ours={t("merge.side", { plan: ourName, name: ours })} theirs={t("merge.side", { plan: theirName, name: theirs })} onChange={(side) => onSides(chosen(sides, [id], side))} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
