// One account of the list: why it is there, and how its points came about.
import { ChevronDown, Footprints, Phone } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { NextItem, NextReason } from "@/api/next";
import { useTerritories } from "@/api/use_territories";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { useFormat } from "@/lib/format";
import { useReasonText } from "@/lib/use_reason_text";

function linkOf(reason: NextReason): string | null {
  if (reason.reason === "closing") return `/opportunities/${reason.opportunity}`;
  if (reason.reason === "task") return `/tasks/${reason.task}`;
  return null;
}

function Reasons({ reasons }: { reasons: NextReason[] }) {
  const { t } = useTranslation();
  const textOf = useReasonText();
  if (reasons.length === 0) return <p className="mt-1.5 text-sm text-ink-2">{t("next.noReason")}</p>;
  return (
    <ul className="mt-1.5 flex flex-col gap-0.5">
      {reasons.map((reason) => {
        const link = linkOf(reason);
        return (
          <li key={reason.reason} className="flex gap-2 text-sm text-ink-2">
            <span aria-hidden className="mt-[0.55em] size-1.5 shrink-0 rounded-full bg-accent" />
            {link ? (
              <Link to={link} className="min-w-0 break-words underline decoration-line-strong underline-offset-2 hover:text-ink">
                {textOf(reason)}
              </Link>
            ) : (
              <span className="min-w-0 break-words">{textOf(reason)}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Parts({ item, id }: { item: NextItem; id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = Math.max(1, item.parts.reduce((all, { weight }) => all + weight, 0));
  return (
    <dl id={id} className="mt-3 flex max-w-xl flex-col gap-1.5 rounded-md bg-surface-2 px-3.5 py-3 text-sm">
      {item.parts.map(({ part, weight, share }) => (
        <div key={part} className="grid grid-cols-[minmax(0,1fr)_4rem_4.5rem] items-center gap-x-3 sm:grid-cols-[12rem_minmax(0,1fr)_4.5rem]">
          <dt className="text-ink-2">{t(`next.parts.${part}`)}</dt>
          <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-surface-3">
            <span className="block h-full bg-accent" style={{ width: `${100 * Number(share)}%` }} />
          </dd>
          <dd className="tabular text-right">
            {t("next.pointsOf", { points: format.number(Math.round((100 * weight * Number(share)) / sum)), most: format.number(Math.round((100 * weight) / sum)) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function NextCard({ item, rank }: { item: NextItem; rank: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useTerritories();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const icon = item.suggest === "visit" ? <Footprints aria-hidden className="size-4" /> : <Phone aria-hidden className="size-4" />;
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 px-4 py-4 sm:grid-cols-[2rem_minmax(0,1fr)_auto] sm:px-5">
      <span aria-hidden className="tabular pt-0.5 text-right text-sm text-ink-2">
        {rank}
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="min-w-0 text-base font-semibold break-words">
            <Link to={`/accounts/${item.account}`} className="text-ink hover:underline">
              {item.name}
            </Link>
          </h2>
          <Badge tone={item.kind === "new" ? "info" : "neutral"}>{t(`next.kinds.${item.kind}`)}</Badge>
          {item.territory && nameOf(item.territory) ? <span className="text-sm text-ink-2">{nameOf(item.territory)}</span> : null}
        </div>
        <Reasons reasons={item.reasons} />
        {isOpen ? <Parts item={item} id={id} /> : null}
      </div>
      <div className="col-start-2 mt-3 flex items-center gap-2 sm:col-start-3 sm:mt-0 sm:flex-col sm:items-end">
        <Button asChild size="small">
          <Link to={`/accounts/${item.account}`} aria-label={t(`next.suggestNamed.${item.suggest}`, { name: item.name })}>
            {icon}
            {t(`next.suggest.${item.suggest}`)}
          </Link>
        </Button>
        <Button size="small" look="ghost" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} aria-label={t("next.pointsNamed", { name: item.name, points: format.number(Math.round(Number(item.points))) })} onClick={() => setIsOpen(!isOpen)}>
          <span className="tabular">{t("next.points", { points: format.number(Math.round(Number(item.points))) })}</span>
          <ChevronDown aria-hidden className={cx("size-4 transition-transform", isOpen && "rotate-180")} />
        </Button>
      </div>
    </li>
  );
}
