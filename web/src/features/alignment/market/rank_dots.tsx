// Where a territory stands among its peers, the best first: a dot for each, its own filled. With many peers the dots become a line.
import { useTranslation } from "react-i18next";
import { cx } from "@/design/cx";
import { useFormat } from "@/lib/format";

const DOTS_MAX = 14;

export function RankDots({ rank, of }: { rank: number; of: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isGood = rank <= Math.ceil(of / 4);
  const isBad = rank > of - Math.ceil(of / 4);
  const look = isGood ? "bg-accent" : isBad ? "bg-warning-text" : "bg-ink-2";
  return (
    <span className="inline-flex items-center gap-2.5">
      <span aria-hidden className="hidden items-center gap-0.5 sm:inline-flex">
        {of <= DOTS_MAX ? (
          Array.from({ length: of }, (_, index) => <span key={index} className={cx("rounded-full", index + 1 === rank ? `size-2.5 ${look}` : "size-1.5 bg-line-strong/60")} />)
        ) : (
          <span className="relative block h-2.5 w-28">
            <span className="absolute inset-x-0 top-1/2 h-px bg-line-strong" />
            <span className={cx("absolute top-0 size-2.5 -translate-x-1/2 rounded-full", look)} style={{ left: `${(100 * (rank - 1)) / (of - 1)}%` }} />
          </span>
        )}
      </span>
      <span className="tabular text-sm whitespace-nowrap">{t("layerMap.rank", { rank: format.number(rank), of: format.number(of) })}</span>
    </span>
  );
}
