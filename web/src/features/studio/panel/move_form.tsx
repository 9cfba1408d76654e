// Moves the selection: where to, what that would do, and then does it.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { placesOf } from "../selection";
import { useEdits } from "../use_edits";
import { TargetFields } from "./target_fields";
import { usePreview } from "./use_preview";

const REASON_MAX = 1_000;

export function MoveForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board, selection, target, actions } = useStudio();
  const { move } = useEdits();
  const preview = usePreview(false);
  const [reason, setReason] = useState("");
  const count = useMemo(() => placesOf(selection).filter((place) => board.of[place] !== target).length, [selection, board.of, target]);
  const nameOf = (index: number) => board.territories[index]?.name ?? "";
  const blocked = target === null ? t("studio.chooseTarget") : count === 0 ? t("studio.thereAlready") : Boolean(preview.problem) && t("studio.notPossible");
  return (
    <form
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked || target === null) return;
        void move(target, reason.trim()).then((isDone) => {
          if (!isDone) return;
          setReason("");
          onDone();
        });
      }}
    >
      <TargetFields label={t("studio.moveTo")} preview={preview} />
      {target === null ? null : (
        <Field label={t("studio.reason")} optionalText={t("ui.optional")}>
          <Input value={reason} maxLength={REASON_MAX} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
      <div className="sticky -bottom-4 -mx-4 -mb-4 border-t border-line bg-surface px-4 py-3">
        <Button type="submit" look="primary" data-testid="move" isBusy={actions.isBusy} disabledReason={blocked} className="max-w-full">
          <span className="min-w-0 truncate">{target === null ? t("studio.move") : t("studio.moveCount", { count, number: format.number(count), name: nameOf(target) })}</span>
        </Button>
      </div>
    </form>
  );
}
