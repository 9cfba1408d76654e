// One territory: where it stands, who owns it, and who did or will.
import { useQuery } from "@tanstack/react-query";
import { MoreHorizontal, UserMinus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { assignmentsQuery, placementsQuery, treeQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { idFrom, type Position, type Territory, type TerritoryId } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Badge } from "@/design/badge";
import { Button, IconButton } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, Facts, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useFormat } from "@/lib/format";
import { accountsIn } from "./accounts_link";
import { AsOf, dayQuery, useDay } from "./as_of";
import { Unassign } from "./assign_form";
import { MarketPart } from "./market/market_part";
import { Owner } from "./owner";
import { Spans } from "./spans";
import { TerritoryMenu } from "./territory_menu";
import { covers, placesOf, type Span, type Tie, tiesOf } from "./timeline";
import { pathTo, type Tree, treeOf } from "@/lib/territory_tree";
import { usePersonName, usePositions } from "./use_names";

function Above({ tree, territory, day }: { tree: Tree; territory: Territory; day: string }) {
  const { t } = useTranslation();
  const query = dayQuery(day);
  return (
    <nav aria-label={t("alignment.path")} className="flex flex-wrap gap-x-1.5">
      <Link to={`/territories${query}`} className="hover:underline">
        {t("nav.territories")}
      </Link>
      {pathTo(tree, territory.id).map((one) => (
        <span key={one.id}>
          <span aria-hidden>› </span>
          <Link to={`/territories/${one.id}${query}`} className="hover:underline">
            {one.name}
          </Link>
        </span>
      ))}
    </nav>
  );
}

function History({ territory, positions, day }: { territory: Territory; positions: Map<string, Position>; day: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(assignmentsQuery);
  const [ending, setEnding] = useState<Tie | null>(null);
  const ties = useMemo(() => tiesOf(query.data ?? [], { territory: territory.id }), [query.data, territory.id]);
  const titleOf = (tie: Tie) => positions.get(tie.position)?.title ?? t("alignment.position");
  const endButton = (span: Span<Tie>) =>
    may("territories.manage") && covers(span, day) ? (
      <IconButton size="small" label={t("alignment.unassignOf", { name: titleOf(span.value) })} icon={<UserMinus aria-hidden className="size-4" />} onClick={() => setEnding(span.value)} />
    ) : null;
  return (
    <Card title={t("alignment.ownersHistory")} description={t("alignment.ownersHistoryText")}>
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-20 w-full" /> : null}
      {query.data ? (
        <Spans label={t("alignment.ownersHistory")} spans={ties} day={day} empty={t("alignment.neverOwned")} actionOf={endButton}>
          {(tie) => (
            <span className="flex flex-wrap items-center gap-2">
              <Link to={`/positions/${tie.position}${dayQuery(day)}`} className="font-medium hover:underline">
                {titleOf(tie)}
              </Link>
              {tie.part === "overlay" ? <Badge tone="info">{t("alignment.parts.overlay")}</Badge> : null}
            </span>
          )}
        </Spans>
      ) : null}
      {ending ? <Unassign position={ending.position} territory={territory.id} name={titleOf(ending)} day={day} onClose={() => setEnding(null)} /> : null}
    </Card>
  );
}

// Only where it ever moved: that it always stood there is said above already.
function Places({ tree, territory, day }: { tree: Tree; territory: Territory; day: string }) {
  const { t } = useTranslation();
  const query = useQuery(placementsQuery(territory.id as TerritoryId));
  const places = useMemo(() => placesOf(query.data ?? []), [query.data]);
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (places.length < 2) return null;
  return (
    <Card title={t("alignment.places")} description={t("alignment.placesText")}>
      <Spans label={t("alignment.places")} spans={places} day={day} empty="">
        {(parent) => {
          const above = parent ? tree.byId.get(parent) : undefined;
          if (!parent) return <span className="font-medium">{t("alignment.atTop")}</span>;
          if (!above) return <span className="text-ink-2">{t("alignment.notInTree")}</span>;
          return (
            <Link to={`/territories/${above.id}${dayQuery(day)}`} className="font-medium hover:underline">
              {above.name}
            </Link>
          );
        }}
      </Spans>
    </Card>
  );
}

function Loaded({ tree, territory, day }: { tree: Tree; territory: Territory; day: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const nameOf = usePersonName();
  const { byId, query } = usePositions(day);
  const { isToday, setDay } = useDay();
  const format = useFormat();
  const above = pathTo(tree, territory.id).at(-1);
  const accounts = accountsIn(tree, territory.id as TerritoryId);
  const labelOf = (position: Position) => `${position.title} · ${position.person ? nameOf(position.person) : t("alignment.vacant")}`;
  const below = tree.below.get(territory.id) ?? [];
  const menu = <Button icon={<MoreHorizontal aria-hidden className="size-4" />}>{t("ui.actions")}</Button>;
  return (
    <>
      <PageHeader
        title={territory.name}
        above={<Above tree={tree} territory={territory} day={day} />}
        actions={
          <>
            <AsOf day={day} isToday={isToday} onChange={setDay} />
            {isToday && accounts && may("crm.read") ? (
              <Button asChild>
                <Link to={accounts}>{t("alignment.itsAccounts")}</Link>
              </Button>
            ) : null}
            <TerritoryMenu tree={tree} territory={territory} positions={query.data ?? []} labelOf={labelOf} day={day} trigger={menu} />
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title={t("alignment.onDay", { day: format.localDate(day) })}>
            <Facts
              items={[
                { label: t("alignment.parts.owner"), value: <Owner position={territory.owner ? byId.get(territory.owner) : undefined} nameOf={nameOf} day={day} isQuiet={below.length > 0} /> },
                ...territory.overlays.map((id) => ({ label: t("alignment.parts.overlay"), value: <Owner position={byId.get(id)} nameOf={nameOf} day={day} /> })),
                { label: t("alignment.parent"), value: above ? <Link to={`/territories/${above.id}${dayQuery(day)}`} className="hover:underline">{above.name}</Link> : t("alignment.atTop") },
              ]}
            />
          </Card>
          {below.length > 0 ? (
            <Card title={t("alignment.directlyBelow")}>
              <ul className="divide-y divide-line">
                {below.map((one) => (
                  <li key={one.id} className="grid grid-cols-2 items-center gap-x-4 py-2.5 first:pt-0 last:pb-0">
                    <Link to={`/territories/${one.id}${dayQuery(day)}`} className="font-medium hover:underline">
                      {one.name}
                    </Link>
                    <Owner position={one.owner ? byId.get(one.owner) : undefined} nameOf={nameOf} day={day} isQuiet={tree.below.has(one.id)} />
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <History territory={territory} positions={byId} day={day} />
          <Places tree={tree} territory={territory} day={day} />
        </div>
      </div>
      {isToday ? <MarketPart territory={territory.id as TerritoryId} accounts={accounts} /> : null}
    </>
  );
}

export function TerritoryPage() {
  const { t } = useTranslation();
  const id = idFrom<TerritoryId>(useParams()["territory"]);
  const may = useMay();
  const { day, isToday, setDay } = useDay();
  const query = useQuery({ ...treeQuery(day), enabled: may("territories.read") });
  const tree = useMemo(() => treeOf(query.data ?? []), [query.data]);
  const territory = tree.byId.get(id);
  const back = isToday ? (
    <Button asChild>
      <Link to="/territories">{t("alignment.toTree")}</Link>
    </Button>
  ) : (
    <Button onClick={() => setDay("")}>{t("alignment.today")}</Button>
  );
  return (
    <Allowed permission="territories.read">
      {territory ? (
        <Loaded tree={tree} territory={territory} day={day} />
      ) : query.error ? (
        <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <>
          <h1 className="sr-only">{t("alignment.notThere")}</h1>
          <Empty title={t("alignment.notThere")} action={back}>
            {t("alignment.notThereText")}
          </Empty>
        </>
      ) : (
        <Skeleton className="h-48 w-full" />
      )}
    </Allowed>
  );
}
