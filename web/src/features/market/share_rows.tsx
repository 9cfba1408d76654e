// The territories that a company goal is shared out among, down the tree, each with what it gets; and with its weight where that is typed.
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TerritoryId } from "@/api/types";
import { useTerritories } from "@/api/use_territories";
import { IconButton } from "@/design/button";
import { Input } from "@/design/input";
import { weightOf } from "./objective_draft";
import { inOrder, placedIn } from "./share_tree";

export interface WeightRow {
  territory: TerritoryId;
  // As typed.
  weight: string;
}

const INDENTS = ["", "pl-4", "pl-8", "pl-12"];

interface RowProps {
  row: WeightRow;
  name: string;
  depth: number;
  share: string | undefined;
  hasWeight: boolean;
  onChange: (weight: string) => void;
  onRemove: () => void;
}

function ShareRow({ row, name, depth, share, hasWeight, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const isWrong = weightOf(row.weight) === null;
  return (
    <li className={`grid items-center gap-3 py-2 ${hasWeight ? "grid-cols-[minmax(0,1fr)_5.5rem_auto]" : "grid-cols-[minmax(0,1fr)_auto]"}`}>
      <span className={`min-w-0 ${INDENTS[Math.min(depth, INDENTS.length - 1)]}`}>
        <span className="block font-medium break-words">{name}</span>
        <span className="tabular block text-sm text-ink-2">{share ?? "–"}</span>
      </span>
      {hasWeight ? (
        <Input type="number" inputMode="numeric" min={0} step={1} value={row.weight} aria-label={t("goals.weightOf", { name })} aria-invalid={isWrong || undefined} onChange={(event) => onChange(event.target.value)} />
      ) : null}
      <IconButton size="small" label={t("goals.removeShare", { name })} icon={<X aria-hidden className="size-4" />} onClick={onRemove} />
    </li>
  );
}

interface RowsProps {
  rows: WeightRow[];
  texts: Map<TerritoryId, string> | null;
  hasWeights: boolean;
  label: string;
  onChange: (rows: WeightRow[]) => void;
}

export function ShareRows({ rows, texts, hasWeights, label, onChange }: RowsProps) {
  const { t } = useTranslation();
  const { tree, nameOf } = useTerritories();
  const name = ({ territory }: { territory: TerritoryId }) => nameOf(territory) ?? t("rules.otherTerritory");
  const byTerritory = new Map(rows.map((row) => [row.territory, row]));
  const order = inOrder(placedIn(tree, [...byTerritory.keys()]), name);
  const withWeight = (territory: TerritoryId, weight: string) => onChange(rows.map((one) => (one.territory === territory ? { ...one, weight } : one)));
  return (
    <ul aria-label={label} className="divide-y divide-line empty:hidden">
      {order.map(({ row: { territory }, depth }) => (
        <ShareRow
          key={territory}
          row={byTerritory.get(territory) ?? { territory, weight: "1" }}
          name={name({ territory })}
          depth={depth}
          share={texts?.get(territory)}
          hasWeight={hasWeights}
          onChange={(weight) => withWeight(territory, weight)}
          onRemove={() => onChange(rows.filter((one) => one.territory !== territory))}
        />
      ))}
    </ul>
  );
}
