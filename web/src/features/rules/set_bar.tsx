// Which set of rules is shown, and what that means: the draft, what is in force, or one of earlier days.
import { Archive, CircleCheck, PencilRuler, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { RuleSet } from "@/api/rules";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Confirm } from "@/design/dialog";
import { useToast } from "@/design/toast";
import { Segmented } from "@/design/toggle";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { useSetName } from "./set_name";

const LOOKS = {
  draft: { icon: PencilRuler, look: "bg-info-soft text-info-text" },
  active: { icon: CircleCheck, look: "bg-accent-soft text-accent-text" },
  archived: { icon: Archive, look: "bg-surface-3 text-ink-2" },
} as const;

export interface Comparison {
  added: number;
  changed: number;
  removed: number;
}

function useMeaning(set: RuleSet, comparison: Comparison | undefined): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (set.state === "active") {
    const day = set.valid_from ? format.localDate(set.valid_from) : "";
    return (set.valid_from ?? "") > today() ? t("rules.activeLaterText", { day }) : t("rules.activeText", { day });
  }
  if (set.state === "archived") return set.valid_from ? t("rules.archivedText", { day: format.localDate(set.valid_from) }) : t("rules.givenUpText");
  if (!comparison) return t("rules.draftFirstText");
  const { added, changed, removed } = comparison;
  return added + changed + removed === 0 ? t("rules.draftSameText") : t("rules.draftText", { added, changed, removed });
}

function GiveUp({ set }: { set: RuleSet }) {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const say = useToast();
  const { setName } = useSetName();
  const [isAsking, setIsAsking] = useState(false);
  async function giveUp() {
    await api.delete("/assignment-rule-sets/{set}", { path: { set: set.id } });
    await client.invalidateQueries({ queryKey: ["rules"] });
    say(t("rules.givenUp"));
  }
  return (
    <>
      <Button size="small" icon={<Undo2 aria-hidden className="size-4" />} disabledReason={!may("plans.manage") && t("rules.mayNot")} onClick={() => setIsAsking(true)}>
        {t("rules.giveUp")}
      </Button>
      <Confirm isOpen={isAsking} onOpenChange={setIsAsking} title={t("rules.giveUpTitle", { name: setName(set) })} text={t("rules.giveUpText", { count: set.rules })} action={t("rules.giveUp")} onConfirm={giveUp} />
    </>
  );
}

interface SetBarProps {
  set: RuleSet;
  // Both a draft and a set in force are there to choose from.
  hasBoth: boolean;
  comparison: Comparison | undefined;
  onChoose: (state: "draft" | "active") => void;
}

export function SetBar({ set, hasBoth, comparison, onChoose }: SetBarProps) {
  const { t } = useTranslation();
  const { setName } = useSetName();
  const text = useMeaning(set, comparison);
  const { icon: Icon, look } = LOOKS[set.state];
  return (
    <div className={cx("mb-4 flex flex-wrap items-center justify-between gap-x-5 gap-y-3 rounded-lg px-4 py-3", look)}>
      <div className="flex min-w-0 flex-1 basis-72 gap-3">
        <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
        <p className="min-w-0">
          <span className="font-semibold">
            {t(`rules.states.${set.state}`)}: {setName(set)}.
          </span>{" "}
          <span className="text-ink">{text}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {set.state === "draft" ? <GiveUp set={set} /> : null}
        {hasBoth && set.state !== "archived" ? (
          <Segmented
            label={t("rules.whichSet")}
            value={set.state}
            options={[
              { value: "draft", label: t("rules.states.draft") },
              { value: "active", label: t("rules.states.active") },
            ]}
            onChange={onChoose}
          />
        ) : null}
        {set.state === "archived" ? (
          <Button size="small" asChild>
            <Link to="/rules">{t("rules.backToRules")}</Link>
          </Button>
        ) : null}
      </div>
    </div>
  );
}
