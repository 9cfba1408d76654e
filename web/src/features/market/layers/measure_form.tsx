// A measure made by a formula, new or changed; of one from a file, what it is called and how it adds up.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import { functionsQuery } from "@/api/crm_queries";
import { layerPath } from "@/api/layer_queries";
import type { Measure, MeasureChange, UnitLayer } from "@/api/market_layers";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useMay } from "@/api/session";
import type { Choice } from "@/formula/completion";
import { FormulaInput } from "@/formula/formula_input";
import { useSubmit } from "@/lib/use_submit";
import { keyOf } from "./measure_key";

const NO_WORDS = new Map();
const NO_FAULTS: never[] = [];
const AREA = "area_km2";

function useMeasureChoices(layer: UnitLayer, measures: Measure[]): Choice[] {
  const { t } = useTranslation();
  const may = useMay();
  const functions = useQuery({ ...functionsQuery, enabled: may("crm.read") }).data ?? [];
  const own = measures.map(({ key, name }): Choice => ({ name: key, label: name, detail: "decimal", kind: "field" }));
  const area: Choice[] = layer.shape === "points" ? [] : [{ name: AREA, label: t("layerMap.area"), detail: "decimal", kind: "field" }];
  return [...own, ...area, ...functions.map(({ name, form }): Choice => ({ name, label: "", detail: form, kind: /^\w+\.\w+\(/.test(form) ? "method" : "function" }))];
}

interface MeasureFormProps {
  layer: UnitLayer;
  measures: Measure[];
  measure?: Measure;
  onClose: () => void;
}

export function MeasureForm({ layer, measures, measure, onClose }: MeasureFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const [key, setKey] = useState(measure?.key ?? "");
  const [values, setValues] = useState<MeasureChange>({ name: measure?.name ?? "", unit: measure?.unit ?? "", adds: measure?.adds ?? "sum", weighed_by: measure?.weighed_by ?? null, formula: measure?.formula ?? null });
  const isDerived = !measure || measure.kind === "derived";
  const others = measures.filter((one) => one.key !== measure?.key);
  const choices = useMeasureChoices(layer, others);
  const shownKey = measure ? measure.key : key || keyOf(values.name);
  const form = useSubmit(async () => {
    const { weighed_by, formula, ...rest } = values;
    const body = { ...rest, name: rest.name.trim(), unit: rest.unit.trim(), ...(rest.adds === "mean" && weighed_by ? { weighed_by } : {}), ...(isDerived ? { formula: (formula ?? "").trim() } : {}) };
    await loose.put(`${layerPath}/measures/{key}`, { path: { layer: layer.id, key: shownKey }, version: measure?.version ?? "*", body });
    await client.invalidateQueries({ queryKey: ["market", "layers"] });
    say(measure ? t("ui.saved") : t("measures.derived", { name: values.name.trim() }));
    onClose();
  });
  const missing = !values.name.trim() ? t("measures.noName") : !measure && others.some((one) => one.key === shownKey) ? t("measures.keyTaken", { key: shownKey }) : isDerived && !values.formula?.trim() && t("measures.noFormula");
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={measure ? t("measures.editTitle", { name: measure.name }) : t("measures.deriveTitle")}
      description={isDerived ? t("measures.deriveText") : undefined}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={missing}>
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["name", "unit", "formula", "weighed_by"]} /> : null}
        <div className="grid gap-4.5 sm:grid-cols-2">
          <Field label={t("measures.name")} error={form.errors["name"]}>
            <Input value={values.name} maxLength={200} autoComplete="off" placeholder={t("measures.namePlaceholder")} onChange={(event) => setValues({ ...values, name: event.target.value })} />
          </Field>
          <Field label={t("measures.key")} hint={t("measures.keyHint")}>
            <Input value={shownKey} maxLength={50} autoComplete="off" readOnly={Boolean(measure)} onChange={(event) => setKey(keyOf(event.target.value))} />
          </Field>
          <Field label={t("measures.unit")} hint={t("measures.unitHint")} error={form.errors["unit"]}>
            <Input value={values.unit} maxLength={50} autoComplete="off" onChange={(event) => setValues({ ...values, unit: event.target.value })} />
          </Field>
          <Field label={t("measures.adds")}>
            <Select
              value={values.adds}
              options={[
                { value: "sum", label: t("measures.sum") },
                { value: "mean", label: t("measures.mean") },
              ]}
              onValueChange={(adds) => setValues({ ...values, adds: adds === "mean" ? "mean" : "sum" })}
            />
          </Field>
          {values.adds === "mean" ? (
            <Field label={t("measures.weighedBy")} error={form.errors["weighed_by"]}>
              <Select value={values.weighed_by ?? ""} placeholder={t("measures.notWeighed")} options={others.map((one) => ({ value: one.key, label: one.name }))} onValueChange={(weighed_by) => setValues({ ...values, weighed_by })} />
            </Field>
          ) : null}
        </div>
        {isDerived ? (
          <Field label={t("formula.label")} hint={t("measures.formulaHint")} error={form.errors["formula"]}>
            <FormulaInput
              value={values.formula ?? ""}
              onChange={(formula) => setValues({ ...values, formula })}
              choices={choices}
              words={NO_WORDS}
              isField={(name) => choices.some((one) => one.kind === "field" && one.name === name)}
              faults={NO_FAULTS}
              isInvalid={form.errors["formula"] !== undefined}
              placeholder={t("measures.formulaPlaceholder")}
            />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}
