// Everything that was done with a plan: who, when, why; taken back, done again, or the board as it was after any of it.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { History, Redo2, RotateCcw, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { matterLink } from "@/api/matter_links";
import { everyoneQuery } from "@/api/queries";
import type { PlanChange } from "@/api/studio";
import { changesQuery } from "@/api/studio_queries";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Empty } from "@/design/empty";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import { useEdits } from "../use_edits";

const TERRITORIES_SHOWN = 4;

function useChangeText() {
  const { t } = useTranslation();
  const format = useFormat();
  return (change: PlanChange) => {
    if (change.kind === "state" && change.state) return t("studio.kind.state", { state: t(`plan.state.${change.state}`) });
    if (change.kind === "approval") return t("studio.kind.approval");
    if (change.takes_back !== undefined && (change.kind === "undo" || change.kind === "redo")) return t(`studio.kind.${change.kind}Of`, { number: change.takes_back });
    if (change.kind === "restore" && change.takes_back !== undefined) return t("studio.kind.restoreOf", { number: change.takes_back });
    const { demanded = 0, released = 0 } = change;
    const counted = (count: number) => ({ count, number: format.number(count) });
    if (demanded + released > 0 && change.kind === "edit" && change.territories.length === 0) {
      return [demanded > 0 && t("demands.history.made", counted(demanded)), released > 0 && t("demands.history.released", counted(released))].filter(Boolean).join(" · ");
    }
    if (change.kind === "edit" && change.units === 0 && change.territories.length === 0) return t("demands.history.changed");
    const kind = change.kind === "state" ? "edit" : change.kind;
    return t(`studio.kind.${kind}`, { count: change.units, number: format.number(change.units) });
  };
}

function Line({ change, name, onRestore }: { change: PlanChange; name: string; onRestore: (number: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useChangeText();
  const { plan, board, whyNot, mayEdit } = useStudio();
  const names = change.territories.slice(0, TERRITORIES_SHOWN).map((index) => board.territories[index]?.name ?? "");
  const more = change.territories.length - names.length;
  return (
    <li className="flex items-start gap-3 py-3">
      <Badge>{t("studio.changeNumber", { number: change.number })}</Badge>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{text(change)}</p>
        {names.length > 0 ? <p className="text-sm break-words text-ink-2">{more > 0 ? t("studio.namesAndMore", { names: names.join(", "), count: more }) : names.join(", ")}</p> : null}
        {change.reason ? <p className="mt-0.5 text-sm break-words">“{change.reason}”</p> : null}
        {change.proposal ? (
          <Link to={matterLink({ kind: "decision", plan, proposal: change.proposal })} className="prose-link text-sm">
            {t("proposals.toProposal")}
          </Link>
        ) : null}
        <p className="mt-0.5 text-xs text-ink-2">
          {name} ·{" "}
          <time dateTime={change.at} title={format.exactTime(change.at)}>
            {format.relative(change.at)}
          </time>
        </p>
      </div>
      {mayEdit && change.kind !== "state" ? (
        <Button size="small" look="ghost" icon={<RotateCcw aria-hidden className="size-3.5" />} disabledReason={whyNot ?? undefined} aria-label={t("studio.restoreTo", { number: change.number })} onClick={() => onRestore(change.number)}>
          {t("studio.restore")}
        </Button>
      ) : null}
    </li>
  );
}

function RestoreDialog({ number, onClose }: { number: number | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { actions } = useStudio();
  const [reason, setReason] = useState("");
  const form = useSubmit(async () => {
    if (number === null) return;
    await actions.restore(number, reason.trim());
    setReason("");
    onClose();
  });
  return (
    <Dialog
      isOpen={number !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="small"
      title={number === 0 ? t("studio.restoreDesign") : t("studio.restoreTo", { number: number ?? 0 })}
      description={t("studio.restoreText")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy}>
            {t("studio.restore")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Field label={t("studio.reason")} optionalText={t("ui.optional")}>
          <Input value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}

export function HistoryPanel() {
  const { t } = useTranslation();
  const { plan, board, mayEdit, whyNot, actions } = useStudio();
  const { undo, redo } = useEdits();
  const query = useInfiniteQuery(changesQuery(plan.id));
  const people = useQuery(everyoneQuery);
  const [restored, setRestored] = useState<number | null>(null);
  const changes = query.data?.pages.flatMap(({ items }) => items);
  const nameOf = (by: string | undefined) => people.data?.find(({ id }) => id === by)?.name ?? t("studio.someone");
  if (query.error && !changes) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!changes) return <Skeleton className="h-40 w-full" />;
  return (
    <div className="flex flex-col">
      {mayEdit ? (
        <div className="mb-2 flex flex-wrap gap-2">
          <Button size="small" icon={<Undo2 aria-hidden className="size-3.5" />} isBusy={actions.isBusy} disabledReason={whyNot ?? (!board.undo && t("studio.nothingToUndo"))} onClick={() => void undo()}>
            {t("studio.undo")}
          </Button>
          <Button size="small" icon={<Redo2 aria-hidden className="size-3.5" />} isBusy={actions.isBusy} disabledReason={whyNot ?? (!board.redo && t("studio.nothingToRedo"))} onClick={() => void redo()}>
            {t("studio.redo")}
          </Button>
          <Button size="small" look="ghost" icon={<RotateCcw aria-hidden className="size-3.5" />} disabledReason={whyNot ?? (changes.length === 0 && t("studio.noChanges"))} onClick={() => setRestored(0)}>
            {t("studio.restoreDesign")}
          </Button>
        </div>
      ) : null}
      {changes.length === 0 ? (
        <Empty className="py-8" icon={<History aria-hidden className="size-5" />} title={t("studio.noChanges")}>
          {t("studio.noChangesText")}
        </Empty>
      ) : (
        <ol aria-label={t("studio.tabs.history")} className="divide-y divide-line">
          {changes.map((change) => (
            <Line key={change.number} change={change} name={nameOf(change.by)} onRestore={setRestored} />
          ))}
        </ol>
      )}
      {query.hasNextPage ? (
        <Button size="small" className="mt-3 self-center" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("studio.older")}
        </Button>
      ) : null}
      <RestoreDialog number={restored} onClose={() => setRestored(null)} />
    </div>
  );
}
