// What someone else changed in a rule while one was typing, part by part. What was typed is kept; theirs can be taken instead.
import { UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { differences, type Part, type RuleDraft } from "./rule_draft";
import { useRuleTexts } from "./rule_texts";

interface ConflictProps {
  before: RuleDraft;
  theirs: RuleDraft;
  mine: RuleDraft;
  onTakeTheirs: (part: Part) => void;
}

export function RuleConflict({ before, theirs, mine, onTakeTheirs }: ConflictProps) {
  const { t } = useTranslation();
  const { partText } = useRuleTexts();
  const different = differences(before, theirs);
  const own = new Set(differences(theirs, mine));
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-line-strong/50 bg-warning-soft px-4 py-3 text-warning-text">
      <UsersRound aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t("crm.conflict")}</p>
        <p className="mt-0.5 text-ink">{different.length > 0 ? t("crm.conflictText") : t("crm.conflictElsewhere")}</p>
        <ul className="mt-2 flex flex-col gap-2 text-ink">
          {different.map((part) => (
            <li key={part} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-56 break-words">
                <span className="font-medium">{t(`rules.parts.${part}`)}</span>: <del className="text-ink-2">{partText(part, before)}</del> <ins className="no-underline">{partText(part, theirs)}</ins>
                {own.has(part) ? <span className="block text-sm">{t("crm.conflictYours", { value: partText(part, mine) })}</span> : null}
              </span>
              {own.has(part) ? (
                <Button size="small" onClick={() => onTakeTheirs(part)}>
                  {t("crm.takeTheirs")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
