// Which profile is shown, the draft or the one in force, what that means, and what can be done with it.
import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, PencilRuler } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import type { IcpProfile, IcpState } from "@/api/market";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Confirm } from "@/design/dialog";
import { useToast } from "@/design/toast";
import { Segmented } from "@/design/toggle";
import { useFormat } from "@/lib/format";

const LOOKS = {
  draft: { icon: PencilRuler, look: "bg-info-soft text-info-text" },
  active: { icon: CircleCheck, look: "bg-accent-soft text-accent-text" },
} as const;

function useAfterChange() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ["market"] });
    await client.invalidateQueries({ queryKey: ["crm", "records", "account", "score"] });
  };
}

function GiveUp({ draft, onDone }: { draft: IcpProfile; onDone: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const say = useToast();
  const after = useAfterChange();
  const [isAsking, setIsAsking] = useState(false);
  async function giveUp() {
    await api.delete("/icp/draft", { version: draft.version }).finally(after);
    onDone();
    say(t("icp.givenUp"));
  }
  return (
    <>
      <Button size="small" disabledReason={!may("market.manage") && t("icp.mayNot")} onClick={() => setIsAsking(true)}>
        {t("icp.giveUp")}
      </Button>
      <Confirm isOpen={isAsking} onOpenChange={setIsAsking} title={t("icp.giveUpTitle", { name: draft.name })} text={t("icp.giveUpText")} action={t("icp.giveUp")} onConfirm={giveUp} />
    </>
  );
}

function PutIntoForce({ draft, active, isChanged, onDone }: { draft: IcpProfile; active: IcpProfile | null; isChanged: boolean; onDone: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const say = useToast();
  const after = useAfterChange();
  const [isAsking, setIsAsking] = useState(false);
  async function activate() {
    await api.post("/icp/activate", { version: draft.version }).finally(after);
    onDone();
    say(t("icp.activated", { name: draft.name }));
  }
  const missing = !may("market.manage") ? t("icp.mayNot") : isChanged && t("icp.saveFirst");
  return (
    <>
      <Button size="small" look="primary" disabledReason={missing} onClick={() => setIsAsking(true)}>
        {t("icp.activate")}
      </Button>
      <Confirm
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("icp.activateTitle", { name: draft.name })}
        text={active ? t("icp.activateText", { name: active.name }) : t("icp.activateFirstText")}
        action={t("icp.activate")}
        look="primary"
        onConfirm={activate}
      />
    </>
  );
}

interface BarProps {
  shown: IcpProfile;
  active: IcpProfile | null;
  hasBoth: boolean;
  // Something in the form is not saved.
  isChanged: boolean;
  onChoose: (state: IcpState) => void;
  onDone: () => void;
}

export function ProfileBar({ shown, active, hasBoth, isChanged, onChoose, onDone }: BarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = shown.state === "draft" ? "draft" : "active";
  const { icon: Icon, look } = LOOKS[state];
  const text = state === "draft" ? t(active ? "icp.draftText" : "icp.draftFirstText") : t("icp.activeText", { day: format.date(shown.activated_at ?? shown.created_at) });
  return (
    <div className={cx("mb-4 flex flex-wrap items-center justify-between gap-x-5 gap-y-3 rounded-lg px-4 py-3", look)}>
      <div className="flex min-w-0 flex-1 basis-72 gap-3">
        <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
        <p className="min-w-0 break-words">
          <span className="font-semibold">
            {t(`rules.states.${state}`)}: {shown.name}.
          </span>{" "}
          <span className="text-ink">{text}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {state === "draft" ? <GiveUp draft={shown} onDone={onDone} /> : null}
        {state === "draft" ? <PutIntoForce draft={shown} active={active} isChanged={isChanged} onDone={onDone} /> : null}
        {hasBoth ? (
          <Segmented
            label={t("icp.whichProfile")}
            value={state}
            options={[
              { value: "draft", label: t("rules.states.draft") },
              { value: "active", label: t("rules.states.active") },
            ]}
            onChange={onChoose}
          />
        ) : null}
      </div>
    </div>
  );
}
