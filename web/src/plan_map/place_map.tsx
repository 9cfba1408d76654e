// One place on the map, over the territories of the plan that holds, else of the newest. The map itself is loaded only here.
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { mapQuery, plansQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { idFrom, type PlanId, type TerritoryMap } from "@/api/types";
import { cx } from "@/design/cx";
import { Card } from "@/design/page";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";

const Canvas = lazy(() => import("./place_canvas"));
const NO_MAP: TerritoryMap = { type: "FeatureCollection", features: [] };

interface PlaceProps {
  lon: number;
  lat: number;
  // What the mark is: for those who do not see it.
  label: string;
}

// The map with its numbers below, for within a card.
export function PlaceView({ lon, lat, label }: PlaceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const plans = useQuery({ ...plansQuery(), enabled: may("plans.read") });
  const plan = plans.data?.items.find(({ state }) => state === "active") ?? plans.data?.items.find(({ summary }) => summary);
  const map = useQuery({ ...mapQuery(plan?.id ?? idFrom<PlanId>("")), enabled: plan !== undefined });
  // Without a plan there is still the place.
  const isReady = map.data !== undefined || !may("plans.read") || map.error !== null || plans.error !== null || (plans.data !== undefined && !plan);
  const number = (value: number) => format.decimal(value.toFixed(4));
  return (
    <>
      <div className="relative h-56 bg-[var(--map-land)]">
        {isReady ? (
          <Suspense fallback={<Skeleton className="size-full rounded-none" />}>
            <Canvas key={`${lon} ${lat} ${plan?.id ?? ""}`} map={map.data ?? NO_MAP} lon={lon} lat={lat} label={label} />
          </Suspense>
        ) : (
          <Skeleton className="size-full rounded-none" />
        )}
      </div>
      <p className="tabular border-t border-line px-5 py-2 text-xs text-ink-3">
        {t("crmField.lat")} {number(lat)} · {t("crmField.lon")} {number(lon)}
      </p>
    </>
  );
}

export function PlaceMap({ title, className, ...place }: PlaceProps & { title: string; className?: string }) {
  return (
    <Card isFlush title={title} className={cx(className)}>
      <div className="border-t border-line">
        <PlaceView {...place} />
      </div>
    </Card>
  );
}
