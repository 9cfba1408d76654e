// The measures of a layer. What the server counts itself it names in English: here it has the reader's words.
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { measuresQuery } from "./layer_queries";
import { LIVE_MEASURES, type LayerId, type LiveMeasure, type Measure } from "./market_layers";

const isLive = (key: string): key is LiveMeasure => (LIVE_MEASURES as readonly string[]).includes(key);

export function useMeasures(layer: LayerId) {
  const { t } = useTranslation();
  const select = useCallback(
    (measures: Measure[]) =>
      measures.map((measure) => {
        if (measure.kind !== "live" || !isLive(measure.key)) return measure;
        const unit = measure.unit === "accounts" || measure.unit === "hours" ? t(`measures.liveUnits.${measure.unit}`) : measure.unit;
        return { ...measure, name: t(`measures.live.${measure.key}`), unit };
      }),
    [t],
  );
  return useQuery({ ...measuresQuery(layer), select });
}
