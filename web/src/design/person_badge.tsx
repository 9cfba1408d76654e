import { useTranslation } from "react-i18next";
import type { Person } from "@/api/types";
import { Badge, type Tone } from "./badge";

const TONES: Record<Person["status"], Tone> = { active: "accent", invited: "warning", deactivated: "neutral" };

export function PersonBadge({ status }: { status: Person["status"] }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`person.status.${status}`)}</Badge>;
}
