// Who was invited and has not come yet, and which positions nobody holds: what people operations look after.
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { peopleQuery, positionsQuery } from "@/api/queries";
import { Button } from "@/design/button";
import { Card } from "@/design/page";
import { today } from "@/lib/days";
import { useFormat } from "@/lib/format";
import { GlanceList } from "./glance_list";
import { SeeAll } from "./see_all";

const SHOWN = 6;

export function PeopleGlance() {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery(peopleQuery({ status: "invited" }));
  const invite = (
    <Button size="small" look="primary" asChild>
      <Link to="/people?invite=1">
        <UserPlus aria-hidden className="size-4" />
        {t("people.invite")}
      </Link>
    </Button>
  );
  return (
    <Card title={t("nav.people")} description={t("home.peopleText")} actions={invite}>
      <GlanceList query={query} items={query.data?.items.slice(0, SHOWN)} empty={t("home.allCame")}>
        {(person) => (
          <li key={person.id} className="flex items-baseline justify-between gap-4 py-2.5 first:pt-0 last:pb-0">
            <Link to={`/people/${person.id}`} className="min-w-0 font-medium break-words hover:underline">
              {person.name}
            </Link>
            <span className="shrink-0 text-sm text-ink-2">{t("home.invited", { when: format.relative(person.created_at) })}</span>
          </li>
        )}
      </GlanceList>
    </Card>
  );
}

export function VacantGlance() {
  const { t } = useTranslation();
  const query = useQuery(positionsQuery(today()));
  const vacant = query.data?.filter((position) => !position.person);
  return (
    <Card title={t("home.vacant")} description={t("home.vacantText")} actions={<SeeAll to="/positions" of={t("nav.positions")} />}>
      <GlanceList query={query} items={vacant?.slice(0, SHOWN)} empty={t("home.noneVacant")}>
        {(position) => (
          <li key={position.id} className="py-2.5 first:pt-0 last:pb-0">
            <Link to={`/positions/${position.id}`} className="font-medium break-words hover:underline">
              {position.title}
            </Link>
          </li>
        )}
      </GlanceList>
    </Card>
  );
}
