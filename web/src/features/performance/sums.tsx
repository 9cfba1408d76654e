// Amounts that open the records behind them, and what could not be converted.
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ObjectName } from "@/api/crm";
import { PLURALS } from "@/api/crm";
import type { Sum } from "@/api/performance";
import { useFormat } from "@/lib/format";

export function Records({ object, where, children }: { object: ObjectName; where: string | undefined; children: ReactNode }) {
  if (!where) return <>{children}</>;
  return (
    <Link to={`/${PLURALS[object]}?where=${encodeURIComponent(where)}`} className="underline decoration-line-strong underline-offset-3 hover:decoration-current">
      {children}
    </Link>
  );
}

// The amount, with a mark where it is not all of it.
export function SumText({ sum }: { sum: Sum }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {format.money(sum.amount)}
      {sum.unconverted.length > 0 ? (
        <>
          <span aria-hidden title={t("performance.notAll")} className="text-warning-text">
            *
          </span>
          <span className="sr-only"> {t("performance.notAll")}</span>
        </>
      ) : null}
    </>
  );
}

// What is not in a panel's sums, and where to mend it.
export function UnconvertedNote({ sums }: { sums: Sum[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = sums.flatMap(({ unconverted }) => unconverted);
  if (all.length === 0) return null;
  return (
    <p className="flex items-start gap-2.5 border-t border-line bg-warning-soft px-5 py-3 text-sm text-warning-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {t("performance.unconverted", { amounts: all.map(({ amount, count }) => t("performance.unconvertedOne", { amount: format.money(amount), count })).join(", ") })}{" "}
        <Link to="/company/rates" className="font-medium underline underline-offset-3">
          {t("performance.toRates")}
        </Link>
      </span>
    </p>
  );
}
