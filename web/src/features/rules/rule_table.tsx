// The rules of a set, the first to win first.
import { MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AssignmentRule } from "@/api/rules";
import { Badge } from "@/design/badge";
import { IconButton } from "@/design/button";
import { cx } from "@/design/cx";
import { Menu, MenuItem } from "@/design/menu";
import { type Column, DataTable } from "@/design/table";
import type { Change } from "./rule_draft";
import { useRuleTexts } from "./rule_texts";

const SHOWN_MAX = 100;

interface Actions {
  onChange: (rule: AssignmentRule) => void;
  onRemove: (rule: AssignmentRule) => void;
}

function Flags({ rule, mark }: { rule: AssignmentRule; mark: Change | undefined }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex flex-wrap gap-1">
      {mark ? <Badge tone="accent">{t(`rules.marks.${mark}`)}</Badge> : null}
      {rule.is_overlay ? <Badge tone="info">{t("rules.overlayShort")}</Badge> : null}
      {rule.is_open ? null : <Badge tone="warning">{t("rules.closed")}</Badge>}
    </span>
  );
}

// `placeOf`: which in the whole set, counted from one.
function useColumns(placeOf: (rule: AssignmentRule) => number, marks: Map<string, Change>, actions: Actions | undefined): Column<AssignmentRule>[] {
  const { t } = useTranslation();
  const { territoryName, conditionText } = useRuleTexts();
  const columns: Column<AssignmentRule>[] = [
    { id: "place", header: t("rules.place"), className: "tabular text-ink-3 md:w-12 max-md:order-1", cell: placeOf },
    {
      id: "name",
      header: t("rules.rule"),
      isTitle: true,
      className: "md:w-1/2",
      cell: (rule) => (
        <span className="block min-w-0">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium break-words text-ink">{rule.name}</span>
            <Flags rule={rule} mark={marks.get(rule.id)} />
          </span>
          <span className={cx("mt-0.5 block font-normal break-words text-ink-2", rule.kind === "formula" ? "font-mono text-xs" : "text-sm")}>{conditionText(rule)}</span>
        </span>
      ),
    },
    { id: "kind", header: t("rules.kind"), cell: (rule) => t(`rules.kinds.${rule.kind}`) },
    {
      id: "territory",
      header: t("alignment.territory"),
      cell: (rule) => (
        <Link to={`/territories/${rule.territory}`} className="text-ink hover:underline">
          {territoryName(rule.territory)}
        </Link>
      ),
    },
    { id: "priority", header: t("rules.priority"), isNumber: true, cell: (rule) => rule.priority },
  ];
  if (actions) {
    columns.push({
      id: "actions",
      header: t("ui.actions"),
      isQuiet: true,
      className: "md:w-14",
      cell: (rule) => (
        <Menu trigger={<IconButton size="small" label={t("alignment.actionsFor", { name: rule.name })} icon={<MoreHorizontal aria-hidden className="size-4" />} />}>
          <MenuItem icon={<Pencil aria-hidden className="size-4" />} onSelect={() => actions.onChange(rule)}>
            {t("rules.change")}
          </MenuItem>
          <MenuItem isDanger icon={<Trash2 aria-hidden className="size-4" />} onSelect={() => actions.onRemove(rule)}>
            {t("rules.remove")}
          </MenuItem>
        </Menu>
      ),
    });
  }
  return columns;
}

interface RuleTableProps {
  // The whole set, and what is shown of it.
  all: AssignmentRule[] | undefined;
  shown: AssignmentRule[] | undefined;
  marks: Map<string, Change>;
  actions: Actions | undefined;
  error: unknown;
  onRetry: () => void;
  empty: ReactNode;
}

export function RuleTable({ all, shown, marks, actions, error, onRetry, empty }: RuleTableProps) {
  const { t } = useTranslation();
  const places = useMemo(() => new Map((all ?? []).map(({ id }, index) => [id, index + 1])), [all]);
  const columns = useColumns((rule) => places.get(rule.id) ?? 0, marks, actions);
  return <DataTable caption={t("nav.rules")} columns={columns} rows={shown} keyOf={({ id }) => id} error={error} onRetry={onRetry} empty={empty} shownMax={SHOWN_MAX} />;
}
