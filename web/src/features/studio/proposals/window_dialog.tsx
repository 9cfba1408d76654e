// Opens, changes or takes away the window in which proposals are challenges.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ChallengeWindow, VOTES_NEEDED_MAX } from "@/api/discussion";
import { useDiscussion } from "@/api/discussion_queries";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { Switch } from "@/design/toggle";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import { defaultClosing, instantTyped, localTime, votesTyped } from "./window_draft";

interface WindowDialogProps {
  window: ChallengeWindow | null;
  isOpen: boolean;
  onClose: () => void;
}

function useDraft({ window, isOpen }: WindowDialogProps) {
  const [draft, setDraft] = useState({ closes: "", acceptsItself: false, votes: "0" });
  useEffect(() => {
    if (!isOpen) return;
    setDraft({ closes: window ? localTime(new Date(window.closes_at)) : defaultClosing(new Date()), acceptsItself: window?.accepts_itself ?? false, votes: String(window?.votes_needed ?? 0) });
  }, [isOpen, window]);
  return { draft, change: (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part })) };
}

export function WindowDialog(props: WindowDialogProps) {
  const { window, isOpen, onClose } = props;
  const { t } = useTranslation();
  const { plan } = useStudio();
  const { openWindow, endWindow } = useDiscussion(plan.id);
  const { draft, change } = useDraft(props);
  const closes = instantTyped(draft.closes);
  const votes = votesTyped(draft.votes);
  const form = useSubmit(async () => {
    if (!closes || votes === null) return;
    await openWindow({ closes_at: closes.toISOString(), accepts_itself: draft.acceptsItself, votes_needed: votes });
    onClose();
  });
  const ending = useSubmit(async () => {
    await endWindow();
    onClose();
  });
  const reason = !closes ? t("proposals.closesFirst") : closes.getTime() <= Date.now() ? t("proposals.closesLater") : votes === null && t("proposals.votesBetween", { most: VOTES_NEEDED_MAX });
  const problem = form.problem ?? ending.problem;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      size="small"
      title={t("proposals.windowTitle")}
      description={t("proposals.windowText")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void form.submit(event);
      }}
      footer={
        <>
          {window ? (
            <Button look="ghost" className="mr-auto" isBusy={ending.isBusy} onClick={() => void ending.submit()}>
              {t("proposals.windowEnd")}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={reason}>
            {window ? t("ui.save") : t("proposals.windowStart")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem ? <ProblemNote problem={problem} shownFields={["closes_at", "votes_needed"]} /> : null}
        <Field label={t("proposals.closes")} error={form.errors["closes_at"]}>
          <Input type="datetime-local" value={draft.closes} onChange={(event) => change({ closes: event.target.value })} />
        </Field>
        <Switch label={t("proposals.acceptsItself")} hint={t("proposals.acceptsItselfText")} isChecked={draft.acceptsItself} onChange={(acceptsItself) => change({ acceptsItself })} />
        {draft.acceptsItself ? (
          <Field label={t("proposals.votesNeeded")} hint={t("proposals.votesNeededText")} error={form.errors["votes_needed"]}>
            <Input inputMode="numeric" className="w-28" value={draft.votes} onChange={(event) => change({ votes: event.target.value })} />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}
