// The unit at hand: its measures and how they stand among all units, its territory, its neighbours, its accounts.
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { unitQuery } from "@/api/layer_queries";
import type { Measure, UnitDetail, UnitLayer } from "@/api/market_layers";
import { useMay } from "@/api/session";
import { useTerritories } from "@/api/use_territories";
import { IconButton } from "@/design/button";
import { Card, Facts } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { listLink } from "@/lib/list_link";
import { useMeasureText } from "../use_measure_text";

const NEIGHBOURS_SHOWN = 8;

// The accounts whose postal code begins with the unit's; where they find it by their place, no list can tell them.
export function accountsPath(layer: UnitLayer, code: string): string | null {
  if (layer.match.by !== "postal_code") return null;
  const inCountry = layer.country ? [{ field: "country", is: "eq" as const, value: layer.country }] : [];
  return listLink("/accounts", [{ field: "postal_code", is: "begins", value: code }, ...inCountry]);
}

function Values({ unit, measures }: { unit: UnitDetail; measures: Measure[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMeasureText();
  return (
    <dl className="tabular flex flex-col gap-2.5 text-sm">
      {measures.map((measure) => {
        const rank = unit.ranks[measure.key];
        return (
          <div key={measure.key} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
            <dt className="break-words text-ink-2">{measure.name}</dt>
            <dd className="text-right">
              <span className="font-medium">{text(measure, unit.values[measure.key])}</span>
              {rank ? <span className="block text-xs text-ink-2">{t("layerMap.rank", { rank: format.number(rank.rank), of: format.number(rank.of) })}</span> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface UnitCardProps {
  layer: UnitLayer;
  code: string;
  measures: Measure[];
  onChoose: (code: string) => void;
  onClose: () => void;
}

function Detail({ layer, unit, measures, onChoose }: { unit: UnitDetail } & Omit<UnitCardProps, "code" | "onClose">) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const { nameOf } = useTerritories();
  const accounts = may("crm.read") ? accountsPath(layer, unit.code) : null;
  const territory = unit.territory ? (
    <Link to={`/territories/${unit.territory}`} className="prose-link">
      {nameOf(unit.territory) ?? t("rules.otherTerritory")}
    </Link>
  ) : (
    t("rules.noTerritory")
  );
  return (
    <div className="flex flex-col gap-4">
      <Facts
        items={[
          { label: t("alignment.territory"), value: territory },
          ...(unit.part_of ? [{ label: t("layerMap.partOf"), value: unit.part_of }] : []),
          ...(unit.area_km2 === undefined ? [] : [{ label: layer.shape === "cells" ? t("layerMap.areaAbout") : t("layerMap.area"), value: t("layerMap.km2", { area: format.number(unit.area_km2) }) }]),
        ]}
      />
      {measures.length > 0 ? <Values unit={unit} measures={measures} /> : null}
      {unit.neighbours.length > 0 ? (
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
          <span className="text-ink-2">{t("layerMap.neighbours")}</span>
          {unit.neighbours.slice(0, NEIGHBOURS_SHOWN).map((code) => (
            <button key={code} type="button" className="prose-link" onClick={() => onChoose(code)}>
              {code}
            </button>
          ))}
        </p>
      ) : null}
      {accounts ? (
        <Link to={accounts} className="prose-link text-sm">
          {t("layerMap.toAccounts")}
        </Link>
      ) : null}
    </div>
  );
}

export function UnitCard({ layer, code, measures, onChoose, onClose }: UnitCardProps) {
  const { t } = useTranslation();
  const query = useQuery({ ...unitQuery(layer.id, code), retry: false });
  const name = query.data?.name ? t("layerMap.unitNamed", { code, name: query.data.name }) : code;
  return (
    <Card title={<span data-testid="unit">{name}</span>} actions={<IconButton size="small" label={t("ui.close")} icon={<X aria-hidden className="size-4" />} className="-my-1 -mr-2" onClick={onClose} />}>
      {query.data ? (
        <Detail layer={layer} unit={query.data} measures={measures} onChoose={onChoose} />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-24 w-full" />
      )}
    </Card>
  );
}
