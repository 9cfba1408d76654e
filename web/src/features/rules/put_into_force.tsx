// Puts what was previewed into force from the preview's day on, after saying what that does.
import { useQueryClient } from "@tanstack/react-query";
import { CalendarCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "@/api/client";
import type { RulesPreview } from "@/api/rules";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";

interface PutIntoForceProps {
  // Absent while it is being made.
  preview: RulesPreview | undefined;
  day: string;
  isDraft: boolean;
}

function Consequences({ preview, day }: { preview: RulesPreview; day: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { moves, gaps, conflicts } = preview;
  const line = (key: "confirmMoves" | "confirmGaps" | "confirmConflicts", count: number) => t(`rules.${key}`, { count, number: format.number(count) });
  return (
    <div className="flex flex-col gap-2.5">
      <p>{t("rules.confirmText", { day: format.localDate(day) })}</p>
      <ul className="list-disc space-y-1 pl-5 text-ink">
        <li>{moves === 0 ? t("rules.confirmNoMoves") : line("confirmMoves", moves)}</li>
        <li>{gaps === 0 ? t("rules.confirmNoGaps") : line("confirmGaps", gaps)}</li>
        {conflicts > 0 ? <li>{line("confirmConflicts", conflicts)}</li> : null}
      </ul>
      {gaps + conflicts > 0 ? <p className="font-medium text-warning-text">{t("rules.confirmDoubts")}</p> : null}
      {day < today() ? <p className="font-medium text-warning-text">{t("rules.confirmPast")}</p> : null}
    </div>
  );
}

export function PutIntoForce({ preview, day, isDraft }: PutIntoForceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const mayDo = may("plans.manage") && may("territories.manage");
  async function activate() {
    const job = (await api.post("/assignment-rules/activate", { body: { valid_from: day } })) as { id?: string };
    await client.invalidateQueries({ queryKey: ["jobs"] });
    await client.invalidateQueries({ queryKey: ["rules"], refetchType: "none" });
    await navigate(`/rules?job=${job.id ?? ""}`);
  }
  return (
    <>
      <Button look="primary" icon={<CalendarCheck aria-hidden className="size-4" />} disabledReason={!mayDo ? t("rules.mayNotActivate") : !preview && t("rules.previewFirst")} onClick={() => setIsAsking(true)}>
        {isDraft ? t("rules.activate") : t("rules.activateAgain")}
      </Button>
      {preview ? (
        <Confirm
          isOpen={isAsking}
          onOpenChange={setIsAsking}
          title={t(preview.gaps + preview.conflicts > 0 ? "rules.confirmDoubtsTitle" : "rules.confirmTitle", { day: format.localDate(day) })}
          text={<Consequences preview={preview} day={day} />}
          action={t("rules.activate")}
          look="primary"
          onConfirm={activate}
        />
      ) : null}
    </>
  );
}
