// What a formula gives for real records, as far as one sees them.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type FormulaCheck, type ObjectName, PLURALS } from "@/api/crm";
import { Badge } from "@/design/badge";
import { useFormat } from "@/lib/format";
import { triedText } from "./tried_text";

function Value({ value, type }: { value: string | null | undefined; type: string | undefined }) {
  const { t } = useTranslation();
  if (value === null || value === undefined) return <span className="text-ink-3">{t("formula.noAnswer")}</span>;
  if (type?.startsWith("bool")) return <Badge tone={value === "true" ? "accent" : "neutral"}>{value === "true" ? t("crmValue.yes") : t("crmValue.no")}</Badge>;
  return <span className="font-mono text-sm break-all">{value}</span>;
}

export function FormulaPreview({ object, check }: { object: ObjectName; check: FormulaCheck }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="rounded-md border border-line">
      <p role="status" className="border-b border-line bg-surface-2/60 px-4 py-2 text-sm text-ink-2">
        {check.count === 0 ? t("formula.noRecords") : triedText(t, format, check)}
        {check.type ? <span className="ml-2 font-mono text-xs text-ink-3">{check.type}</span> : null}
      </p>
      <ul aria-label={t("formula.preview")} className="divide-y divide-line">
        {check.preview.map(({ id, title, value }) => (
          <li key={id} className="flex items-baseline justify-between gap-4 px-4 py-2">
            <Link to={`/${PLURALS[object]}/${id}`} className="min-w-0 truncate hover:underline">
              {title}
            </Link>
            <Value value={value} type={check.type} />
          </li>
        ))}
      </ul>
    </div>
  );
}
