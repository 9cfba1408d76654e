// The lines of the territory tree: lists within lists, each line with its fold, its owner and its menu.
import { ChevronRight } from "lucide-react";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PersonId, Position, PositionId, Territory, TerritoryId } from "@/api/types";
import { Badge } from "@/design/badge";
import { cx } from "@/design/cx";
import { dayQuery } from "./as_of";
import { Owner } from "./owner";
import { TerritoryMenu } from "./territory_menu";
import type { Tree } from "@/lib/territory_tree";

export interface RowContext {
  tree: Tree;
  byId: Map<PositionId, Position>;
  positions: Position[];
  labelOf: (position: Position) => string;
  nameOf: (person: PersonId) => string;
  day: string;
  // What a search has left; null: everything.
  shown: Set<TerritoryId> | null;
  isOpen: (id: TerritoryId) => boolean;
  onTurn: (id: TerritoryId) => void;
}

const INDENT_REM = 1.25;

function Fold({ territory, isOpen, onTurn }: { territory: Territory; isOpen: boolean; onTurn: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" aria-expanded={isOpen} aria-label={t("alignment.below", { name: territory.name })} onClick={onTurn} className="grid size-7 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-surface-3 hover:text-ink">
      <ChevronRight aria-hidden className={cx("size-4 transition-transform", isOpen && "rotate-90")} />
    </button>
  );
}

function Line({ context, territory, depth, members }: { context: RowContext; territory: Territory; depth: number; members: Territory[] }) {
  const { t } = useTranslation();
  const { tree, byId, positions, labelOf, nameOf, day } = context;
  const overlays = territory.overlays.flatMap((id) => byId.get(id) ?? []);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-t border-line px-5 py-2 hover:bg-surface-2/60 max-md:px-4 md:grid-cols-[minmax(0,1fr)_15rem_11rem_2rem]" style={{ "--indent": `${depth * INDENT_REM}rem` } as CSSProperties}>
      <span className="flex min-w-0 items-center gap-1.5 pl-(--indent)">
        {members.length > 0 ? <Fold territory={territory} isOpen={context.isOpen(territory.id)} onTurn={() => context.onTurn(territory.id)} /> : <span aria-hidden className="w-7 shrink-0" />}
        <Link to={`/territories/${territory.id}${dayQuery(day)}`} className="min-w-0 truncate font-medium hover:underline">
          {territory.name}
        </Link>
        {members.length > 0 ? <span className="shrink-0 text-xs text-ink-3">{t("alignment.countBelow", { count: members.length })}</span> : null}
      </span>
      <span className="max-md:order-3 max-md:col-span-2 max-md:pl-[calc(var(--indent)+2.125rem)]">
        <Owner position={territory.owner ? byId.get(territory.owner) : undefined} nameOf={nameOf} day={day} isQuiet={members.length > 0} />
      </span>
      <span className={cx("flex min-w-0 flex-wrap gap-1 max-md:order-4 max-md:col-span-2 max-md:pl-[calc(var(--indent)+2.125rem)]", overlays.length === 0 && "max-md:hidden")}>
        {overlays.map((one) => (
          <Badge key={one.id} tone="info">
            + {one.title}
          </Badge>
        ))}
      </span>
      <span className="justify-self-end max-md:order-2">
        <TerritoryMenu tree={tree} territory={territory} positions={positions} labelOf={labelOf} day={day} />
      </span>
    </div>
  );
}

// As deep as the tree, which the server keeps to 20 levels.
export function Branch({ context, members, depth, label }: { context: RowContext; members: Territory[]; depth: number; label: string }) {
  const { t } = useTranslation();
  const shown = context.shown === null ? members : members.filter((one) => context.shown?.has(one.id));
  return (
    <ul aria-label={label}>
      {shown.map((one) => {
        const below = context.tree.below.get(one.id) ?? [];
        return (
          <li key={one.id}>
            <Line context={context} territory={one} depth={depth} members={below} />
            {below.length > 0 && context.isOpen(one.id) ? <Branch context={context} members={below} depth={depth + 1} label={t("alignment.below", { name: one.name })} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
