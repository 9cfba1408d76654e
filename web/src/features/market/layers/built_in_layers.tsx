// The layers that come with Bailiwick, each added by a press.
import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { loose } from "@/api/client";
import type { BuiltInLayer, LayerList, UnitLayer } from "@/api/market_layers";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";

function BuiltIn({ one, isThere, mayNot }: { one: BuiltInLayer; isThere: boolean; mayNot: string | false }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const say = useToast();
  const form = useSubmit(async () => {
    await loose.post<UnitLayer>("/unit-layers", { body: { built_in: one.key } });
    await client.invalidateQueries({ queryKey: ["market", "layers"] });
    say(t("layers.isRead", { name: one.name }));
  });
  const reason = mayNot || (isThere ? t("layers.isThere") : !one.is_available && t("layers.notAvailable"));
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 px-5 py-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium break-words">{one.name}</p>
        <p className="text-sm text-ink-2">
          {t("layerMap.units", { count: one.unit_count, number: format.number(one.unit_count) })} · {one.source}
        </p>
        {one.missing?.length ? <p className="text-sm break-words text-warning-text">{t("layers.missingFiles", { names: one.missing.join(", ") })}</p> : null}
      </div>
      <Button size="small" icon={<Plus aria-hidden className="size-4" />} isBusy={form.isBusy} disabledReason={reason} onClick={() => void form.submit()} aria-label={t("layers.addNamed", { name: one.name })}>
        {t("layers.add")}
      </Button>
      {form.problem ? (
        <div className="w-full">
          <ProblemNote problem={form.problem} />
        </div>
      ) : null}
    </li>
  );
}

export function BuiltInLayers({ list, mayNot }: { list: LayerList; mayNot: string | false }) {
  const { t } = useTranslation();
  if (list.built_in.length === 0) return null;
  const there = new Set(list.items.filter(({ state }) => state !== "failed").map(({ built_in }) => built_in));
  return (
    <Card isFlush title={t("layers.builtIn")} description={t("layers.builtInText")}>
      <ul aria-label={t("layers.builtIn")} className="divide-y divide-line border-t border-line">
        {list.built_in.map((one) => (
          <BuiltIn key={one.key} one={one} isThere={there.has(one.key)} mayNot={mayNot} />
        ))}
      </ul>
    </Card>
  );
}
