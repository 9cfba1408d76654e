// On a record's page: which others look like it. Nothing where none does.
import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { type CrmRecord, type DoubledObject, PLURALS } from "@/api/crm";
import { pairsOfQuery } from "@/api/crm_queries";
import { cx } from "@/design/cx";
import { EvidenceList, Likely } from "./evidence";
import { PairActions } from "./pair_actions";

const SHOWN = 3;

interface LookAlikesProps {
  object: DoubledObject;
  record: CrmRecord;
  className?: string;
}

export function LookAlikes({ object, record, className }: LookAlikesProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pairs = useQuery(pairsOfQuery(object, record.id)).data ?? [];
  if (pairs.length === 0) return null;
  return (
    <section aria-label={t("duplicates.mayBeTwice")} className={cx("min-w-0 rounded-lg border border-line-strong/50 bg-warning-soft/60 px-5 py-4", className)}>
      <h2 className="flex items-center gap-2 font-semibold">
        <Copy aria-hidden className="size-4 text-warning-text" />
        {t("duplicates.mayBeTwice")}
      </h2>
      <ul className="mt-3 flex flex-col gap-4">
        {pairs.slice(0, SHOWN).map((pair) => (
          <li key={pair.b.id} className="flex flex-col gap-2">
            <span className="flex flex-wrap items-center gap-2">
              <Link to={`/${PLURALS[object]}/${pair.b.id}`} className="min-w-0 font-medium break-words hover:underline">
                {pair.b.title}
              </Link>
              <Likely pair={pair} />
            </span>
            <EvidenceList pair={pair} />
            <PairActions object={object} pair={pair} onMerged={(kept) => void navigate(`/${PLURALS[object]}/${kept}`)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
