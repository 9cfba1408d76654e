// The files that were brought in lately.
import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CrmImport, ImportState } from "@/api/crm";
import { importsQuery } from "@/api/crm_queries";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Badge, type Tone } from "@/design/badge";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { ExportAll } from "./export_all";

const TONES: Record<ImportState, Tone> = { uploaded: "neutral", checking: "info", checked: "warning", running: "info", done: "accent", cancelled: "neutral", failed: "danger" };

export function ImportBadge({ state }: { state: ImportState }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`imports.state.${state}`)}</Badge>;
}

function useColumns(): Column<CrmImport>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const number = (value: number) => format.number(value);
  return [
    {
      id: "name",
      header: t("imports.file"),
      isTitle: true,
      cell: (one) => (
        <Link to={`/imports/${one.id}`} className="font-medium break-all text-ink hover:underline">
          {one.name}
        </Link>
      ),
    },
    { id: "object", header: t("imports.what"), cell: (one) => t(`crmObject.${one.object}.many`) },
    { id: "rows", header: t("imports.rows"), isNumber: true, cell: (one) => number(one.row_count) },
    { id: "state", header: t("job.stateLabel"), cell: (one) => <ImportBadge state={one.state} /> },
    {
      id: "result",
      header: t("imports.result"),
      cell: (one) =>
        one.outcome && (one.state === "done" || one.state === "cancelled") ? (
          <span className="text-ink-2">{t("imports.resultLine", { added: number(one.outcome.added), updated: number(one.outcome.updated), rejected: number(one.outcome.rejected) })}</span>
        ) : (
          <span className="text-ink-3">–</span>
        ),
    },
    {
      id: "when",
      header: t("imports.when"),
      cell: (one) =>
        one.created_at ? (
          <time dateTime={one.created_at} title={format.exactTime(one.created_at)} className="text-ink-2">
            {format.relative(one.created_at)}
          </time>
        ) : null,
    },
  ];
}

export function ImportList() {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery({ ...importsQuery, enabled: may("crm.import") });
  const columns = useColumns();
  const start = (
    <Button look="primary" asChild>
      <Link to="/imports/new">
        <FileUp aria-hidden className="size-4" />
        {t("imports.new")}
      </Link>
    </Button>
  );
  return (
    <Allowed permission="crm.import">
      <PageHeader title={t("nav.imports")} description={t("imports.text")} actions={query.data?.length ? start : null} />
      <Card isFlush>
        <DataTable
          caption={t("nav.imports")}
          columns={columns}
          rows={query.data}
          keyOf={(one) => one.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={
            <Empty icon={<FileUp aria-hidden className="size-5" />} title={t("imports.none")} action={start}>
              {t("imports.noneText")}
            </Empty>
          }
        />
      </Card>
      <div className="mt-5">
        <ExportAll />
      </div>
    </Allowed>
  );
}
