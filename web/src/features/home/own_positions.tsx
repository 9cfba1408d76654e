// The seats one holds today and what they serve: the first thing that concerns whoever works a territory.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { positionsQuery, treeQuery } from "@/api/queries";
import { useSession } from "@/api/session";
import type { TerritoryId } from "@/api/types";
import { Card } from "@/design/page";
import { today } from "@/lib/days";
import { GlanceList } from "./glance_list";

const NAMED_MAX = 8;

export function OwnPositions() {
  const { t } = useTranslation();
  const session = useSession();
  const query = useQuery(positionsQuery(today()));
  const tree = useQuery(treeQuery(today())).data;
  const names = new Map((tree ?? []).map((one) => [one.id as TerritoryId, one.name]));
  const own = query.data?.filter((position) => position.person === session.person.id);
  return (
    <Card title={t("home.yourPositions")}>
      <GlanceList query={query} items={own} empty={t("home.noPosition")}>
        {(position) => (
          <li key={position.id} className="py-2.5 first:pt-0 last:pb-0">
            <Link to={`/positions/${position.id}`} className="font-medium hover:underline">
              {position.title}
            </Link>
            <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-sm">
              {position.territories.slice(0, NAMED_MAX).map((id) => (
                <li key={id}>
                  <Link to={`/territories/${id}`} className="prose-link">
                    {names.get(id) ?? t("alignment.territory")}
                  </Link>
                </li>
              ))}
              {position.territories.length > NAMED_MAX ? <li className="text-ink-3">{t("alignment.andMore", { count: position.territories.length - NAMED_MAX })}</li> : null}
            </ul>
          </li>
        )}
      </GlanceList>
    </Card>
  );
}
