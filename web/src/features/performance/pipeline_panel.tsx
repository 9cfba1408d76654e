// The pipeline: open opportunities by stage, what they are worth and what of it is likely, how long they stand, and by group.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PipelineLine, PipelinePerformance, PipelineStage, View } from "@/api/performance";
import { byOf, pipelineQuery } from "@/api/performance_queries";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { AmountBar, Legend } from "./bars";
import { Nothing, Panel } from "./panel";
import { keyOf } from "./revenue_panel";
import { Records, SumText, UnconvertedNote } from "./sums";
import { useLineText } from "./use_line_text";

const SHOWN_MAX = 12;
type Figures = Pick<PipelineLine, "count" | "amount" | "weighted" | "ages" | "where">;

function useColumns<Row extends Figures>(title: Column<Row>, most: number): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    title,
    { id: "bar", header: t("performance.chart"), isQuiet: true, hideOnPhone: true, className: "md:w-44", cell: ({ amount, weighted }) => <AmountBar amount={amount.amount.amount} likely={weighted.amount.amount} most={most} /> },
    { id: "count", header: t("performance.count"), isNumber: true, cell: ({ count, where }) => <Records object="opportunity" where={where}>{format.number(count)}</Records> },
    { id: "amount", header: t("performance.amount"), isNumber: true, cell: ({ amount }) => <SumText sum={amount} /> },
    { id: "weighted", header: t("performance.weighted"), isNumber: true, cell: ({ weighted }) => <SumText sum={weighted} /> },
    { id: "old", header: t("performance.over90"), isNumber: true, cell: ({ ages }) => format.number(ages[3] ?? 0) },
  ];
}

const mostOf = (rows: Figures[]) => Math.max(0, ...rows.map(({ amount }) => Number(amount.amount.amount)));

function Stages({ rows }: { rows: PipelineStage[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title: Column<PipelineStage> = {
    id: "stage",
    header: t("performance.stage"),
    isTitle: true,
    cell: ({ label, probability }) => (
      <span className="font-medium break-words">
        {label} <span className="font-normal text-ink-3">{format.wholePercent(probability / 100)}</span>
      </span>
    ),
  };
  const columns = useColumns(title, mostOf(rows));
  return <DataTable caption={t("performance.byStage")} columns={columns} rows={rows} keyOf={({ stage }) => stage} empty={null} shownMax={SHOWN_MAX} />;
}

function Groups({ lines, by }: { lines: PipelineLine[]; by: string }) {
  const { t } = useTranslation();
  const textOf = useLineText(by);
  const title: Column<PipelineLine> = { id: "group", header: t("performance.group"), isTitle: true, cell: (line) => <span className="font-medium break-words">{textOf(line)}</span> };
  const columns = useColumns(title, mostOf(lines));
  return <DataTable caption={t("performance.byGroup", { view: t("performance.pipeline") })} columns={columns} rows={lines} keyOf={keyOf} empty={<Nothing>{t("performance.noOpen")}</Nothing>} shownMax={SHOWN_MAX} />;
}

function Ages({ ages }: { ages: number[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = ["0–30", "31–60", "61–90", "> 90"];
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 border-t border-line px-5 py-3 text-sm text-ink-2">
      <dt className="font-medium">{t("performance.ageing")}</dt>
      {names.map((name, index) => (
        <dd key={name}>
          {name}: <span className="tabular font-medium text-ink">{format.number(ages[index] ?? 0)}</span>
        </dd>
      ))}
    </dl>
  );
}

export function PipelinePanel({ view }: { view: View }) {
  const { t } = useTranslation();
  const query = useQuery(pipelineQuery(view));
  const by = byOf(view.by, ["period"]);
  const textOf = useLineText(by);
  function rows({ lines, stages, reporting }: PipelinePerformance) {
    const cells = ({ count, amount, weighted, ages }: Figures) => [String(count), amount.amount.amount, weighted.amount.amount, ...ages.map(String)];
    return [
      [t("performance.group"), t("performance.count"), `${t("performance.amount")} (${reporting})`, t("performance.weighted"), "0-30", "31-60", "61-90", "91+"],
      ...stages.map((one) => [one.label, ...cells(one)]),
      ...lines.map((line) => [textOf(line), ...cells(line)]),
    ];
  }
  return (
    <Panel title={t("performance.pipeline")} text={t("performance.pipelineText")} query={query} file="pipeline" rows={rows}>
      {(report) => (
        <>
          <UnconvertedNote sums={[report.total.amount]} />
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-t border-line px-5 py-4">
            <p>
              <span className="text-xl font-semibold">
                <Records object="opportunity" where={report.where}>
                  <SumText sum={report.total.amount} />
                </Records>
              </span>{" "}
              <span className="text-ink-2">{t("performance.openDeals", { count: report.total.count })}</span>
            </p>
            <Legend items={[{ name: t("performance.weighted"), className: "bg-accent" }, { name: t("performance.amount"), className: "bg-accent/35" }]} />
          </div>
          <Stages rows={report.stages} />
          <Ages ages={report.total.ages} />
          {by === "none" || report.lines.length === 0 ? null : <Groups lines={report.lines} by={by} />}
        </>
      )}
    </Panel>
  );
}
