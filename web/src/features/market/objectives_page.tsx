// What the company wants to reach in a period, and how it is shared out among territories.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, PieChart, Plus, Trash2, Trophy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { Objective } from "@/api/market";
import { objectiveProgressQuery, objectivesQuery } from "@/api/market_queries";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button, IconButton } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { GoalProgress } from "./goal_progress";
import { ObjectiveForm } from "./objective_form";
import { ShareForm } from "./share_form";
import { ShareTable } from "./share_table";
import { useAmountText } from "./use_amount_text";

type Action = "change" | "share" | "remove";

function AddButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} disabledReason={!may("market.manage") && t("goals.mayNot")} onClick={onClick}>
      {t("goals.add")}
    </Button>
  );
}

function Goal({ objective, onAct }: { objective: Objective; onAct: (action: Action) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const amountText = useAmountText();
  const { id, version, name, first_day, last_day, metric, segment } = objective;
  const progress = useQuery({ ...objectiveProgressQuery(id, version), enabled: may("crm.read") });
  const actions = may("market.manage") ? (
    <>
      <Button size="small" icon={<PieChart aria-hidden className="size-4" />} onClick={() => onAct("share")}>
        {t("goals.shareOut")}
      </Button>
      <IconButton size="small" label={t("goals.changeTitle", { name })} icon={<Pencil aria-hidden className="size-4" />} onClick={() => onAct("change")} />
      <IconButton size="small" label={t("goals.removeTitle", { name })} icon={<Trash2 aria-hidden className="size-4" />} onClick={() => onAct("remove")} />
    </>
  ) : null;
  return (
    <Card isFlush title={<span className="break-words">{name}</span>} description={t("goals.period", { from: format.localDate(first_day), to: format.localDate(last_day) })} actions={actions}>
      <div className="flex flex-col gap-3.5 px-5 pb-4">
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          <span className="tabular text-2xl font-semibold">{amountText(objective)}</span>
          <span className="text-ink-2">{t(`goals.metrics.${metric}`)}</span>
        </p>
        {segment ? <code className="font-mono text-xs break-words text-ink-2">{segment}</code> : null}
        {progress.isLoading ? <Skeleton className="h-20 w-full" /> : null}
        {progress.error && !progress.data ? <ProblemNote problem={progress.error} onRetry={() => void progress.refetch()} /> : null}
        {progress.data ? <GoalProgress progress={progress.data} firstDay={first_day} /> : null}
      </div>
      <ShareTable objective={objective} progress={progress.data} />
    </Card>
  );
}

function Removal({ objective, onClose }: { objective: Objective; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  async function remove() {
    const again = () => client.invalidateQueries({ queryKey: ["market", "objectives"] });
    await api.delete("/objectives/{objective}", { path: { objective: objective.id }, version: objective.version }).finally(again);
  }
  return <Confirm isOpen onOpenChange={onClose} title={t("goals.removeTitle", { name: objective.name })} text={t("goals.removeText")} action={t("goals.remove")} onConfirm={remove} />;
}

function Loaded() {
  const { t } = useTranslation();
  const query = useQuery(objectivesQuery);
  const [isAdding, setIsAdding] = useState(false);
  const [acting, setActing] = useState<{ objective: Objective; action: Action } | null>(null);
  const close = () => setActing(null);
  const goals = query.data;
  return (
    <>
      <PageHeader title={t("nav.objectives")} description={t("goals.text")} actions={goals?.length ? <AddButton onClick={() => setIsAdding(true)} /> : null} />
      {query.error && !goals ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {!goals && !query.error ? <Skeleton className="h-40 w-full" /> : null}
      {goals?.length === 0 ? (
        <Card>
          <Empty icon={<Trophy aria-hidden className="size-5" />} title={t("goals.none")} action={<AddButton onClick={() => setIsAdding(true)} />}>
            {t("goals.noneText")}
          </Empty>
        </Card>
      ) : null}
      <div className="flex max-w-5xl flex-col gap-5">
        {goals?.map((objective) => (
          <Goal key={objective.id} objective={objective} onAct={(action) => setActing({ objective, action })} />
        ))}
      </div>
      {isAdding ? <ObjectiveForm onClose={() => setIsAdding(false)} /> : null}
      {acting?.action === "change" ? <ObjectiveForm objective={acting.objective} onClose={close} /> : null}
      {acting?.action === "share" ? <ShareForm objective={acting.objective} onClose={close} /> : null}
      {acting?.action === "remove" ? <Removal objective={acting.objective} onClose={close} /> : null}
    </>
  );
}

export function ObjectivesPage() {
  return (
    <Allowed permission="market.read">
      <Loaded />
    </Allowed>
  );
}
