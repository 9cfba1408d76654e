import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Unreachable } from "@/api/problem";
import { Badge } from "@/design/badge";
import { Empty } from "@/design/empty";
import { Card } from "@/design/page";
import { Pagination, useCursor } from "@/design/pagination";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";

interface Row {
  name: string;
  units: number;
  deviation: number;
}

const ROWS: Row[] = [
  { name: "Haarlem", units: 41, deviation: 0.013 },
  { name: "Utrecht", units: 57, deviation: -0.021 },
  { name: "Zwolle", units: 33, deviation: 0.004 },
];

export function Tables() {
  const { t } = useTranslation();
  const format = useFormat();
  const cursor = useCursor("gallery");
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: "name", header: t("plan.territory"), isTitle: true, sortBy: (row) => row.name, cell: (row) => <span className="font-medium">{row.name}</span> },
      { id: "units", header: t("plan.units"), isNumber: true, sortBy: (row) => row.units, cell: (row) => row.units },
      { id: "deviation", header: t("plan.deviation"), isNumber: true, sortBy: (row) => row.deviation, cell: (row) => format.signedPercent(row.deviation) },
      { id: "state", header: t("job.stateLabel"), cell: () => <Badge tone="accent">{t("gallery.tone.accent")}</Badge> },
    ],
    [t, format],
  );
  const shared = { columns, keyOf: (row: Row) => row.name, empty: <Empty title={t("gallery.empty")}>{t("gallery.emptyText")}</Empty> };
  return (
    <div className="grid gap-5">
      <Card isFlush title={t("gallery.tables")}>
        <DataTable {...shared} caption={t("gallery.tables")} rows={ROWS} initialSort={{ id: "units", desc: true }} footer={<Pagination cursor={cursor} next="more" shown={3} />} />
      </Card>
      <Card isFlush title={t("gallery.tableLoading")}>
        <DataTable {...shared} caption={t("gallery.tableLoading")} rows={undefined} />
      </Card>
      <div className="grid gap-5 md:grid-cols-2">
        <Card isFlush title={t("gallery.tableEmpty")}>
          <DataTable {...shared} caption={t("gallery.tableEmpty")} rows={[]} />
        </Card>
        <Card isFlush title={t("gallery.tableError")}>
          <DataTable {...shared} caption={t("gallery.tableError")} rows={undefined} error={new Unreachable()} onRetry={() => {}} />
        </Card>
      </div>
    </div>
  );
}
