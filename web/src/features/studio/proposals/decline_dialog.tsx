// Declines a proposal; whoever made it is told why.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Proposal, REASON_LENGTH_MAX } from "@/api/discussion";
import { useDiscussion } from "@/api/discussion_queries";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { TextArea } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";

export function DeclineDialog({ proposal, isOpen, onClose }: { proposal: Proposal; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const { decide } = useDiscussion(proposal.plan);
  const [text, setText] = useState("");
  const form = useSubmit(async () => {
    await decide(proposal.id, "decline", text.trim());
    say(t("proposals.declined"));
    setText("");
    onClose();
  });
  const reason = !text.trim() && t("studio.reasonFirst");
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      size="small"
      title={t("proposals.declineTitle")}
      description={t("proposals.declineText")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void form.submit(event);
      }}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={reason}>
            {t("proposals.decline")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["reason"]} /> : null}
        <Field label={t("studio.reason")} isRequired error={form.errors["reason"]}>
          <TextArea value={text} maxLength={REASON_LENGTH_MAX} onChange={(event) => setText(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
