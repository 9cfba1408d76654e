// Why a lead went where it went, as sentences: the account, the territory, the owner.
import { useTranslation } from "react-i18next";
import type { LeadCandidate, LeadWhy } from "@/api/lead_routing";
import { useFormat } from "@/lib/format";

interface Named {
  territory_name?: string | undefined;
  owner_name?: string | undefined;
}

export function useWhyText() {
  const { t } = useTranslation();
  const format = useFormat();
  function accountOf(why: LeadWhy): string | null {
    if (!why.account_by) return null;
    const found = t(`leads.accountBy.${why.account_by}`);
    return why.is_protected ? t("leads.isProtected", { found }) : t("leads.isKnown", { found });
  }
  function territoryOf(why: LeadWhy, { territory_name: name = t("leads.aTerritory") }: Named): string {
    if (why.territory_by === "rule") return t("leads.territoryBy.rule", { name, rule: why.rule_name });
    return t(`leads.territoryBy.${why.territory_by}`, { name });
  }
  function ownerOf(why: LeadWhy, { owner_name: name = t("leads.someone") }: Named): string {
    if (why.owner_by === "none") return t(`leads.waits.${why.waits ?? "nobody_fits"}`);
    if (why.owner_by === "policy" || why.owner_by === "late") return `${t(`leads.ownerBy.${why.owner_by}`, { name })} ${t(`leads.by.${why.method ?? "round_robin"}`)}`;
    return t(`leads.ownerBy.${why.owner_by}`, { name });
  }
  function outcomeOf(one: LeadCandidate): string {
    if (one.outcome === "begins" && one.begins) return t("leads.outcome.begins", { at: format.dateTime(one.begins) });
    if (one.outcome === "taken" && one.begins && Date.parse(one.begins) > Date.now()) return t("leads.outcome.takenLater", { at: format.dateTime(one.begins) });
    return t(`leads.outcome.${one.outcome}`);
  }
  function sentencesOf(why: LeadWhy, named: Named): string[] {
    const account = accountOf(why);
    // Without a territory there is nothing more to say of an owner.
    const isOver = why.owner_by === "none" && why.waits === "no_territory";
    return [...(account ? [account] : []), territoryOf(why, named), ...(isOver ? [] : [ownerOf(why, named)])];
  }
  return { sentencesOf, outcomeOf };
}
