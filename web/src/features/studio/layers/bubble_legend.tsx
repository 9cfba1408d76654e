// What bubbles mean, of which day they are, or why there are none and where that is put right.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "@/api/session";
import { cx } from "@/design/cx";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { bubbleMax, sizesOf } from "./bubble_sizes";
import type { BubbleLook } from "./use_bubbles";
import { useBubbleText } from "./use_bubble_text";

function Sizes({ look }: { look: BubbleLook }) {
  const { t } = useTranslation();
  const text = useBubbleText();
  return (
    <ul aria-label={t("layerMap.sizes")} className="tabular flex flex-wrap items-center gap-x-3 gap-y-1">
      {sizesOf(look.most, bubbleMax(look.values)).map(({ value, diameter }) => (
        <li key={value} className="flex items-center gap-1.5">
          <span aria-hidden data-swatch className="rounded-full bg-[var(--map-text)] opacity-60" style={{ width: diameter, height: diameter }} />
          {text(look.measure, value, true)}
        </li>
      ))}
    </ul>
  );
}

// Also said in the popover of layers, where the choice is made.
export function BubbleNote() {
  const { t } = useTranslation();
  const format = useFormat();
  const { bubbles } = useStudio();
  const link = "pointer-events-auto font-medium text-accent-text underline";
  if (bubbles.is === "searching") return <p role="status">{t("ui.loading")}</p>;
  if (bubbles.is === "no_layer") {
    return (
      <p>
        {t("studioLayers.noLayer")}{" "}
        <Link to="/market/layers" className={link}>
          {t("studioLayers.toLayers")}
        </Link>
      </p>
    );
  }
  if (bubbles.is === "not_counted") {
    return (
      <p>
        {t("studioLayers.notCounted")}{" "}
        <Link to={`/market/layers/${bubbles.layer}`} className={link}>
          {t("studioLayers.toCount")}
        </Link>
      </p>
    );
  }
  if (bubbles.is === "failed") {
    return (
      <p role="alert">
        {t("studioLayers.failed")}{" "}
        <button type="button" className={link} onClick={bubbles.again}>
          {t("ui.tryAgain")}
        </button>
      </p>
    );
  }
  if (bubbles.is === "off") return null;
  const { at, most, layer } = bubbles.look;
  return (
    <p>
      {most > 0 ? "" : `${t("studioLayers.nowhere")} `}
      {at ? t("studioLayers.countedOn", { day: format.dayOf(at), layer }) : t("studioLayers.countedNow", { layer })}
    </p>
  );
}

export function BubbleLegend() {
  const { t } = useTranslation();
  const { currency } = useSession().company;
  const { shown, bubbles } = useStudio();
  if (bubbles.is === "off" || shown.bubbles === null) return null;
  return (
    <section aria-label={t("studioLayers.bubblesTitle")} data-testid="bubble-legend" className="mt-1 flex flex-col gap-1 border-t border-line pt-1">
      <p className="font-medium">{t(`studioLayers.aUnit.${shown.bubbles}`, { currency })}</p>
      {bubbles.is === "shown" && bubbles.look.most > 0 ? <Sizes look={bubbles.look} /> : null}
      <div className={cx("max-w-64 text-ink-2", bubbles.is === "shown" && bubbles.look.most > 0 && "max-sm:sr-only")}>
        <BubbleNote />
      </div>
    </section>
  );
}
