import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { auditQuery } from "@/api/queries";
import type { AuditEntry } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { Card, Facts, PageHeader } from "@/design/page";
import { Pagination, useCursor } from "@/design/pagination";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { AuditFilter, FILTERS } from "./audit_filter";
import { Verification } from "./verification";

function useColumns(onOpen: (entry: AuditEntry) => void): Column<AuditEntry>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: "number", header: t("audit.number"), isNumber: true, hideOnPhone: true, className: "md:w-20 text-ink-3", cell: (entry) => entry.number },
    {
      id: "action",
      header: t("audit.action"),
      isTitle: true,
      cell: (entry) => (
        <button type="button" onClick={() => onOpen(entry)} className="text-left font-mono text-sm font-medium text-ink hover:underline">
          {entry.action}
        </button>
      ),
    },
    { id: "actor", header: t("audit.actor"), cell: (entry) => entry.actor.name ?? <span className="text-ink-3">{t("audit.system")}</span> },
    {
      id: "subject",
      header: t("audit.subject"),
      className: "min-w-0",
      cell: (entry) => entry.subject_name ?? <span className="font-mono text-xs break-all text-ink-2">{entry.subject}</span>,
    },
    {
      id: "at",
      header: t("audit.at"),
      cell: (entry) => (
        <time dateTime={entry.at} className="tabular whitespace-nowrap text-ink-2">
          {format.exactTime(entry.at)}
        </time>
      ),
    },
  ];
}

function Details({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mono = (text: string) => <span className="font-mono text-sm break-all">{text}</span>;
  return (
    <Dialog isOpen side="right" size="small" onOpenChange={(isOpen) => !isOpen && onClose()} title={t("audit.entry", { number: entry.number })} description={entry.action}>
      <Facts
        items={[
          { label: t("audit.at"), value: format.exactTime(entry.at) },
          { label: t("audit.actor"), value: <>{entry.actor.name ?? t("audit.system")} {entry.actor.id ? mono(entry.actor.id) : null}</> },
          { label: t("audit.subject"), value: <>{entry.subject_name} {mono(entry.subject)}</> },
        ]}
      />
      <h3 className="mt-5 mb-1.5 text-sm font-medium text-ink-2">{t("audit.details")}</h3>
      <pre className="overflow-x-auto rounded-md bg-surface-2 p-3 font-mono text-xs text-ink" tabIndex={0}>
        {JSON.stringify(entry.details, null, 2)}
      </pre>
    </Dialog>
  );
}

export function AuditLog() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const filter: Record<string, string | undefined> = Object.fromEntries(FILTERS.map((name) => [name, search.get(name) ?? undefined]));
  const cursor = useCursor(search.toString());
  const query = useQuery(auditQuery({ ...filter, cursor: cursor.cursor }));
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const columns = useColumns(setOpen);
  const isFiltered = FILTERS.some((name) => filter[name]);
  return (
    <Allowed permission="audit.read">
      <PageHeader title={t("nav.audit")} description={t("audit.text")} />
      <Verification />
      <AuditFilter values={filter} onChange={(next) => setSearch(next, { replace: true })} />
      <Card isFlush>
        <DataTable
          caption={t("nav.audit")}
          columns={columns}
          rows={query.data?.items}
          keyOf={(entry) => String(entry.number)}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={
            <Empty icon={<ScrollText aria-hidden className="size-5" />} title={t("audit.none")} action={isFiltered ? <Button onClick={() => setSearch({})}>{t("audit.clear")}</Button> : null}>
              {t("audit.noneText")}
            </Empty>
          }
          footer={<Pagination cursor={cursor} next={query.data?.next} shown={query.data?.items.length ?? 0} />}
        />
      </Card>
      {open ? <Details entry={open} onClose={() => setOpen(null)} /> : null}
    </Allowed>
  );
}
