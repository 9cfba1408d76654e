// Measures from a CSV: the file is checked first, which changes nothing, and what it would bring is told; then it is stored whole.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import { layerPath } from "@/api/layer_queries";
import type { DecimalMark, JoinReport, Repeats, UnitLayer } from "@/api/market_layers";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { DropZone } from "@/design/drop_zone";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { today } from "@/lib/days";
import { useSubmit } from "@/lib/use_submit";
import { JoinResult } from "./join_result";
import { readFile } from "./layer_file";

interface JoinOrder {
  code: string;
  repeats: Repeats;
  // "found": by the cells of the file.
  decimal_mark: DecimalMark | "found";
  as_of: string;
  source: string;
}
const REPEATS = ["refuse", "sum", "last"] as const;
const MARKS = [
  { value: "found", name: "found" },
  { value: ",", name: "comma" },
  { value: ".", name: "point" },
] as const;

function JoinFields({ order, columns, onChange }: { order: JoinOrder; columns: string[]; onChange: (order: JoinOrder) => void }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4.5 sm:grid-cols-2">
      <Field label={t("join.code")}>
        <Select value={order.code} placeholder={t("join.codeGuess")} options={columns.map((value) => ({ value, label: value }))} onValueChange={(code) => onChange({ ...order, code })} />
      </Field>
      <Field label={t("join.repeats")}>
        <Select value={order.repeats} options={REPEATS.map((value) => ({ value, label: t(`join.repeat.${value}`) }))} onValueChange={(repeats) => onChange({ ...order, repeats: repeats as Repeats })} />
      </Field>
      <Field label={t("join.decimalMark")}>
        <Select value={order.decimal_mark} options={MARKS.map(({ value, name }) => ({ value, label: t(`join.marks.${name}`) }))} onValueChange={(mark) => onChange({ ...order, decimal_mark: mark as JoinOrder["decimal_mark"] })} />
      </Field>
      <Field label={t("join.source")} optionalText={t("ui.optional")}>
        <Input value={order.source} maxLength={200} placeholder={t("join.sourcePlaceholder")} onChange={(event) => onChange({ ...order, source: event.target.value })} />
      </Field>
      <Field label={t("join.asOf")}>
        <Input type="date" value={order.as_of} onChange={(event) => onChange({ ...order, as_of: event.target.value })} />
      </Field>
    </div>
  );
}

export function JoinForm({ layer, onClose }: { layer: UnitLayer; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [file, setFile] = useState<File | null>(null);
  const [columns, setColumns] = useState<string[]>([]);
  const [order, setOrder] = useState<JoinOrder>({ code: "", repeats: "refuse", decimal_mark: "found", as_of: today(), source: "" });
  const [report, setReport] = useState<JoinReport | null>(null);
  const send = (body: File, wanted: JoinOrder, check: boolean) => {
    const { repeats, decimal_mark, ...rest } = wanted;
    return loose.post<JoinReport>(`${layerPath}/measures/join`, { path: { layer: layer.id }, query: { ...rest, repeats: repeats === "refuse" ? undefined : repeats, decimal_mark: decimal_mark === "found" ? undefined : decimal_mark, check: check || undefined }, body });
  };
  const check = useSubmit(async () => file && setReport(await send(file, order, true)));
  const store = useSubmit(async () => {
    if (!file) return;
    const stored = await send(file, order, false);
    await client.invalidateQueries({ queryKey: ["market", "layers"] });
    say(t("join.stored", { count: stored.columns.length }));
    onClose();
  });
  function change(next: JoinOrder) {
    setOrder(next);
    setReport(null);
    store.reset();
  }
  async function choose(chosen: File) {
    setFile(chosen);
    setReport(null);
    check.reset();
    setColumns((await readFile(chosen)).columns);
  }
  const stop = !report ? false : report.matched === 0 ? t("join.noMatch") : report.columns.length === 0 ? t("join.noColumns") : !report.is_sound && t("join.chooseRepeats");
  const problem = check.problem ?? store.problem;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      side="right"
      size="large"
      title={t("join.title")}
      description={t("join.text")}
      onSubmit={(event) => void (report ? store : check).submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          {report ? (
            <Button type="submit" look="primary" isBusy={store.isBusy} disabledReason={stop}>
              {t("join.store")}
            </Button>
          ) : (
            <Button type="submit" look="primary" isBusy={check.isBusy} disabledReason={!file && t("layers.noFile")}>
              {t("join.check")}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {problem ? <ProblemNote problem={problem} /> : null}
        <DropZone title={t("join.drop")} hint={t("join.dropHint")} accept=".csv,text/csv,.txt" onFile={(next) => void choose(next)} />
        {file ? <JoinFields order={order} columns={columns} onChange={change} /> : null}
        {report ? <JoinResult report={report} /> : null}
      </div>
    </Dialog>
  );
}
