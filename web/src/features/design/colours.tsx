import { useTranslation } from "react-i18next";
import { cx } from "@/design/cx";
import { Group, Variant } from "./group";

const SURFACES = ["bg-canvas", "bg-surface", "bg-surface-2", "bg-surface-3", "bg-accent", "bg-accent-soft", "bg-danger", "bg-danger-soft", "bg-warning-soft", "bg-info-soft", "bg-line", "bg-line-strong"];
const INKS = ["text-ink", "text-ink-2", "text-ink-3", "text-accent-text", "text-danger-text"];
const SIZES = ["text-xs", "text-sm", "text-base", "text-lg", "text-xl", "text-2xl", "text-3xl"];

export function Colours() {
  const { t } = useTranslation();
  return (
    <Group title={t("gallery.colours")}>
      <Variant label={t("gallery.surfaces")}>
        {SURFACES.map((name) => (
          <div key={name} className="w-24">
            <div data-swatch className={cx("h-12 rounded-md border border-line", name)} />
            <p className="mt-1 font-mono text-xs text-ink-2">{name.slice(3)}</p>
          </div>
        ))}
      </Variant>
      <Variant label={t("gallery.inks")}>
        {INKS.map((name) => (
          <span key={name} className={cx("font-medium", name)}>
            {name.slice(5)}
          </span>
        ))}
      </Variant>
      <Variant label={t("gallery.type")}>
        <div className="flex flex-col gap-1">
          {SIZES.map((name) => (
            <p key={name} className={name}>
              {t("gallery.sample")} <span className="tabular text-ink-3">0123456789</span>
            </p>
          ))}
        </div>
      </Variant>
    </Group>
  );
}
