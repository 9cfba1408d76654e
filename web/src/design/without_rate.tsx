// What formulas cannot read, since there is no exchange rate for it, and where to mend that.
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormat } from "@/lib/format";
import { cx } from "./cx";

// Of so many accounts, or of the one that the page is about.
export function WithoutRate({ count, className }: { count: number | "this"; className?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (count === 0) return null;
  return (
    <p className={cx("flex items-start gap-2 text-sm text-warning-text", className)}>
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {count === "this" ? t("size.withoutRateHere") : t("size.withoutRate", { count, number: format.number(count) })}{" "}
        <Link to="/company/rates" className="font-medium underline underline-offset-3">
          {t("performance.toRates")}
        </Link>
      </span>
    </p>
  );
}
