// What a thread is about; a click goes there: on the map, or to the account.
import { useQuery } from "@tanstack/react-query";
import { Building2, MapPin } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { idFrom } from "@/api/types";
import type { RecordId } from "@/api/crm";
import { recordQuery } from "@/api/crm_queries";
import type { Comment } from "@/api/discussion";
import { useStudio } from "../context";
import { Swatch } from "../panel/effect";
import { placesAbout, territoryAbout } from "./threads";

function AccountLink({ id }: { id: string }) {
  const { t } = useTranslation();
  const account = useQuery(recordQuery("account", idFrom<RecordId>(id))).data;
  return (
    <Link to={`/accounts/${id}`} className="inline-flex min-w-0 items-center gap-1.5 font-medium hover:underline">
      <Building2 aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <span className="min-w-0 truncate">{account?.title ?? t("talk.anAccount")}</span>
    </Link>
  );
}

// The name of a unit or a territory of the plan, for a text.
export function useAboutName() {
  const { t } = useTranslation();
  const { board, units } = useStudio();
  return (about: Comment["about"] | undefined, id: string | undefined) => {
    if (about === "unit") return t("talk.unitNamed", { code: id ?? "" });
    if (about === "account") return t("talk.anAccount");
    const name = about === "territory" ? board.territories[territoryAbout(about, id, { board, units })]?.name : undefined;
    return name ?? (about === "territory" ? t("talk.goneTerritory") : t("talk.thePlan"));
  };
}

export function useGoTo() {
  const { board, units, select, show } = useStudio();
  return (about: Comment["about"] | undefined, id: string | undefined) => {
    const places = placesAbout(about, id, { board, units });
    if (places.length === 0) return;
    select(places, "replace");
    show(places);
  };
}

export function AboutLabel({ about, id }: { about: Comment["about"]; id: string | undefined }) {
  const { t } = useTranslation();
  const { board, units } = useStudio();
  const nameOf = useAboutName();
  const goTo = useGoTo();
  if (about === "account") return <AccountLink id={id ?? ""} />;
  const world = { board, units };
  const index = territoryAbout(about, id, world);
  const name = nameOf(about, id);
  if (about === "plan" || placesAbout(about, id, world).length === 0) return <span className="min-w-0 truncate font-medium text-ink-2 first-letter:uppercase">{name}</span>;
  return (
    <button type="button" className="inline-flex min-w-0 items-center gap-1.5 text-left font-medium hover:underline" onClick={() => goTo(about, id)}>
      {about === "territory" ? <Swatch colour={board.territories[index]?.colour ?? 0} /> : <MapPin aria-hidden className="size-3.5 shrink-0 text-ink-3" />}
      <span className="min-w-0 truncate first-letter:uppercase">{name}</span>
      <span className="sr-only">: {t("plan.showOnMap")}</span>
    </button>
  );
}
