// Which layer a model goes by.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { layersQuery } from "@/api/layer_queries";
import { Field } from "@/design/field";
import { Select } from "@/design/input";

export function LayerField({ value, hint, error, onChange }: { value: string; hint: string; error: string | undefined; onChange: (layer: string) => void }) {
  const { t } = useTranslation();
  const layers = useQuery(layersQuery).data?.items.filter(({ state }) => state === "ready") ?? [];
  return (
    <Field label={t("layerMap.layer")} hint={hint} error={error} className="max-w-md">
      <Select value={value} placeholder={t("models.noLayer")} options={layers.map(({ id, name }) => ({ value: id, label: name }))} onValueChange={onChange} />
    </Field>
  );
}
