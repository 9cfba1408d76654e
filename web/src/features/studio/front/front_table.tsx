// Plans to choose from as a table, in step with the plot.
import { useTranslation } from "react-i18next";
import type { Front, FrontPoint, OfferId, Tradeoff } from "@/api/studio";
import { type Column, DataTable } from "@/design/table";
import { GAINS } from "./front";
import { useGains } from "./use_gains";

// Without a point: the plan as it was when the search began.
interface Row {
  index: number;
  point: FrontPoint | null;
  gives: Tradeoff;
  isOn: boolean;
}

export function Dot({ isOn }: { isOn: boolean }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden className="size-3 shrink-0">
      <circle cx={6} cy={6} r={4.5} strokeWidth={1.5} className={isOn ? "fill-accent stroke-accent" : "fill-surface stroke-ink-3"} />
    </svg>
  );
}

export function Diamond() {
  return (
    <svg viewBox="0 0 12 12" aria-hidden className="size-3 shrink-0">
      <path d="M6 0.5L11.5 6L6 11.5L0.5 6Z" className="fill-ink" />
    </svg>
  );
}

interface FrontTableProps {
  front: Front;
  chosen: OfferId | null;
  onChoose: (offer: OfferId) => void;
}

export function FrontTable({ front, chosen, onChoose }: FrontTableProps) {
  const { t } = useTranslation();
  const { nameOf, valueOf, pointName } = useGains();
  const rows: Row[] = [
    { index: -1, point: null, gives: front.present, isOn: front.is_present_on_front },
    ...front.points.map((point, index) => ({ index, point, gives: point.gives, isOn: point.is_on_front })),
  ];
  const columns: Column<Row>[] = [
    {
      id: "name",
      header: t("studio.front.choice"),
      isTitle: true,
      isNumber: false,
      sortBy: ({ index }) => String(index + 1).padStart(3, "0"),
      cell: ({ index, point, isOn }) => (
        <span className="flex items-center gap-2 whitespace-nowrap">
          {point ? <Dot isOn={isOn} /> : <Diamond />}
          {point ? (
            <button type="button" aria-pressed={point.offer.id === chosen} className="prose-link" onClick={() => onChoose(point.offer.id)}>
              {pointName(index)}
            </button>
          ) : (
            t("studio.now")
          )}
          <span className="sr-only">{isOn ? t("studio.front.on") : t("studio.front.off")}</span>
        </span>
      ),
    },
    ...GAINS.map((gain): Column<Row> => ({ id: gain, header: nameOf(gain), isNumber: true, sortBy: ({ gives }) => gives[gain], cell: ({ gives }) => valueOf(gain, gives[gain]) })),
  ];
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <DataTable isDense caption={t("studio.front.table")} columns={columns} rows={rows} keyOf={({ index }) => String(index)} isMarked={({ point }) => point !== null && point.offer.id === chosen} empty={null} />
    </div>
  );
}
