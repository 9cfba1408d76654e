// The rules of one set, to be filtered, changed and removed.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Split } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api } from "@/api/client";
import { rulesQuery } from "@/api/rule_queries";
import type { AssignmentRule, RulesOfSet } from "@/api/rules";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { SearchInput, Select } from "@/design/input";
import { Card } from "@/design/page";
import { AddButton } from "./add_button";
import { type Change, comparedWith } from "./rule_draft";
import { RuleForm } from "./rule_form";
import { RuleTable } from "./rule_table";
import { useRuleTexts } from "./rule_texts";
import { type Comparison, SetBar } from "./set_bar";

const NO_MARKS: Map<string, Change> = new Map();

// Which rules of the draft are new or other than those in force; nothing where there is no such pair.
function useComparison({ set, items }: RulesOfSet, hasActive: boolean): { marks: Map<string, Change>; comparison: Comparison | undefined } {
  const isDraft = set?.state === "draft" && hasActive;
  const active = useQuery({ ...rulesQuery("active"), enabled: isDraft }).data;
  return useMemo(() => {
    if (!isDraft || !active) return { marks: NO_MARKS, comparison: undefined };
    const { marks, removed } = comparedWith(active.items, items);
    const kinds = [...marks.values()];
    return { marks, comparison: { added: kinds.filter((one) => one === "added").length, changed: kinds.filter((one) => one === "changed").length, removed } };
  }, [isDraft, active, items]);
}

interface FilterProps {
  rules: AssignmentRule[];
  typed: string;
  territory: string;
  onType: (typed: string) => void;
  onTerritory: (territory: string) => void;
}

function Filter({ rules, typed, territory, onType, onTerritory }: FilterProps) {
  const { t } = useTranslation();
  const { territoryName } = useRuleTexts();
  const used = [...new Set(rules.map((rule) => rule.territory))].map((id) => ({ value: id as string, label: territoryName(id) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="flex flex-wrap gap-3 px-5 pb-4 max-md:px-4">
      <SearchInput label={t("rules.search")} value={typed} onChange={(event) => onType(event.target.value)} className="w-72 max-sm:w-full" />
      <Select aria-label={t("alignment.territory")} value={territory} placeholder={t("rules.allTerritories")} options={used} onValueChange={onTerritory} className="w-60 max-sm:w-full" />
    </div>
  );
}

function useShown(rules: AssignmentRule[] | undefined, typed: string, territory: string): AssignmentRule[] | undefined {
  const { conditionText, territoryName } = useRuleTexts();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return rules?.filter((rule) => {
    if (territory && rule.territory !== territory) return false;
    const text = `${rule.name} ${territoryName(rule.territory)} ${conditionText(rule)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function Removal({ rule, onClose }: { rule: AssignmentRule | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  async function remove() {
    if (!rule) return;
    const again = () => client.invalidateQueries({ queryKey: ["rules"] });
    await api.delete("/assignment-rules/{rule}", { path: { rule: rule.id }, version: rule.version }).finally(again);
  }
  return <Confirm isOpen={rule !== null} onOpenChange={onClose} title={t("rules.removeTitle", { name: rule?.name ?? "" })} text={t("rules.removeText")} action={t("rules.remove")} onConfirm={remove} />;
}

interface RuleListProps {
  found: RulesOfSet | undefined;
  hasActive: boolean;
  // Both a draft and a set in force are there.
  hasBoth: boolean;
  // It is where changes go.
  isEditable: boolean;
  error: unknown;
  onAdd: () => void;
  onRetry: () => void;
}

// Everything of one set.
export function RuleList({ found, hasActive, hasBoth, isEditable, error, onAdd, onRetry }: RuleListProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState("");
  const [changing, setChanging] = useState<AssignmentRule | null>(null);
  const [doomed, setDoomed] = useState<AssignmentRule | null>(null);
  const territory = params.get("territory") ?? "";
  const { marks, comparison } = useComparison(found ?? { set: null, items: [] }, hasActive);
  const shown = useShown(found?.items, typed, territory);
  function put(name: string, value: string) {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  }
  const clear = (
    <Button
      onClick={() => {
        setTyped("");
        put("territory", "");
      }}
    >
      {t("rules.showAll")}
    </Button>
  );
  const empty = found?.items.length ? (
    <Empty title={t("ui.nothingMatches")} action={clear} />
  ) : (
    <Empty icon={<Split aria-hidden className="size-5" />} title={t("rules.none")} action={isEditable ? <AddButton onClick={onAdd} /> : null}>
      {t("rules.noneText")}
    </Empty>
  );
  return (
    <>
      {found?.set ? <SetBar set={found.set} hasBoth={hasBoth} comparison={comparison} onChoose={(state) => put("set", state === "draft" ? "" : state)} /> : null}
      <Card isFlush className={found?.items.length ? "pt-4" : ""}>
        {found?.items.length ? <Filter rules={found.items} typed={typed} territory={territory} onType={setTyped} onTerritory={(id) => put("territory", id)} /> : null}
        <RuleTable all={found?.items} shown={shown} marks={marks} actions={isEditable && may("plans.manage") ? { onChange: setChanging, onRemove: setDoomed } : undefined} error={error} onRetry={onRetry} empty={empty} />
      </Card>
      {changing ? <RuleForm rule={changing} onClose={() => setChanging(null)} /> : null}
      <Removal rule={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}
