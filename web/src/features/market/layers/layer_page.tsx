// One layer: what it is and where it is from, what was noticed in it, and its measures.
import { useQuery } from "@tanstack/react-query";
import { MapPinned, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { layerQuery } from "@/api/layer_queries";
import type { LayerId, UnitLayer } from "@/api/market_layers";
import { useMay } from "@/api/session";
import { idFrom } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Card, Facts, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { EditLayer, RemoveLayer } from "./edit_layer";
import { Findings } from "./findings";
import { LayerBadge, LayerProgress } from "./layer_state";
import { MeasuresCard } from "./measures_card";

function About({ layer }: { layer: UnitLayer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { match } = layer;
  const country = layer.country ? (new Intl.DisplayNames(format.locale, { type: "region" }).of(layer.country) ?? layer.country) : t("layers.severalCountries");
  return (
    <Card title={t("layers.about")}>
      <Facts
        items={[
          { label: t("layers.unitCount"), value: format.number(layer.unit_count) },
          { label: t("layers.shape"), value: `${t(`layers.shapes.${layer.shape}`)}${layer.shape === "cells" ? `. ${t("layerMap.approximateText")}` : ""}` },
          { label: t("layers.country"), value: country },
          { label: t("layers.match"), value: match.by === "place" ? t("layers.byPlace") : t("layers.byPostalCode", { count: match.characters }) },
          { label: t("layers.source"), value: layer.source || "–" },
          { label: t("layers.addedAt"), value: format.date(layer.created_at) },
        ]}
      />
    </Card>
  );
}

function Parts({ layer }: { layer: UnitLayer }) {
  const { t } = useTranslation();
  const { state, findings = [], problems = [] } = layer;
  if (state === "loading") {
    return (
      <Card title={t("layers.reading", { name: layer.name })} className="max-w-3xl">
        <LayerProgress job={layer.job} label={t("layers.reading", { name: layer.name })} />
      </Card>
    );
  }
  if (state === "failed") {
    return (
      <Card title={t("layers.refused")} description={t("layers.refusedText")} className="max-w-3xl">
        {problems.length > 0 ? <Findings findings={problems} isProblem label={t("layers.refused")} /> : <p className="text-ink-2">{t("layers.noProblems")}</p>}
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <MeasuresCard layer={layer} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <About layer={layer} />
        {findings.length > 0 ? (
          <Card title={t("layers.findings")} description={t("layers.findingsText")}>
            <Findings findings={findings} isProblem={false} label={t("layers.findings")} />
          </Card>
        ) : null}
      </div>
    </div>
  );
}

function Loaded({ layer }: { layer: UnitLayer }) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<"edit" | "remove" | null>(null);
  const mayNot = !may("market.manage") && t("layers.mayNot");
  return (
    <>
      <PageHeader
        title={layer.name}
        badge={<LayerBadge state={layer.state} />}
        above={
          <Link to="/market/layers" className="hover:underline">
            {t("nav.unitLayers")}
          </Link>
        }
        actions={
          <>
            {layer.state === "ready" ? (
              <Button asChild>
                <Link to={`/market/map?layer=${layer.id}`}>
                  <MapPinned aria-hidden className="size-4" />
                  {t("layers.onMap")}
                </Link>
              </Button>
            ) : null}
            <Button icon={<Pencil aria-hidden className="size-4" />} disabledReason={mayNot || (layer.state !== "ready" && t("layers.notReady"))} onClick={() => setDoing("edit")}>
              {t("layers.edit")}
            </Button>
            <Button look="ghost" icon={<Trash2 aria-hidden className="size-4" />} disabledReason={mayNot} onClick={() => setDoing("remove")}>
              {t("layers.remove")}
            </Button>
          </>
        }
      />
      <Parts layer={layer} />
      {doing === "edit" ? <EditLayer layer={layer} onClose={() => setDoing(null)} /> : null}
      {doing === "remove" ? <RemoveLayer layer={layer} onClose={() => setDoing(null)} onRemoved={() => void navigate("/market/layers")} /> : null}
    </>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const id = idFrom<LayerId>(useParams()["layer"]);
  const query = useQuery(layerQuery(id));
  if (query.data) return <Loaded layer={query.data} />;
  return (
    <>
      <PageHeader
        title={t("nav.unitLayers")}
        above={
          <Link to="/market/layers" className="hover:underline">
            {t("nav.unitLayers")}
          </Link>
        }
      />
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton className="h-48 w-full" />}
    </>
  );
}

export function LayerPage() {
  return (
    <Allowed permission="market.read">
      <Waiting />
    </Allowed>
  );
}
