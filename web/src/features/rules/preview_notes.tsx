// What is odd about rules that can be put into force all the same: conditions that are never true, rules that never win, names and codes that are not there.
import { useTranslation } from "react-i18next";
import type { AssignmentRule, RuleNote, RulesPreview } from "@/api/rules";
import { Card } from "@/design/page";
import { useFormat } from "@/lib/format";
import { useRuleTexts } from "./rule_texts";

export function RuleNotes({ preview, rules }: { preview: RulesPreview; rules: Map<string, AssignmentRule> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { territoryName } = useRuleTexts();
  if (preview.notes.length === 0) return null;
  function text({ kind, other, entries = [], entry_count: count = entries.length }: RuleNote): string {
    if (kind === "never") return t("rules.note.never");
    if (kind === "shadowed") return t("rules.note.shadowed", { other: rules.get(other ?? "")?.name ?? t("rules.goneRule") });
    const named = count > entries.length ? `${entries.join(", ")}, …` : entries.join(", ");
    return t(`rules.note.${kind}`, { count, number: format.number(count), entries: named });
  }
  return (
    <Card title={t("rules.notes", { count: preview.notes.length })} description={t("rules.notesText")}>
      <ul className="divide-y divide-line">
        {preview.notes.map((note) => {
          const rule = rules.get(note.rule);
          return (
            <li key={`${note.rule} ${note.kind}`} className="py-2.5 first:pt-0 last:pb-0">
              <p className="font-medium break-words">
                {rule?.name ?? t("rules.goneRule")} <span className="font-normal text-ink-3">{rule ? territoryName(rule.territory) : ""}</span>
              </p>
              <p className="text-sm break-words text-ink-2">{text(note)}</p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
