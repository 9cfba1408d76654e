// What won and lost deals say about a profile's criteria, and the weights that they propose.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { IcpFit, IcpProfile, IcpState } from "@/api/market";
import { fitQuery } from "@/api/market_queries";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Progress } from "@/design/progress";
import { WithoutRate } from "@/design/without_rate";
import { useFormat } from "@/lib/format";
import { FitTable } from "./fit_table";
import { TakeWeights } from "./take_weights";
import type { ProfileForm } from "./use_profile_form";

function Summary({ fit }: { fit: IcpFit }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { won, lost, rate } = fit.all;
  const closed = won + lost;
  return (
    <div className="mb-4 max-w-[80ch]">
      <p className="text-lg">
        {closed === 0 || rate === undefined
          ? t("deals.none")
          : t("deals.summary", { count: closed, number: format.number(closed), won: format.number(won), rate: format.wholePercent(rate), accounts: format.number(fit.accounts) })}
      </p>
      {fit.outcome === "fitted" ? null : <p className="mt-2 rounded-md bg-warning-soft px-4 py-2.5 text-warning-text">{t(`deals.outcomes.${fit.outcome}`)}</p>}
      <WithoutRate count={fit.without_rate} className="mt-2" />
    </div>
  );
}

interface FitPartProps {
  state: IcpState;
  profile: IcpProfile;
  hasDraft: boolean;
  editor: ProfileForm;
  onTaken: () => void;
}

export function FitPart({ state, profile, hasDraft, editor, onTaken }: FitPartProps) {
  const { t } = useTranslation();
  const query = useQuery(fitQuery(state, profile.version));
  if (query.error && !query.data) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <Card>
        <p aria-live="polite" className="mb-3 text-ink-2">
          {t("deals.fitting")}
        </p>
        <Progress value={null} label={t("deals.fitting")} />
      </Card>
    );
  }
  const fit = query.data;
  return (
    <>
      <Summary fit={fit} />
      <Card
        isFlush
        title={t("deals.title")}
        description={t("deals.text")}
        actions={fit.outcome === "fitted" ? <TakeWeights fit={fit} profile={profile} isOther={state === "active" && hasDraft} editor={editor} onTaken={onTaken} /> : null}
      >
        <FitTable rows={fit.criteria} />
      </Card>
      <p className="mt-4 max-w-[80ch] text-sm text-ink-2">{t("deals.caution")}</p>
    </>
  );
}
