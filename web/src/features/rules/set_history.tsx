// All sets of rules that there were: what each was made from, and from when it held.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ruleSetsQuery } from "@/api/rule_queries";
import type { RuleSet } from "@/api/rules";
import { Badge, type Tone } from "@/design/badge";
import { Card } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { useSetName } from "./set_name";

const SHOWN_MAX = 10;
const TONES: Record<RuleSet["state"], Tone> = { draft: "info", active: "accent", archived: "neutral" };

function useColumns(sets: RuleSet[] | undefined): Column<RuleSet>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { setName, nameIn } = useSetName();
  const never = (set: RuleSet) => <span className="text-ink-3">{set.state === "draft" ? t("rules.notYet") : t("rules.never")}</span>;
  return [
    {
      id: "name",
      header: t("rules.set"),
      isTitle: true,
      cell: (set) => (
        <Link to={`/rules?set=${set.id}`} className="font-medium text-ink hover:underline">
          {setName(set)}
        </Link>
      ),
    },
    { id: "state", header: t("rules.state"), cell: (set) => <Badge tone={TONES[set.state]}>{t(`rules.states.${set.state}`)}</Badge> },
    { id: "valid_from", header: t("rules.validFrom"), cell: (set) => (set.valid_from ? format.localDate(set.valid_from) : never(set)) },
    { id: "parent", header: t("rules.parent"), cell: (set) => nameIn(sets, set.parent) },
    { id: "rules", header: t("rules.ruleCount"), isNumber: true, cell: (set) => format.number(set.rules) },
    { id: "created", header: t("rules.created"), cell: (set) => format.date(set.created_at) },
    {
      id: "job",
      header: t("job.title"),
      cell: (set) =>
        set.job ? (
          <Link to={`/jobs/${set.job}`} className="prose-link">
            {t("plan.openJob")}
          </Link>
        ) : (
          <span className="text-ink-3">–</span>
        ),
    },
  ];
}

export function SetHistory() {
  const { t } = useTranslation();
  const query = useQuery(ruleSetsQuery);
  const columns = useColumns(query.data);
  if (query.data?.length === 0) return null;
  return (
    <Card isFlush title={t("rules.history")} description={t("rules.historyText")} className="mt-5">
      <DataTable caption={t("rules.history")} columns={columns} rows={query.data} keyOf={({ id }) => id} error={query.error} onRetry={() => void query.refetch()} empty={null} shownMax={SHOWN_MAX} />
    </Card>
  );
}
