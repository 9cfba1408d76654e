// Proposes that the selection moves: where to, why, and what that would do. It changes nothing yet.
import { Send } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { REASON_LENGTH_MAX } from "@/api/discussion";
import { useDiscussion } from "@/api/discussion_queries";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { TextArea } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useFormat } from "@/lib/format";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import { TargetFields } from "../panel/target_fields";
import { usePreview } from "../panel/use_preview";
import { placesOf } from "../selection";
import { WindowNote } from "./window_note";

export function ProposeForm() {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useToast();
  const { plan, board, units, selection, target, whyNotPropose, setTarget, setIsProposing, setPanel, setProposed } = useStudio();
  const { propose } = useDiscussion(plan.id);
  const preview = usePreview(true);
  const [reason, setReason] = useState("");
  const places = useMemo(() => placesOf(selection).filter((place) => board.of[place] !== target), [selection, board.of, target]);
  const form = useSubmit(async () => {
    if (target === null) return;
    const made = await propose({ moves: [{ to: target, units: places.map((place) => units.ids[place] ?? "") }], ...(reason.trim() ? { reason: reason.trim() } : {}) });
    say(made.state === "accepted" ? t("proposals.acceptedAtOnce") : t("proposals.made"));
    setTarget(null);
    setIsProposing(false);
    if (made.state === "open") setProposed({ id: made.id, isOffer: false, moves: made.moves });
    setPanel("proposals");
  });
  const blocked = whyNotPropose ?? (target === null ? t("studio.chooseTarget") : places.length === 0 ? t("studio.thereAlready") : Boolean(preview.problem) && t("studio.notPossible"));
  return (
    <form
      aria-label={t("proposals.propose")}
      className="flex flex-col gap-3.5 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) void form.submit(event);
      }}
    >
      <div>
        <h3 className="font-semibold">{t("proposals.propose")}</h3>
        <p className="text-sm text-ink-2">{t("proposals.proposeText")}</p>
      </div>
      <WindowNote />
      {form.problem ? <ProblemNote problem={form.problem} shownFields={["reason"]} /> : null}
      <TargetFields label={t("proposals.to")} preview={preview} />
      <Field label={t("studio.reason")} optionalText={t("ui.optional")} error={form.errors["reason"]}>
        <TextArea rows={2} value={reason} maxLength={REASON_LENGTH_MAX} placeholder={t("proposals.reasonPlaceholder")} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-wrap gap-2 border-t border-line bg-surface px-4 py-3">
        <Button type="submit" look="primary" data-testid="move" icon={<Send aria-hidden className="size-4" />} isBusy={form.isBusy} disabledReason={blocked} className="max-w-full">
          {target === null ? t("proposals.send") : t("proposals.sendCount", { count: places.length, number: format.number(places.length) })}
        </Button>
        <Button onClick={() => setIsProposing(false)}>{t("ui.cancel")}</Button>
      </div>
    </form>
  );
}
