// The measures of a layer: what each holds, and what can be done with it.
import { useQueryClient } from "@tanstack/react-query";
import { FileUp, Sigma } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import { layerPath } from "@/api/layer_queries";
import type { Measure, UnitLayer } from "@/api/market_layers";
import { useMay } from "@/api/session";
import { useMeasures } from "@/api/use_measures";
import { Button } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { Card } from "@/design/page";
import { useToast } from "@/design/toast";
import { CountNow } from "../count_now";
import { JoinForm } from "./join_form";
import { MeasureForm } from "./measure_form";
import { MeasureTable } from "./measure_table";

function RemoveMeasure({ layer, measure, onClose }: { layer: UnitLayer; measure: Measure; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  async function remove() {
    await loose.delete(`${layerPath}/measures/{key}`, { path: { layer: layer.id, key: measure.key }, version: measure.version });
    await client.invalidateQueries({ queryKey: ["market", "layers"] });
    say(t("measures.removed", { name: measure.name }));
  }
  return <Confirm isOpen onOpenChange={onClose} title={t("measures.removeTitle", { name: measure.name })} text={t("measures.removeText")} action={t("measures.remove")} onConfirm={remove} />;
}

type Doing = { what: "join" } | { what: "derive" } | { what: "edit" | "remove"; measure: Measure };

export function MeasuresCard({ layer }: { layer: UnitLayer }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useMeasures(layer.id);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const measures = query.data ?? [];
  const mayNot = !may("market.manage") && t("layers.mayNot");
  const join = (
    <Button size="small" icon={<FileUp aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => setDoing({ what: "join" })}>
      {t("measures.join")}
    </Button>
  );
  return (
    <Card isFlush title={t("measures.title")} description={t("measures.text")}>
      <div className="flex flex-wrap items-center gap-2 px-5 pb-3.5">
        {join}
        <Button size="small" icon={<Sigma aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => setDoing({ what: "derive" })}>
          {t("measures.derive")}
        </Button>
        <CountNow path={`/unit-layers/${layer.id}/count`} />
      </div>
      <MeasureTable
        layer={layer}
        rows={query.data}
        error={query.error}
        onRetry={() => void query.refetch()}
        onEdit={(measure) => setDoing({ what: "edit", measure })}
        onRemove={(measure) => setDoing({ what: "remove", measure })}
        empty={
          <Empty title={t("measures.none")} className="border-t border-line">
            {t("measures.noneText")}
          </Empty>
        }
      />
      {doing?.what === "join" ? <JoinForm layer={layer} onClose={close} /> : null}
      {doing?.what === "derive" ? <MeasureForm layer={layer} measures={measures} onClose={close} /> : null}
      {doing?.what === "edit" ? <MeasureForm layer={layer} measures={measures} measure={doing.measure} onClose={close} /> : null}
      {doing?.what === "remove" ? <RemoveMeasure layer={layer} measure={doing.measure} onClose={close} /> : null}
    </Card>
  );
}
