// The layers of a company: what there is, what is being read, and what can be added.
import { useQuery } from "@tanstack/react-query";
import { Layers, Trash2, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { layersQuery } from "@/api/layer_queries";
import type { LayerList, UnitLayer } from "@/api/market_layers";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { BuiltInLayers } from "./built_in_layers";
import { RemoveLayer } from "./edit_layer";
import { LayerBadge, LayerProgress } from "./layer_state";
import { UploadLayer } from "./upload_layer";

const LAYERS_MAX = 20;

// A refused layer keeps its name taken, and is one of those that a company may have.
function RemoveRefused({ layer }: { layer: UnitLayer }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isAsking, setIsAsking] = useState(false);
  const close = () => setIsAsking(false);
  return (
    <div className="ml-auto">
      <Button size="small" look="ghost" icon={<Trash2 aria-hidden className="size-4" />} disabledReason={!may("market.manage") && t("layers.mayNot")} onClick={() => setIsAsking(true)} aria-label={t("layers.removeNamed", { name: layer.name })}>
        {t("layers.remove")}
      </Button>
      {isAsking ? <RemoveLayer layer={layer} onClose={close} onRemoved={close} /> : null}
    </div>
  );
}

function LayerLine({ layer }: { layer: UnitLayer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const findings = (layer.state === "failed" ? layer.problems : layer.findings) ?? [];
  return (
    <li className="px-5 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Link to={`/market/layers/${layer.id}`} className="min-w-0 text-lg font-semibold break-words hover:underline">
          {layer.name}
        </Link>
        <LayerBadge state={layer.state} />
        {layer.shape === "cells" && layer.state === "ready" ? <Badge tone="warning">{t("layerMap.approximate")}</Badge> : null}
        {layer.state === "ready" ? (
          <Link to={`/market/map?layer=${layer.id}`} className="prose-link ml-auto text-sm">
            {t("layers.onMap")}
          </Link>
        ) : null}
        {layer.state === "failed" ? <RemoveRefused layer={layer} /> : null}
      </div>
      {layer.state === "loading" ? (
        <div className="mt-2.5 max-w-xl">
          <LayerProgress job={layer.job} label={t("layers.reading", { name: layer.name })} />
        </div>
      ) : (
        <p className="mt-1 text-sm text-ink-2">
          {layer.state === "ready" ? t("layerMap.units", { count: layer.unit_count, number: format.number(layer.unit_count) }) : t("layers.refused")}
          {layer.state === "ready" ? ` · ${t(`layers.shapes.${layer.shape}`)}` : null}
          {layer.source ? ` · ${layer.source}` : null}
        </p>
      )}
      {findings.length > 0 ? (
        <p className="mt-1 text-sm">
          <Link to={`/market/layers/${layer.id}`} className="prose-link">
            {t(layer.state === "failed" ? "layers.problemCount" : "layers.findingCount", { count: findings.length })}
          </Link>
        </p>
      ) : null}
    </li>
  );
}

function Loaded({ list }: { list: LayerList }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isUploading, setIsUploading] = useState(false);
  const mayNot = !may("market.manage") ? t("layers.mayNot") : list.items.length >= LAYERS_MAX && t("layers.tooMany", { count: LAYERS_MAX });
  const upload = (look: "primary" | "secondary") => (
    <Button look={look} icon={<Upload aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => setIsUploading(true)}>
      {t("layers.upload")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("nav.unitLayers")} description={t("layers.text")} actions={list.items.length > 0 ? upload("primary") : null} />
      <div className="flex flex-col gap-5">
        <Card isFlush title={t("layers.own")}>
          {list.items.length === 0 ? (
            <Empty icon={<Layers aria-hidden className="size-5" />} title={t("layers.none")} action={upload("secondary")}>
              {t("layers.noneText")}
            </Empty>
          ) : (
            <ul aria-label={t("layers.own")} className="divide-y divide-line border-t border-line">
              {list.items.map((layer) => (
                <LayerLine key={layer.id} layer={layer} />
              ))}
            </ul>
          )}
        </Card>
        <BuiltInLayers list={list} mayNot={mayNot} />
      </div>
      {isUploading ? <UploadLayer layers={list.items} onClose={() => setIsUploading(false)} /> : null}
    </>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const query = useQuery(layersQuery);
  if (query.data) return <Loaded list={query.data} />;
  return (
    <>
      <PageHeader title={t("nav.unitLayers")} description={t("layers.text")} />
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton className="h-48 w-full" />}
    </>
  );
}

export function LayersPage() {
  return (
    <Allowed permission="market.read">
      <Waiting />
    </Allowed>
  );
}
