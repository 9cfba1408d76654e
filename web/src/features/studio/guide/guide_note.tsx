// Above the studio, for who came there step by step: what is left to do, and the way back.
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { useStudio } from "../context";

export function GuideNote() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const { plan, board } = useStudio();
  if (!params.has("guide")) return null;
  const items = [
    { name: "adjusted", isDone: board.revision > 0 },
    { name: "shared", isDone: board.state !== "draft" },
  ] as const;
  return (
    <nav aria-label={t("plans.guide")} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-accent-soft px-3 py-1.5 text-sm md:px-4">
      <ul className="flex min-w-0 flex-1 flex-wrap gap-x-4 gap-y-1">
        {items.map(({ name, isDone }) => (
          <li key={name} className="flex items-center gap-1.5 text-accent-text">
            <span className={cx("grid size-4.5 shrink-0 place-items-center rounded-full border border-accent", isDone && "bg-accent text-accent-ink")}>{isDone ? <Check aria-hidden className="size-3" strokeWidth={3} /> : null}</span>
            {t(`guide.note.${name}`)}
            {isDone ? <span className="sr-only">({t("guide.done")})</span> : null}
          </li>
        ))}
      </ul>
      <Button asChild size="small">
        <Link to={`/plans/guide?step=review&plan=${plan.id}&dataset=${plan.dataset}`}>{t("guide.note.on")}</Link>
      </Button>
    </nav>
  );
}
