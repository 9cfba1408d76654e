// The steps of the way, each a link as far as it can be gone.
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { cx } from "@/design/cx";
import { isDone, isOpen, type Known, type Step, STEPS } from "./way";

export function Steps({ now, known, linkTo }: { now: Step; known: Known; linkTo: (step: Step) => string }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("guide.steps")} className="mb-5">
      <p className="mb-2 text-sm text-ink-2 sm:hidden">{t("guide.stepOf", { number: STEPS.indexOf(now) + 1, count: STEPS.length, name: t(`guide.step.${now}`) })}</p>
      <ol className="flex flex-wrap gap-x-5 gap-y-1.5">
        {STEPS.map((step, index) => {
          const isNow = step === now;
          const done = isDone(step, now, known);
          const content = (
            <>
              <span aria-hidden className={cx("grid size-6 place-items-center rounded-full text-xs", isNow ? "bg-accent text-accent-ink" : done ? "bg-accent-soft text-accent-text" : "bg-surface-3 text-ink-2")}>
                {done ? <Check className="size-3.5" /> : index + 1}
              </span>
              <span className="max-sm:sr-only">{t(`guide.step.${step}`)}</span>
              {done ? <span className="sr-only">({t("guide.done")})</span> : null}
            </>
          );
          return (
            <li key={step} className="text-sm font-medium">
              {isOpen(step, known) ? (
                <Link to={linkTo(step)} aria-current={isNow ? "step" : undefined} className={cx("flex min-h-8 items-center gap-2 rounded-sm hover:underline", isNow ? "text-ink" : "text-ink-2")}>
                  {content}
                </Link>
              ) : (
                <span className="flex min-h-8 items-center gap-2 text-ink-3">{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

// Back and on, at the foot of a step.
export function Footer({ back, children }: { back?: string | undefined; children?: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      {back ? (
        <Link to={back} className="rounded-sm px-1 py-1.5 font-medium text-ink-2 hover:underline">
          ← {t("guide.back")}
        </Link>
      ) : (
        <span />
      )}
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
