// What the map's colours, signs and bubbles mean.
import { useTranslation } from "react-i18next";
import { NEIGHBOURS } from "@/plan_map/palette";
import { useFormat } from "@/lib/format";
import { changes, diverging, sequence } from "@/unit_map/colours";
import { type ClassRange, colourIndex } from "@/unit_map/classes";
import { DEMAND_KINDS } from "@/api/studio";
import { useStudio } from "./context";
import { DemandMark } from "./demands/demand_mark";
import { BubbleLegend } from "./layers/bubble_legend";

export function Square({ colour }: { colour: string }) {
  return <span aria-hidden data-swatch className="size-3.5 shrink-0 rounded-sm" style={{ backgroundColor: colour }} />;
}

function Strip({ colours }: { colours: readonly string[] }) {
  return (
    <span aria-hidden className="flex overflow-hidden rounded-sm">
      {colours.map((colour) => (
        <span key={colour} data-swatch className="h-3 w-4.5" style={{ backgroundColor: colour }} />
      ))}
    </span>
  );
}

export function MeasureClasses({ ranges }: { ranges: ClassRange[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const colourOf = (index: number) => sequence()[colourIndex(index, ranges.length)] ?? "";
  return (
    <>
      <p aria-hidden className="tabular flex items-center gap-2 sm:hidden">
        {format.compact(ranges[0]?.from ?? 0)}
        <Strip colours={ranges.map((_, index) => colourOf(index))} />
        {format.compact(ranges.at(-1)?.to ?? 0)}
      </p>
      <ul aria-label={t("layerMap.classes")} className="flex flex-col gap-0.5 max-sm:sr-only">
        {ranges.map((range, index) => (
          <li key={range.from} className="tabular flex items-center gap-2">
            <Square colour={colourOf(index)} />
            {t("studio.range", { from: format.compact(range.from), to: format.compact(range.to) })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Content() {
  const { t } = useTranslation();
  const format = useFormat();
  const { colouring, look } = useStudio();
  if (colouring.by === "territory") {
    return (
      <p className="flex items-center gap-2">
        <Strip colours={NEIGHBOURS} />
        <span className="max-sm:sr-only">{t("plan.legendNeighbours")}</span>
      </p>
    );
  }
  if (colouring.by === "deviation") {
    return (
      <p className="tabular flex items-center gap-2">
        {format.signedPercent(-look.scale)}
        <Strip colours={diverging()} />
        {format.signedPercent(look.scale)}
        <span className="sr-only">{t("plan.legendBalance")}</span>
      </p>
    );
  }
  if (colouring.by === "measure") return <MeasureClasses ranges={look.ranges} />;
  const [same = "", other = ""] = changes();
  return (
    <ul className="flex flex-col gap-0.5">
      <li className="tabular flex items-center gap-2">
        <Square colour={other} />
        {t("studio.changedUnits", { count: look.changed, number: format.number(look.changed) })}
      </li>
      <li className="flex items-center gap-2">
        <Square colour={same} />
        {t("studio.sameUnits")}
      </li>
    </ul>
  );
}

// What demands look like; only kinds that there are.
function Demands() {
  const { t } = useTranslation();
  const { board, shown } = useStudio();
  const kinds = DEMAND_KINDS.filter((kind) => board.demands.some((one) => one.kind === kind));
  if (!shown.demands || kinds.length === 0) return null;
  return (
    <ul aria-label={t("studio.tabs.demands")} className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 border-t border-line pt-1">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <DemandMark kind={kind} />
          <span className="max-sm:sr-only">{t(`demands.legend.${kind}`)}</span>
        </li>
      ))}
    </ul>
  );
}

export function Legend() {
  return (
    <div data-testid="studio-legend" className="rounded-md border border-line bg-surface/95 px-2.5 py-1.5 text-xs text-ink shadow-1">
      <Content />
      <Demands />
      <BubbleLegend />
    </div>
  );
}
