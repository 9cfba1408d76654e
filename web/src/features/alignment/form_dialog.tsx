// The frame of every change here: a form in a dialog, which sends, reads the lists anew, says that it is done and closes.
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";

interface FormDialogProps {
  title: string;
  text?: string;
  action: string;
  done: string;
  // Why it cannot be sent yet.
  missing?: string | undefined;
  fields: string[];
  isDanger?: boolean;
  send: () => Promise<unknown>;
  onClose: () => void;
  children: (errors: Record<string, string>) => ReactNode;
}

export function FormDialog({ title, text, action, done, missing, fields, isDanger, send, onClose, children }: FormDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const form = useSubmit(async () => {
    await send();
    await client.invalidateQueries({ queryKey: ["alignment"] });
    say(done);
    onClose();
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={text}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look={isDanger ? "danger" : "primary"} isBusy={form.isBusy} disabledReason={missing}>
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={fields} /> : null}
        {children(form.errors)}
      </div>
    </Dialog>
  );
}
