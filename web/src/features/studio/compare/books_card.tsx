// Which accounts change hands between two plans, with what they bought: in all, by person and by pair of territories.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { components } from "@/api/generated/schema";
import { companyQuery } from "@/api/queries";
import { booksQuery } from "@/api/studio_queries";
import type { PlanId } from "@/api/types";
import { usePeople } from "@/api/use_people";
import { Empty } from "@/design/empty";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";

type Schemas = components["schemas"];
type Book = Schemas["PlanBook"];
type Flow = Schemas["BookFlow"];
type PersonBooks = Schemas["PersonBooks"];

const SHOWN_MAX = 30;

// "12 accounts · €1,200,000".
function useBookText() {
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

function FlowTable({ flows }: { flows: Flow[] }) {
  const { t } = useTranslation();
  const text = useBookText();
  const columns: Column<Flow>[] = [
    { id: "from", header: t("compare.from"), isTitle: true, sortBy: ({ from }) => from, cell: ({ from }) => from },
    { id: "to", header: t("compare.to"), sortBy: ({ to }) => to, cell: ({ to }) => to },
    { id: "book", header: t("compare.books"), sortBy: ({ book }) => book.accounts, cell: ({ book }) => text(book) },
  ];
  return <DataTable caption={t("compare.booksByTerritory")} columns={columns} rows={flows} keyOf={({ from, to }) => `${from} ${to}`} shownMax={SHOWN_MAX} initialSort={{ id: "book", desc: true }} empty={<Empty title={t("compare.noAccounts")} />} />;
}

export function BooksCard({ plan, other }: { plan: PlanId; other: PlanId | "" }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useBookText();
  const country = useQuery(companyQuery).data?.country ?? "";
  const books = useQuery(booksQuery(plan, other, country));
  if (books.error) return <ProblemNote problem={books.error} onRetry={() => void books.refetch()} />;
  if (!books.data) return <Skeleton className="h-40 w-full" />;
  const { moved, people, flows, revenue_from } = books.data;
  if (moved.accounts === 0) {
    return (
      <Card title={t("compare.books")}>
        <Empty title={t("compare.noAccounts")}>{t("compare.booksText", { day: format.localDate(revenue_from), country })}</Empty>
      </Card>
    );
  }
  return (
    <Card isFlush title={t("compare.booksMoved", { book: text(moved) })} description={t("compare.booksText", { day: format.localDate(revenue_from), country })}>
      <div className="flex flex-col gap-4">
        {people.length > 0 ? <PeopleTable people={people} /> : null}
        <FlowTable flows={flows} />
      </div>
    </Card>
  );
}
