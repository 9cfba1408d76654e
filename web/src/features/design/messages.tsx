import { Inbox } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiProblem, Unreachable } from "@/api/problem";
import { Avatar } from "@/design/avatar";
import { Button } from "@/design/button";
import { CopyText } from "@/design/copy";
import { Empty } from "@/design/empty";
import { JobBadge } from "@/design/job_state";
import { Facts, Stat, Stats } from "@/design/page";
import { MentionedText } from "@/design/mentioned_text";
import { PersonBadge } from "@/design/person_badge";
import { PlanBadge } from "@/design/plan_badge";
import { ProblemNote } from "@/design/problem";
import { Progress, Skeleton } from "@/design/progress";
import { Spinner } from "@/design/spinner";
import { WithoutRate } from "@/design/without_rate";
import { Group, Variant } from "./group";

export function Messages() {
  const { t } = useTranslation();
  const problem = new ApiProblem(422, {
    title: t("gallery.problem"),
    detail: t("gallery.problemText"),
    rule: "T014",
    request_id: "5f2c09",
    errors: [{ pointer: "/territories", rule: "T014", message: t("gallery.error") }],
  });
  return (
    <Group title={t("gallery.messages")}>
      <Stats>
        <Stat label={t("plan.worst")} value="1.42%" note={t("plan.worstNote")} help={t("plan.worstHelp")} />
        <Stat label={t("plan.territories")} value="500" />
        <Stat label={t("plan.fragments")} value="0" note={t("plan.allConnected")} />
        <Stat label={t("plan.gap")} value={<Skeleton className="h-6 w-16" />} />
      </Stats>
      <Variant label={t("gallery.problems")}>
        <div className="flex w-full flex-col gap-3">
          <ProblemNote problem={problem} onRetry={() => {}} />
          <ProblemNote problem={new Unreachable()} onRetry={() => {}} />
          <WithoutRate count={3} />
        </div>
      </Variant>
      <Variant label={t("gallery.progress")}>
        <div className="flex w-full max-w-md flex-col gap-3">
          <Progress value={0.62} label={t("gallery.progress")} />
          <Progress value={null} label={t("ui.loading")} />
          <Skeleton className="h-4 w-2/3" />
          <Spinner />
        </div>
      </Variant>
      <Variant label={t("gallery.jobs")}>
        {(["queued", "running", "succeeded", "failed", "cancelled"] as const).map((state) => (
          <JobBadge key={state} state={state} />
        ))}
      </Variant>
      <Variant label={t("nav.people")}>
        <Avatar name="Ada Lovelace" />
        {(["active", "invited", "deactivated"] as const).map((status) => (
          <PersonBadge key={status} status={status} />
        ))}
        <p>
          <MentionedText text={t("gallery.mention", { person: "@[person_1]" })} nameOf={() => "Ada Lovelace"} />
        </p>
      </Variant>
      <Variant label={t("nav.plans")}>
        {(["draft", "in_review", "approved", "active", "archived"] as const).map((state) => (
          <PlanBadge key={state} state={state} />
        ))}
      </Variant>
      <Facts
        items={[
          { label: t("gallery.first"), value: t("gallery.sample") },
          { label: t("gallery.second"), value: <CopyText text="bw_9c1d7f20" label={t("token.secret")} /> },
        ]}
      />
      <div className="rounded-lg border border-line">
        <Empty icon={<Inbox aria-hidden className="size-5" />} title={t("gallery.empty")} action={<Button look="primary">{t("gallery.press")}</Button>}>
          {t("gallery.emptyText")}
        </Empty>
      </div>
    </Group>
  );
}
