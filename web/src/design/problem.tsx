// What went wrong, in the server's words, with what to do and the number under which it can be found in the log.
import { CircleAlert, RotateCw, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiProblem, otherErrors, Unreachable } from "@/api/problem";
import { type RuleText, useRuleText } from "@/lib/rule_text";
import { Button } from "./button";

interface ProblemNoteProps {
  problem: unknown;
  // Fields whose mistakes the form shows itself.
  shownFields?: string[];
  onRetry?: () => void;
}

function useWords(problem: unknown, say: RuleText): { title: string; text: string } {
  const { t, i18n } = useTranslation();
  if (problem instanceof Unreachable) return { title: t("problem.unreachable"), text: t("problem.unreachableText") };
  if (!(problem instanceof ApiProblem)) return { title: t("problem.unexpected"), text: t("problem.unexpectedText") };
  if (problem.status === 412) return { title: t("problem.stale"), text: t("problem.staleText") };
  if (problem.status === 429) {
    const count = problem.retryAfterSeconds ?? 60;
    return { title: problem.body.title ?? t("problem.tooMany"), text: problem.body.detail ?? t("problem.tooManyText", { count }) };
  }
  const { title, detail, rule } = problem.body;
  const key = `status.s${problem.status}`;
  const isForeign = i18n.language !== "en" && i18n.exists(key);
  return {
    title: isForeign ? t(key as "status.s400") : title ? say(detail ? undefined : rule, title) : t("problem.refused", { status: problem.status }),
    text: detail ? say(rule, detail) : "",
  };
}

export function ProblemNote({ problem, shownFields = [], onRetry }: ProblemNoteProps) {
  const { t } = useTranslation();
  const say = useRuleText();
  const { title, text } = useWords(problem, say);
  const body = problem instanceof ApiProblem ? problem.body : null;
  const others = [...new Set(otherErrors(problem, shownFields, say))].filter((message) => message !== text);
  const Icon = problem instanceof Unreachable ? WifiOff : CircleAlert;
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-danger/35 bg-danger-soft px-4 py-3 text-danger-text">
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {text && text !== title ? <p className="mt-0.5 break-words text-ink">{text}</p> : null}
        {others.length > 0 ? (
          <ul className="mt-1.5 list-disc space-y-0.5 pl-4.5 text-ink">
            {others.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        ) : null}
        {body?.rule || body?.request_id ? (
          <p className="mt-1.5 text-xs text-ink-2">
            {body.rule ? <span className="mr-3">{t("problem.rule", { rule: body.rule })}</span> : null}
            {body.request_id ? <span className="break-all">{t("problem.request", { id: body.request_id })}</span> : null}
          </p>
        ) : null}
        {onRetry ? (
          <Button size="small" className="mt-2.5" icon={<RotateCw aria-hidden className="size-3.5" />} onClick={onRetry}>
            {t("ui.tryAgain")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
