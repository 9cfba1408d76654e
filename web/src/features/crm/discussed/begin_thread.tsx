// Begins a thread about an account, in a plan that is a draft or in review.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountId } from "@/api/crm";
import { useDiscussion } from "@/api/discussion_queries";
import { plansQuery } from "@/api/queries";
import { idFrom, type Plan, type PlanId } from "@/api/types";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { ComposeBox } from "@/talk/compose_box";

const PLANS_ASKED = "200";
const isTalkedAbout = ({ state }: Plan) => state === "draft" || state === "in_review";

function Form({ account, plans, onDone }: { account: AccountId; plans: Plan[]; onDone: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string>(plans[0]?.id ?? "");
  const { say } = useDiscussion(idFrom<PlanId>(chosen));
  async function send(text: string) {
    await say({ text, about: "account", id: account });
    onDone();
  }
  return (
    <div className="flex flex-col gap-2.5">
      <Field label={t("discussed.whichPlan")}>
        <Select value={chosen} options={plans.map(({ id, name, state }) => ({ value: id, label: `${name} (${t(`plan.state.${state}`)})` }))} onValueChange={setChosen} />
      </Field>
      <ComposeBox label={t("talk.sayLabel")} action={t("talk.say")} isAutoFocus onCancel={onDone} onSend={send} />
    </div>
  );
}

export function BeginThread({ account, onDone }: { account: AccountId; onDone: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(plansQuery({ limit: PLANS_ASKED }));
  if (query.error && !query.data) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-24 w-full" />;
  const plans = query.data.items.filter(isTalkedAbout);
  if (plans.length > 0) return <Form account={account} plans={plans} onDone={onDone} />;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-surface-2 py-1 pr-1 pl-3 text-sm">
      <p className="min-w-0">{t("discussed.noPlan")}</p>
      <Button size="small" look="ghost" onClick={onDone}>
        {t("ui.close")}
      </Button>
    </div>
  );
}
