// Rules as they decided about one account: what held, what did not, and what went before.
import { Check, CircleHelp, Minus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountWhy, WhyRule } from "@/api/rules";
import { Badge, type Tone } from "@/design/badge";
import { Button } from "@/design/button";
import { useCrmLabels } from "@/lib/crm_labels";
import { useFieldText } from "../fields/use_field_text";
import { useObject } from "../fields/use_object";
import { type ClauseState, clauseState, plainOf } from "./placement";
import { useTerritoryName } from "./use_place_texts";

const SHOWN_MAX = 8;
const ICONS: Record<ClauseState, { icon: typeof Check; look: string }> = {
  holds: { icon: Check, look: "text-accent-text" },
  fails: { icon: X, look: "text-danger-text" },
  unknown: { icon: CircleHelp, look: "text-warning-text" },
  value: { icon: Minus, look: "text-ink-3" },
};
const TONES: Record<WhyRule["outcome"], Tone> = { wins: "accent", adds: "info", beaten: "warning", parents: "warning", fails: "neutral" };

export function Clause({ text, value }: { text: string; value: string }) {
  const { t } = useTranslation();
  const { fieldLabel, nameLabel } = useCrmLabels();
  const { byPath } = useObject("account");
  const say = useFieldText();
  // A rule of postal codes names a field and what stands in it.
  const isField = /^[\w.]+$/.test(text) && !/^(true|false)$/.test(value);
  const state = isField ? "value" : clauseState(value);
  const { icon: Icon, look } = ICONS[state];
  const field = byPath.get(text);
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-1 size-3.5 shrink-0 ${look}`} />
      {isField ? (
        <span className="min-w-0 text-sm">
          <span className="text-ink-2">{field ? fieldLabel(field) : nameLabel(text)}:</span> {field ? say(field, plainOf(value)) : (plainOf(value) ?? t("crmValue.none"))}
        </span>
      ) : (
        <span className="min-w-0">
          <code className="font-mono text-xs break-words">{text}</code>
          <span className={state === "unknown" ? "ml-2 text-xs text-warning-text" : "sr-only"}> {state === "value" ? value : t(`place.clause.${state}`)}</span>
        </span>
      )}
    </li>
  );
}

export function RuleVerdict({ rule, why }: { rule: WhyRule; why: AccountWhy }) {
  const { t } = useTranslation();
  const territoryName = useTerritoryName();
  const winner = why.rules.find((one) => one.rule === rule.beaten_by)?.name;
  const isCodes = rule.clauses.length > 0 && rule.clauses.every(({ text }) => /^(country|postal_code)$/.test(text));
  const parents = rule.parents.map(territoryName).join(", ");
  const named = rule.is_override ? t("place.namedOverride", { territories: parents }) : t("place.namedWins");
  const reason = {
    wins: rule.clauses.length === 0 ? named : "",
    adds: rule.clauses.length === 0 ? named : "",
    beaten: winner ? t("place.beatenBy", { name: winner }) : t("place.beatenByOther"),
    parents: t("place.parentsFail", { count: rule.parents.length, territories: parents }),
    fails: rule.clauses.length === 0 ? t("place.namedFails") : isCodes ? t("place.codesFail") : "",
  }[rule.outcome];
  return (
    <li className="py-2.5 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 font-medium break-words">{rule.name}</span>
        <Badge tone={TONES[rule.outcome]}>{t(`place.outcomes.${rule.outcome}`)}</Badge>
        <span className="text-sm text-ink-3">{t("place.toTerritory", { territory: territoryName(rule.territory) })}</span>
      </p>
      {reason ? <p className="mt-0.5 text-sm text-ink-2">{reason}</p> : null}
      {rule.clauses.length > 0 ? (
        <ul aria-label={t("place.clauses", { name: rule.name })} className="mt-1.5 flex flex-col gap-1">
          {rule.clauses.map((clause) => (
            <Clause key={clause.text} {...clause} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

export function VerdictList({ rules, why, label }: { rules: WhyRule[]; why: AccountWhy; label: string }) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? rules : rules.slice(0, SHOWN_MAX);
  return (
    <>
      <ul aria-label={label} className="divide-y divide-line">
        {shown.map((rule) => (
          <RuleVerdict key={rule.rule} rule={rule} why={why} />
        ))}
      </ul>
      {shown.length < rules.length ? (
        <Button size="small" className="mt-2.5" onClick={() => setIsWhole(true)}>
          {t("ui.showAll", { count: rules.length })}
        </Button>
      ) : null}
    </>
  );
}
