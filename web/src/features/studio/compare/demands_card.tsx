// The demands that only one of two plans has.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Demand, PlanDiff } from "@/api/studio";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { useFormat } from "@/lib/format";
import { DemandMark } from "../demands/demand_mark";
import type { Units } from "../units";

const SHOWN_MAX = 20;
const CODES_SHOWN = 5;

interface ListProps {
  plan: string;
  demands: Demand[];
  nameOf: (territory: number | undefined) => string;
  units: Units;
  onShow: (places: number[]) => void;
}

function DemandList({ plan, demands, nameOf, units, onShow }: ListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? demands : demands.slice(0, SHOWN_MAX);
  const code = (place: number | undefined) => units.ids[place ?? -1] ?? "";
  function textOf({ kind, units: places, territory }: Demand): string {
    if (kind !== "together") return t(`demands.text.${kind}`, { unit: code(places[0]), other: code(places[1]), name: nameOf(territory) });
    const codes = places.slice(0, CODES_SHOWN).map(code).join(", ");
    return t("compare.together", { codes: places.length > CODES_SHOWN ? t("studio.andMore", { codes, number: format.number(places.length - CODES_SHOWN) }) : codes });
  }
  return (
    <section aria-label={t("compare.onlyIn", { name: plan })} className="min-w-0">
      <h3 className="mb-1 text-sm font-semibold">
        {t("compare.onlyIn", { name: plan })} <span className="tabular font-normal text-ink-2">{format.number(demands.length)}</span>
      </h3>
      {demands.length === 0 ? <p className="text-sm text-ink-2">{t("compare.noDemands")}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {shown.map((demand) => (
          <li key={`${demand.kind} ${demand.territory ?? ""} ${demand.units.join(" ")}`}>
            <button type="button" className="flex w-full items-start gap-2 py-1.5 text-left hover:underline" onClick={() => onShow(demand.units)}>
              <span className="mt-0.5">
                <DemandMark kind={demand.kind} />
              </span>
              <span className="min-w-0 break-words">
                {textOf(demand)}
                <span className="sr-only">: {t("plan.showOnMap")}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < demands.length ? (
        <Button size="small" className="mt-2" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: demands.length })}
        </Button>
      ) : null}
    </section>
  );
}

export function DemandsCard({ diff, units, onShow }: { diff: PlanDiff; units: Units; onShow: (places: number[]) => void }) {
  const { t } = useTranslation();
  const { demanded, released, territories } = diff;
  if (demanded.length + released.length === 0) return null;
  const here = (index: number | undefined) => territories.find((one) => one.index === index)?.name ?? "";
  const there = (index: number | undefined) => {
    const found = territories.find((one) => one.index_then === index);
    return found?.name_then ?? found?.name ?? "";
  };
  return (
    <Card title={t("studio.tabs.demands")} description={t("compare.demandsText")}>
      <div className="grid gap-5 md:grid-cols-2">
        <DemandList plan={diff.plan.name} demands={released} nameOf={here} units={units} onShow={onShow} />
        <DemandList plan={diff.with.name} demands={demanded} nameOf={there} units={units} onShow={onShow} />
      </div>
    </Card>
  );
}
