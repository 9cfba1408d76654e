// Of when numbers are, and what is left out of their sums.
import { useTranslation } from "react-i18next";
import type { Unconverted } from "@/api/market_size";
import { useFormat } from "@/lib/format";

export function Notes({ asOf, unconverted }: { asOf: string | undefined; unconverted: Unconverted[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!asOf && unconverted.length === 0) return null;
  return (
    <p className="-mt-2 max-w-[90ch] text-sm text-ink-2">
      {asOf ? `${t("size.asOf", { at: format.dateTime(asOf) })} ` : null}
      {unconverted.length > 0 ? t("size.unconverted", { amounts: unconverted.map((one) => format.money(one)).join(", ") }) : null}
    </p>
  );
}
