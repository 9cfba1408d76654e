// Why the last change was refused. Where somebody was quicker, the board is theirs by now and the selection still stands, so that it can be asked again.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { everyoneQuery } from "@/api/queries";
import { changesQuery } from "@/api/studio_queries";
import { Button } from "@/design/button";
import { ProblemNote } from "@/design/problem";
import { useFormat } from "@/lib/format";
import { useRuleText } from "@/lib/rule_text";
import { useStudio } from "../context";
import { isConflict } from "../use_board";

// Changes are told by number; whose they are stands in the history.
function Whose({ texts }: { texts: string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan } = useStudio();
  const history = useInfiniteQuery(changesQuery(plan.id));
  const people = useQuery(everyoneQuery);
  const numbers = new Set(texts.flatMap((text) => [...text.matchAll(/\bchange (\d+)/gi)].map((match) => Number(match[1]))));
  const found = (history.data?.pages.flatMap(({ items }) => items) ?? []).filter(({ number }) => numbers.has(number));
  return found.map(({ number, by, at, reason }) => (
    <p key={number} className="mt-0.5 text-ink">
      {t("studio.quickerBy", { number, name: people.data?.find(({ id }) => id === by)?.name ?? t("studio.someone"), when: format.relative(at) })}
      {reason ? ` “${reason}”` : null}
    </p>
  ));
}

export function ConflictNote() {
  const { t } = useTranslation();
  const say = useRuleText();
  const { problem, setProblem, selection } = useStudio();
  if (!problem) return null;
  if (!isConflict(problem) || !(problem instanceof ApiProblem)) return <ProblemNote problem={problem} />;
  const { detail, rule, errors } = problem.body;
  const others = (errors ?? []).filter(({ message }) => message !== detail);
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-line-strong/50 bg-warning-soft px-4 py-3 text-warning-text">
      <UsersRound aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t("studio.quicker")}</p>
        <p className="mt-0.5 break-words text-ink">{detail ? say(rule, detail) : ""}</p>
        <Whose texts={[detail ?? "", ...(errors ?? []).map(({ message }) => message)]} />
        {others.length > 0 ? (
          <ul className="mt-1.5 list-disc space-y-0.5 pl-4.5 text-ink">
            {others.map(({ message }) => (
              <li key={message} className="break-words">
                {message}
              </li>
            ))}
          </ul>
        ) : null}
        <p className="mt-1.5 text-ink">{selection.count > 0 ? t("studio.quickerText") : t("studio.quickerBoard")}</p>
        <Button size="small" className="mt-2.5" onClick={() => setProblem(null)}>
          {t("studio.understood")}
        </Button>
      </div>
    </div>
  );
}
