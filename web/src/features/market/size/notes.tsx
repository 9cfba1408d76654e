// Of when numbers are, and what is left out of their sums.
import { useTranslation } from "react-i18next";
import type { Unconverted } from "@/api/market_size";
import { useMay } from "@/api/session";
import { useFormat } from "@/lib/format";
import { CountNow } from "../count_now";

export function Notes({ asOf, unconverted }: { asOf: string | undefined; unconverted: Unconverted[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  return (
    <div className="-mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
      {asOf || unconverted.length > 0 ? (
        <p className="max-w-[90ch] text-sm text-ink-2">
          {asOf ? `${t("size.asOf", { at: format.dateTime(asOf) })} ` : null}
          {unconverted.length > 0 ? t("size.unconverted", { amounts: unconverted.map((one) => format.money(one)).join(", ") }) : null}
        </p>
      ) : null}
      {may("market.manage") ? <CountNow path="/market-size/count" /> : null}
    </div>
  );
}
