// What the draft, or without one the rules in force, would change on a day; nothing happens before it is put into force.
import { useQuery } from "@tanstack/react-query";
import { Split } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ApiProblem } from "@/api/problem";
import { previewQuery, rulesQuery } from "@/api/rule_queries";
import type { AssignmentRule, RulesPreview } from "@/api/rules";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Input } from "@/design/input";
import { Card, PageHeader, Stat, Stats } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Progress, Skeleton } from "@/design/progress";
import { isDay, today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { Examples } from "./preview_examples";
import { RuleNotes } from "./preview_notes";
import { ShiftTable, SilentRules } from "./preview_tables";
import { PutIntoForce } from "./put_into_force";
import { useSetName } from "./set_name";

function Summary({ preview, day }: { preview: RulesPreview; day: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { accounts, assigned, gaps, conflicts, moves, overlays } = preview;
  const sentence = [
    t("rules.sumAssigned", { count: accounts, number: format.number(accounts), assigned: format.number(assigned), day: format.localDate(day) }),
    moves === 0 ? t("rules.sumNoMoves") : t("rules.sumMoves", { count: moves, number: format.number(moves) }),
    gaps === 0 ? t("rules.sumNoGaps") : t("rules.sumGaps", { count: gaps, number: format.number(gaps) }),
  ];
  return (
    <section aria-label={t("rules.summary")}>
      <p className="mb-3 max-w-[80ch] text-lg">{sentence.join(" ")}</p>
      <Stats>
        <Stat label={t("rules.assigned")} value={format.number(assigned)} note={t("rules.ofAccounts", { count: accounts, number: format.number(accounts) })} />
        <Stat label={t("rules.moves")} value={format.number(moves)} help={t("rules.movesText")} />
        <Stat label={t("rules.gaps")} value={format.number(gaps)} help={t("rules.gapsText")} />
        <Stat label={t("rules.conflicts")} value={format.number(conflicts)} help={t("rules.conflictsText")} />
        <Stat label={t("rules.overlays")} value={format.number(overlays)} help={t("rules.overlaysText")} />
      </Stats>
    </section>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Card>
      <p aria-live="polite" className="mb-3 text-ink-2">
        {t("rules.previewing")}
      </p>
      <Progress value={null} label={t("rules.previewing")} />
      <Skeleton className="mt-5 h-24 w-full" />
    </Card>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <Card>
      <Empty
        icon={<Split aria-hidden className="size-5" />}
        title={t("rules.none")}
        action={
          <Button asChild>
            <Link to="/rules">{t("rules.backToRules")}</Link>
          </Button>
        }
      >
        {t("rules.noneText")}
      </Empty>
    </Card>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const asked = params.get("on");
  const day = isDay(asked) ? asked : today();
  const query = useQuery(previewQuery(day));
  const found = useQuery(rulesQuery()).data;
  const { setName } = useSetName();
  const rules = useMemo(() => new Map<string, AssignmentRule>((found?.items ?? []).map((rule) => [rule.id, rule])), [found]);
  const preview = query.data;
  const isDraft = found?.set?.state === "draft";
  const hasNone = query.error instanceof ApiProblem && query.error.body.rule === "P067";
  return (
    <>
      <PageHeader
        title={t("rules.preview")}
        above={
          <Link to="/rules" className="hover:underline">
            {t("nav.rules")}
          </Link>
        }
        description={found?.set ? t(isDraft ? "rules.previewDraft" : "rules.previewActive", { name: setName(found.set) }) : undefined}
        actions={
          <>
            <div className="flex items-center gap-2">
              <label htmlFor="from-day" className="text-sm font-medium whitespace-nowrap text-ink-2">
                {t("rules.fromDay")}
              </label>
              <div className="w-40">
                <Input id="from-day" type="date" value={day} onChange={(event) => isDay(event.target.value) && setParams({ on: event.target.value }, { replace: true })} />
              </div>
            </div>
            {hasNone ? null : <PutIntoForce preview={preview} day={day} isDraft={isDraft} />}
          </>
        }
      />
      {hasNone ? (
        <Nothing />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : preview ? (
        <div className="flex flex-col gap-5">
          <Summary preview={preview} day={day} />
          <RuleNotes preview={preview} rules={rules} />
          <SilentRules preview={preview} rules={rules} />
          <ShiftTable preview={preview} />
          <Examples key={`${preview.set} ${day}`} preview={preview} day={day} rules={rules} />
        </div>
      ) : (
        <Waiting />
      )}
    </>
  );
}

export function PreviewPage() {
  return (
    <Allowed permission="plans.manage">
      <Loaded />
    </Allowed>
  );
}
