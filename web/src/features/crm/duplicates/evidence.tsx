// Why two records look like one: what speaks for it, and what against.
import { Equal, EqualNot } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LikelyPair } from "@/api/crm";
import { Badge } from "@/design/badge";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFormat } from "@/lib/format";

// Two that are surely the same are not told to be so by 100%: nothing is looked up that would prove it.
export function Likely({ pair }: { pair: LikelyPair }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = Math.min(Math.floor(pair.probability * 100) / 100, 0.99);
  return <Badge tone={pair.probability >= 0.9 ? "warning" : "neutral"}>{t("duplicates.likely", { share: format.wholePercent(share) })}</Badge>;
}

export function EvidenceList({ pair }: { pair: LikelyPair }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameLabel } = useCrmLabels();
  return (
    <ul aria-label={t("duplicates.why")} className="flex flex-wrap gap-1.5">
      {pair.evidence.map(({ field, similarity, weight }) => (
        <li key={field}>
          <Badge tone={weight > 0 ? "accent" : "neutral"} icon={weight > 0 ? <Equal aria-hidden className="size-3" /> : <EqualNot aria-hidden className="size-3" />}>
            {weight <= 0
              ? t("duplicates.differs", { field: nameLabel(field) })
              : similarity >= 1
                ? t("duplicates.same", { field: nameLabel(field) })
                : t("duplicates.alike", { field: nameLabel(field), share: format.wholePercent(Math.min(similarity, 0.99)) })}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
