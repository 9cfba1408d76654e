import { useTranslation } from "react-i18next";
import type { Plan } from "@/api/types";
import { Badge, type Tone } from "./badge";

const TONES: Record<Plan["state"], Tone> = { draft: "neutral", in_review: "warning", approved: "info", active: "accent", archived: "neutral" };

export function PlanBadge({ state }: { state: Plan["state"] }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`plan.state.${state}`)}</Badge>;
}
