// Why a lead went where it went: the steps, and everybody who was asked.
import { Check, Minus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { LeadWhy } from "@/api/lead_routing";
import { useFormat } from "@/lib/format";
import { useWhyText } from "./use_why_text";

function Candidates({ why }: { why: LeadWhy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { outcomeOf } = useWhyText();
  if (why.candidates.length === 0) return null;
  return (
    <div className="mt-3.5">
      <h3 className="text-sm font-medium text-ink-2">{t("leads.candidates")}</h3>
      <ul className="mt-1.5 divide-y divide-line">
        {why.candidates.map((one) => {
          const isTaken = one.outcome === "taken";
          const Icon = isTaken ? Check : Minus;
          return (
            <li key={one.person} className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-2 py-2 text-sm">
              <Icon aria-hidden className={isTaken ? "mt-0.5 size-4 text-accent-text" : "mt-0.5 size-4 text-ink-3"} />
              <span className="min-w-0">
                <span className={isTaken ? "font-medium break-words" : "break-words"}>{one.name ?? t("leads.someone")}</span>
                <span className="block text-ink-2">{outcomeOf(one)}</span>
              </span>
              <span className="tabular text-right text-ink-2">{t("leads.load", { open: format.number(one.open), capacity: format.number(one.capacity) })}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface WhyListProps {
  why: LeadWhy;
  territoryName: string | undefined;
  ownerName: string | undefined;
}

export function WhyList({ why, territoryName, ownerName }: WhyListProps) {
  const { t } = useTranslation();
  const { sentencesOf } = useWhyText();
  return (
    <>
      <ol className="flex flex-col gap-1.5">
        {sentencesOf(why, { territory_name: territoryName, owner_name: ownerName }).map((sentence) => (
          <li key={sentence} className="flex gap-2">
            <span aria-hidden className="mt-[0.55em] size-1.5 shrink-0 rounded-full bg-accent" />
            <span className="min-w-0 break-words">{sentence}</span>
          </li>
        ))}
      </ol>
      {why.account ? (
        <p className="mt-2 text-sm">
          <Link to={`/accounts/${why.account}`} className="prose-link">
            {t("leads.toAccount")}
          </Link>
        </p>
      ) : null}
      <Candidates why={why} />
    </>
  );
}
