// Names a territory: one that is there, or one that is added.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardTerritory } from "@/api/studio";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";

const NAME_MAX = 200;

export function NameDialog({ territory, onClose }: { territory: BoardTerritory | "new" | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { actions, board } = useStudio();
  const [name, setName] = useState("");
  const isNew = territory === "new";
  const before = territory && territory !== "new" ? territory.name : "";
  const form = useSubmit(async () => {
    const text = name.trim();
    if (territory && territory !== "new") await actions.change({ rename: [{ index: territory.index, name: text }] });
    else await actions.change({ add: [{ name: text }] });
    onClose();
  });
  const { reset } = form;
  useEffect(() => {
    setName(before);
    reset();
  }, [before, territory]);
  const isTaken = board.territories.some((one) => one.name === name.trim() && one.name !== before);
  const reason = !name.trim() ? t("studio.nameFirst") : isTaken ? t("studio.nameTaken") : !isNew && name.trim() === before && t("studio.sameName");
  return (
    <Dialog
      isOpen={territory !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="small"
      title={isNew ? t("studio.addTerritory") : t("studio.renameTitle", { name: before })}
      description={isNew ? t("studio.addText") : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void form.submit(event);
      }}
      footer={
        <>
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={reason}>
            {isNew ? t("studio.addTerritory") : t("studio.rename")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Field label={t("plan.name")}>
          <Input value={name} maxLength={NAME_MAX} onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
