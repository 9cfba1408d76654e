// Accounts by which one sees what a preview means: some that move, that belong nowhere, that two rules claim alike.
import { Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { urlOf } from "@/api/client";
import type { AccountId } from "@/api/crm";
import type { AccountMove, AssignmentRule, RuleConflict, RulesPreview } from "@/api/rules";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { Tabs } from "@/design/tabs";
import { useFormat } from "@/lib/format";
import { AccountLink } from "./account_link";
import { useRuleTexts } from "./rule_texts";

const SHOWN_MAX = 10;

function accountColumn<Row extends { account: AccountId }>(header: string): Column<Row> {
  return { id: "account", header, isTitle: true, cell: ({ account }) => <AccountLink id={account} /> };
}

interface PartProps {
  preview: RulesPreview;
  ruleName: (id: string | undefined) => string;
}

function Moves({ preview, ruleName }: PartProps) {
  const { t } = useTranslation();
  const { territoryName } = useRuleTexts();
  const columns: Column<AccountMove>[] = [
    accountColumn(t("crmObject.account.one")),
    { id: "from", header: t("rules.from"), cell: ({ from }) => territoryName(from) },
    { id: "to", header: t("rules.to"), cell: ({ to }) => territoryName(to) },
    { id: "rule", header: t("rules.byRule"), cell: ({ rule }) => ruleName(rule) },
  ];
  return <DataTable caption={t("rules.moves")} columns={columns} rows={preview.move_examples} keyOf={({ account }) => account} empty={<None />} shownMax={SHOWN_MAX} />;
}

function Gaps({ preview }: PartProps) {
  const { t } = useTranslation();
  const rows = preview.gap_examples.map((account) => ({ account }));
  return <DataTable caption={t("rules.gaps")} columns={[accountColumn<{ account: AccountId }>(t("crmObject.account.one"))]} rows={rows} keyOf={({ account }) => account} empty={<None />} shownMax={SHOWN_MAX} />;
}

function Conflicts({ preview, ruleName }: PartProps) {
  const { t } = useTranslation();
  const columns: Column<RuleConflict>[] = [
    accountColumn(t("crmObject.account.one")),
    { id: "rule", header: t("rules.winner"), cell: ({ rule }) => ruleName(rule) },
    { id: "other", header: t("rules.other"), cell: ({ other }) => ruleName(other) },
  ];
  return <DataTable caption={t("rules.conflicts")} columns={columns} rows={preview.conflict_examples} keyOf={({ account }) => account} empty={<None />} shownMax={SHOWN_MAX} />;
}

function None() {
  const { t } = useTranslation();
  return <p className="border-t border-line px-5 py-5 text-ink-2">{t("rules.noExamples")}</p>;
}

type List = "moves" | "gaps" | "conflicts";

function DownloadAll({ list, day }: { list: List; day: string }) {
  const { t } = useTranslation();
  return (
    <Button size="small" asChild>
      <a href={urlOf("/assignment-rules/preview.csv", { query: { list, on: day } })} download={`${list}-${day}.csv`}>
        <Download aria-hidden className="size-4" />
        {t("rules.downloadAll")}
      </a>
    </Button>
  );
}

export function Examples({ preview, day, rules }: { preview: RulesPreview; day: string; rules: Map<string, AssignmentRule> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { territoryName } = useRuleTexts();
  const [tab, setTab] = useState(preview.moves > 0 ? "moves" : preview.gaps > 0 ? "gaps" : "conflicts");
  // Two rules may well be called alike: the territory tells them apart.
  function ruleName(id: string | undefined): string {
    if (id === undefined) return t("rules.noRule");
    const rule = rules.get(id);
    return rule ? `${rule.name} · ${territoryName(rule.territory)}` : t("rules.goneRule");
  }
  const label = (text: string, count: number) => (
    <>
      {text}
      <span className="tabular ml-1.5 rounded-full bg-surface-3 px-1.5 py-0.5 text-xs text-ink-2">{format.number(count)}</span>
    </>
  );
  const hint = (count: number, shown: number) => (count > shown ? <p className="px-5 pb-3 text-sm text-ink-3">{t("rules.firstOf", { shown: format.number(shown), count, number: format.number(count) })}</p> : null);
  const part = { preview, ruleName };
  const tabOf = (list: List, examples: number, content: ReactNode) => ({
    value: list,
    label: label(t(`rules.${list}`), preview[list]),
    content: (
      <Card isFlush title={t(`rules.${list}`)} description={t(`rules.${list}Text`)} actions={preview[list] > 0 ? <DownloadAll list={list} day={day} /> : undefined}>
        {hint(preview[list], examples)}
        {content}
      </Card>
    ),
  });
  const tabs = [
    tabOf("moves", preview.move_examples.length, <Moves {...part} />),
    tabOf("gaps", preview.gap_examples.length, <Gaps {...part} />),
    tabOf("conflicts", preview.conflict_examples.length, <Conflicts {...part} />),
  ];
  return <Tabs label={t("rules.examples")} value={tab} onChange={setTab} tabs={tabs} />;
}
