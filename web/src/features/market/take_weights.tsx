// Writes the weights that deals propose into the draft, after saying what that changes.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IcpFit, IcpProfile } from "@/api/market";
import { useMay } from "@/api/session";
import { Button } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { useToast } from "@/design/toast";
import { draftOf, proposalOf, withProposals } from "./profile_draft";
import type { ProfileForm } from "./use_profile_form";

function Changes({ fit }: { fit: IcpFit }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2.5">
      <p>{t("deals.takeText")}</p>
      <ul className="list-disc space-y-1 pl-5 text-ink">
        {fit.criteria.map((one) => {
          const proposal = proposalOf(one);
          const key = proposal === null ? "deals.takeOut" : proposal === undefined ? "deals.takeKeep" : "deals.takeWeight";
          return <li key={one.name}>{t(key, { name: one.name, from: one.weight, to: proposal ?? one.weight })}</li>;
        })}
      </ul>
    </div>
  );
}

interface TakeProps {
  fit: IcpFit;
  profile: IcpProfile;
  // It is the profile in force that was looked at, while there is a draft that would be lost.
  isOther: boolean;
  editor: ProfileForm;
  onTaken: () => void;
}

export function TakeWeights({ fit, profile, isOther, editor, onTaken }: TakeProps) {
  const { t } = useTranslation();
  const may = useMay();
  const say = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const criteria = withProposals(fit);
  const isNone = !fit.criteria.some((one) => typeof proposalOf(one) === "number");
  const missing = !may("market.manage") ? t("icp.mayNot") : isNone ? t("deals.noProposals") : isOther ? t("deals.takeFromDraft") : editor.isChanged && t("icp.saveFirst");
  async function take() {
    const isWritten = await editor.write(draftOf({ name: profile.name, criteria }), profile.state === "draft" ? profile : null);
    if (isWritten) say(t("deals.taken"));
    onTaken();
  }
  return (
    <>
      <Button disabledReason={missing} onClick={() => setIsAsking(true)}>
        {t("deals.take")}
      </Button>
      <Confirm isOpen={isAsking} onOpenChange={setIsAsking} title={t("deals.takeTitle")} text={<Changes fit={fit} />} action={t("deals.takeAction")} look="primary" onConfirm={take} />
    </>
  );
}
