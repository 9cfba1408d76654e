// A preview in tables: what each territory gains and loses, and the rules that do nothing.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AssignmentRule, RulesPreview, TerritoryShift } from "@/api/rules";
import { Card } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { byShift, silenceOf } from "./preview_facts";
import { useRuleTexts } from "./rule_texts";

const SHOWN_MAX = 25;

function useShiftColumns(): Column<TerritoryShift>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { territoryName } = useRuleTexts();
  const signed = (sign: string, value: number) => (value === 0 ? <span className="text-ink-3">0</span> : `${sign}${format.number(value)}`);
  return [
    {
      id: "territory",
      header: t("alignment.territory"),
      isTitle: true,
      sortBy: ({ territory }) => territoryName(territory),
      cell: ({ territory }) => (
        <Link to={`/territories/${territory}`} className="font-medium text-ink hover:underline">
          {territoryName(territory)}
        </Link>
      ),
    },
    { id: "now", header: t("rules.now"), isNumber: true, sortBy: ({ now }) => now, cell: ({ now }) => format.number(now) },
    { id: "then", header: t("rules.then"), isNumber: true, sortBy: ({ then }) => then, cell: ({ then }) => format.number(then) },
    { id: "gained", header: t("rules.gained"), isNumber: true, sortBy: ({ gained }) => gained, cell: ({ gained }) => signed("+", gained) },
    { id: "lost", header: t("rules.lost"), isNumber: true, sortBy: ({ lost }) => lost, cell: ({ lost }) => signed("−", lost) },
  ];
}

export function ShiftTable({ preview }: { preview: RulesPreview }) {
  const { t } = useTranslation();
  const columns = useShiftColumns();
  return (
    <Card isFlush title={t("rules.byTerritory")} description={t("rules.byTerritoryText")}>
      <DataTable caption={t("rules.byTerritory")} columns={columns} rows={byShift(preview.territories)} keyOf={({ territory }) => territory} empty={<p className="border-t border-line px-5 py-5 text-ink-2">{t("rules.noShifts")}</p>} shownMax={SHOWN_MAX} />
    </Card>
  );
}

export function SilentRules({ preview, rules }: { preview: RulesPreview; rules: Map<string, AssignmentRule> }) {
  const { t } = useTranslation();
  const { territoryName } = useRuleTexts();
  const silent = preview.rules.flatMap((figures) => {
    const [silence, rule] = [silenceOf(figures), rules.get(figures.rule)];
    return silence && rule ? [{ rule, silence, figures }] : [];
  });
  if (silent.length === 0) return null;
  return (
    <Card title={t("rules.silent", { count: silent.length })} description={t("rules.silentText")}>
      <ul className="divide-y divide-line">
        {silent.map(({ rule, silence, figures }) => (
          <li key={rule.id} className="py-2.5 first:pt-0 last:pb-0">
            <p className="font-medium break-words">
              {rule.name} <span className="font-normal text-ink-3">{territoryName(rule.territory)}</span>
            </p>
            <p className="text-sm text-ink-2">{t(`rules.silence.${silence}`, { count: silence === "offers" ? figures.holds : figures.offers })}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
