// Which accounts change hands between two plans, with what they bought: in all and by person.
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { components } from "@/api/generated/schema";
import { usePeople } from "@/api/use_people";
import { Empty } from "@/design/empty";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";

type Schemas = components["schemas"];
type Book = Schemas["PlanBook"];
type PersonBooks = Schemas["PersonBooks"];

const SHOWN_MAX = 30;

// "12 accounts · €1,200,000".
export function useBookText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ accounts, revenue }: Book) =>
    [t("compare.accounts", { count: accounts, number: format.number(accounts) }), ...revenue.map(format.wholeMoney)].join(" · ");
}

function PeopleTable({ people }: { people: PersonBooks[] }) {
  const { t } = useTranslation();
  const { nameOf } = usePeople();
  const text = useBookText();
  const columns: Column<PersonBooks>[] = [
    { id: "person", header: t("compare.person"), isTitle: true, sortBy: ({ person }) => nameOf(person) ?? "", cell: ({ person }) => nameOf(person) ?? t("compare.somebody") },
    { id: "gained", header: t("compare.gains"), sortBy: ({ gained }) => gained.accounts, cell: ({ gained }) => (gained.accounts > 0 ? text(gained) : "–") },
    { id: "lost", header: t("compare.losses"), sortBy: ({ lost }) => lost.accounts, cell: ({ lost }) => (lost.accounts > 0 ? text(lost) : "–") },
  ];
  return <DataTable caption={t("compare.people")} columns={columns} rows={people} keyOf={({ person }) => person} shownMax={SHOWN_MAX} initialSort={{ id: "gained", desc: true }} empty={<Empty title={t("compare.nobody")} />} />;
}

// `query` is useQuery(booksQuery(...)): the flows of the page show it, too.
export function BooksCard({ country, query }: { country: string; query: UseQueryResult<Schemas["BookDiff"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useBookText();
  if (query.error) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-40 w-full" />;
  const { moved, people, revenue_from } = query.data;
  const about = t("compare.booksText", { day: format.localDate(revenue_from), country });
  if (moved.accounts === 0) {
    return (
      <Card title={t("compare.books")}>
        <Empty title={t("compare.noAccounts")}>{about}</Empty>
      </Card>
    );
  }
  return (
    <Card isFlush title={t("compare.booksMoved", { book: text(moved) })} description={about}>
      <PeopleTable people={people} />
    </Card>
  );
}
