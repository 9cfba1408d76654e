// What an import did or would do, in numbers, and what is wrong with the rows that stay out.
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CrmField, CrmImport, ImportOutcome, ImportProblem } from "@/api/crm";
import { leftOutUrl, rejectsUrl } from "@/api/crm_queries";
import { Button } from "@/design/button";
import { Card, Stat, Stats } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";
import { useRuleText } from "@/lib/rule_text";
import { pathOf } from "../fields/values";

const SHOWN_MAX = 100;

export function OutcomeTiles({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stats>
      <Stat label={t("imports.added")} value={format.number(outcome.added)} />
      <Stat label={t("imports.updated")} value={format.number(outcome.updated)} />
      <Stat label={t("imports.unchanged")} value={format.number(outcome.unchanged)} />
      <Stat label={t("imports.rejected")} value={format.number(outcome.rejected)} note={outcome.rejected > 0 ? t("imports.rejectedNote") : undefined} />
      {outcome.left_out > 0 ? <Stat label={t("imports.leftOut")} value={format.number(outcome.left_out)} note={t("imports.leftOutNote")} /> : null}
    </Stats>
  );
}

// What stands for required values that new records lack.
export function StoodIn({ outcome, fields }: { outcome: ImportOutcome; fields: CrmField[] }) {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const format = useFormat();
  const nameOf = (path: string) => {
    const field = fields.find((one) => pathOf(one) === path);
    return field ? fieldLabel(field) : path;
  };
  if (!outcome.stood_in?.length) return null;
  return (
    <ul aria-label={t("imports.stoodIn")} className="flex flex-col gap-1 text-sm text-ink-2">
      {outcome.stood_in.map(({ field, from, count }) => (
        <li key={`${field} ${from}`}>{t("imports.stoodInOf", { count, number: format.number(count), field: nameOf(field), from: t(`imports.standIn.${from}`) })}</li>
      ))}
    </ul>
  );
}

function useColumns(fields: CrmField[]): Column<ImportProblem>[] {
  const { t } = useTranslation();
  const { fieldLabel } = useCrmLabels();
  const say = useRuleText();
  const format = useFormat();
  return [
    { id: "line", header: t("imports.line"), isNumber: true, sortBy: ({ line }) => line, cell: ({ line }) => format.number(line) },
    {
      id: "column",
      header: t("imports.column"),
      sortBy: ({ column }) => column ?? "",
      cell: ({ column, field: name }) => {
        const field = fields.find((one) => pathOf(one) === name);
        return (
          <span>
            {column || "–"}
            {field ? <span className="text-ink-3"> → {fieldLabel(field)}</span> : null}
          </span>
        );
      },
    },
    { id: "value", header: t("imports.value"), cell: ({ value }) => (value ? <span className="block max-w-64 font-mono text-sm break-words">{value}</span> : <span className="text-ink-3">–</span>) },
    { id: "reason", header: t("imports.reason"), sortBy: ({ message }) => message, cell: ({ rule, message, is_left_out }) => `${is_left_out ? `${t("imports.isLeftOut")} ` : ""}${say(rule, message)}` },
  ];
}

function ListLink({ href, name, kind, text }: { href: string; name: string; kind: string; text: string }) {
  return (
    <Button size="small" asChild>
      <a href={href} download={name.replace(/(\.\w+)?$/, `.${kind}.csv`)}>
        <Download aria-hidden className="size-4" />
        {text}
      </a>
    </Button>
  );
}

export function Problems({ one, fields }: { one: CrmImport; fields: CrmField[] }) {
  const { t } = useTranslation();
  const problems = one.outcome?.problems ?? [];
  const columns = useColumns(fields);
  if (problems.length === 0) return null;
  return (
    <Card
      isFlush
      title={t("imports.problems")}
      description={problems.length >= SHOWN_MAX ? t("imports.problemsFirst", { count: SHOWN_MAX }) : undefined}
      actions={
        <>
          {one.outcome?.rejected ? <ListLink href={rejectsUrl(one.id)} name={one.name} kind="rejects" text={t("imports.rejects")} /> : null}
          {one.outcome?.left_out ? <ListLink href={leftOutUrl(one.id)} name={one.name} kind="left-out" text={t("imports.leftOutList")} /> : null}
        </>
      }
    >
      <DataTable caption={t("imports.problems")} columns={columns} rows={problems} keyOf={({ line, column, rule }) => `${line} ${column ?? ""} ${rule ?? ""}`} shownMax={25} empty={null} />
    </Card>
  );
}
