// Makes a data set of a layer of units: a built-in one or one of one's own, with the measures to balance by.
import { Layers } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import type { Dataset } from "@/api/types";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input, Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Progress, Skeleton } from "@/design/progress";
import { Checkbox } from "@/design/toggle";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { builtInValue, useLayerChoice } from "./use_layer_choice";

type Choice = ReturnType<typeof useLayerChoice>;

function Measures({ choice }: { choice: Choice }) {
  const { t } = useTranslation();
  const usable = choice.measures.filter(({ count }) => count > 0);
  if (usable.length === 0) return <p className="text-sm text-ink-2">{t("layerData.noMeasures")}</p>;
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t("layerData.measures")}</legend>
      <div className="grid max-h-56 gap-2.5 overflow-y-auto sm:grid-cols-2">
        {usable.map(({ key, name, unit }) => (
          <Checkbox key={key} label={name} hint={unit || undefined} isChecked={choice.keys.includes(key)} onChange={(isOn) => choice.tick(key, isOn)} />
        ))}
      </div>
    </fieldset>
  );
}

function Chosen({ choice }: { choice: Choice }) {
  const { t } = useTranslation();
  const { builtIn, layer, isReady } = choice;
  if (builtIn) return <p className="text-sm text-ink-2">{t("layerData.builtInText", { source: builtIn.source })}</p>;
  if (layer?.state === "failed") return <p className="text-sm text-danger-text">{t("layerData.failed")}</p>;
  if (layer?.state === "loading") {
    return (
      <div role="status" className="flex flex-col gap-2">
        <p className="text-sm text-ink-2">{t("layerData.loading", { name: layer.name })}</p>
        <Progress value={null} label={t("layerData.loading", { name: layer.name })} />
      </div>
    );
  }
  if (!isReady) return null;
  return (
    <>
      <Measures choice={choice} />
      <Field label={t("design.datasetName")}>
        <Input value={choice.name} maxLength={200} onChange={(event) => choice.call(event.target.value)} />
      </Field>
    </>
  );
}

export function LayerDatasetForm({ onMade }: { onMade: (dataset: Dataset) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const choice = useLayerChoice();
  const { list, layers, builtIns, builtIn, value, isReady } = choice;
  const form = useSubmit(async () => {
    if (builtIn) await choice.add();
    else onMade(await choice.make());
  });
  if (!may("market.read")) return <p className="text-ink-2">{t("layerData.mayNot")}</p>;
  if (list.isPending) return <Skeleton className="h-10 w-full" />;
  const units = (count: number) => t("design.unitCount", { count, number: format.number(count) });
  const options = [
    ...layers.map(({ id, name, unit_count, state }) => ({ value: id as string, label: state === "ready" ? `${name} (${units(unit_count)})` : name })),
    ...builtIns.map((one) => ({ value: builtInValue(one), label: t("layerData.builtIn", { name: one.name, units: units(one.unit_count) }) })),
  ];
  if (options.length === 0) return <p className="text-ink-2">{t("layerData.none")}</p>;
  const problem = form.problem ?? choice.problem;
  const reason = value === "" ? t("layerData.chooseFirst") : !builtIn && !isReady ? t("layerData.notReady") : !choice.name.trim() && t("design.mistake.name");
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void form.submit(event)}>
      {problem ? <ProblemNote problem={problem} /> : null}
      <Field label={t("layerData.layer")}>
        <Select value={value} placeholder={t("layerData.choose")} options={options} onValueChange={choice.choose} />
      </Field>
      <Chosen choice={choice} />
      <Button type="submit" className="self-start" icon={<Layers aria-hidden className="size-4" />} isBusy={form.isBusy} disabledReason={reason}>
        {builtIn ? t("layerData.add") : t("layerData.make")}
      </Button>
    </form>
  );
}
