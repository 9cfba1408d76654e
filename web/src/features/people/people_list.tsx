import { useQuery } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { peopleQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { type Person, ROLES } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Avatar } from "@/design/avatar";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { SearchInput, Select } from "@/design/input";
import { Card, PageHeader } from "@/design/page";
import { Pagination, useCursor } from "@/design/pagination";
import { PersonBadge } from "@/design/person_badge";
import { type Column, DataTable } from "@/design/table";
import { useFormat } from "@/lib/format";
import { Invite } from "./invite";

const STATUSES: Person["status"][] = ["active", "invited", "deactivated"];

function useColumns(): Column<Person>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("person.name"),
      isTitle: true,
      sortBy: (person) => person.name,
      cell: (person) => (
        <Link to={`/people/${person.id}`} className="group/name flex items-center gap-3">
          <Avatar name={person.name} />
          <span className="min-w-0">
            <span className="block truncate font-medium text-ink group-hover/name:underline">{person.name}</span>
            <span className="block truncate text-sm font-normal text-ink-3">{person.email}</span>
          </span>
        </Link>
      ),
    },
    {
      id: "roles",
      header: t("person.roles"),
      cell: (person) => (
        <span className="flex flex-wrap gap-1">
          {person.roles.map((role) => (
            <Badge key={role}>{t(`role.${role}.name`)}</Badge>
          ))}
        </span>
      ),
    },
    { id: "status", header: t("person.statusLabel"), sortBy: (person) => person.status, cell: (person) => <PersonBadge status={person.status} /> },
    {
      id: "seen",
      header: t("person.lastSeen"),
      hideOnPhone: true,
      sortBy: (person) => person.last_seen_at ?? "",
      cell: (person) => <span className="text-ink-2">{person.last_seen_at ? format.relative(person.last_seen_at) : t("person.never")}</span>,
    },
  ];
}

function Listing({ search }: { search: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const role = params.get("role") ?? "";
  const status = params.get("status") ?? "";
  const cursor = useCursor(`${search} ${role} ${status}`);
  const query = useQuery(peopleQuery({ search: search || undefined, role: role || undefined, status: status || undefined, cursor: cursor.cursor }));
  const columns = useColumns();
  function filter(name: string, value: string) {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  }
  return (
    <>
      <div className="contents">
        <Select aria-label={t("people.filterRole")} placeholder={t("people.anyRole")} value={role} options={ROLES.map((value) => ({ value, label: t(`role.${value}.name`) }))} onValueChange={(value) => filter("role", value)} className="w-44 max-sm:flex-1" />
        <Select aria-label={t("people.filterStatus")} placeholder={t("people.anyStatus")} value={status} options={STATUSES.map((value) => ({ value, label: t(`person.status.${value}`) }))} onValueChange={(value) => filter("status", value)} className="w-44 max-sm:flex-1" />
      </div>
      <Card isFlush className="basis-full">
        <DataTable
          caption={t("nav.people")}
          columns={columns}
          rows={query.data?.items}
          keyOf={(person) => person.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          empty={
            <Empty icon={<Users aria-hidden className="size-5" />} title={t("people.noneMatch")}>
              {t("people.noneMatchText")}
            </Empty>
          }
          footer={<Pagination cursor={cursor} next={query.data?.next} shown={query.data?.items.length ?? 0} />}
        />
      </Card>
    </>
  );
}

export function PeopleList() {
  const { t } = useTranslation();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const isInviting = params.get("invite") === "1" && may("people.manage");
  function setInviting(isOpen: boolean) {
    const next = new URLSearchParams(params);
    if (isOpen) next.set("invite", "1");
    else next.delete("invite");
    setParams(next, { replace: true });
  }
  return (
    <Allowed permission="people.read">
      <PageHeader
        title={t("nav.people")}
        description={t("people.text")}
        actions={
          <Button look="primary" icon={<UserPlus aria-hidden className="size-4" />} disabledReason={!may("people.manage") && t("people.mayNot")} onClick={() => setInviting(true)}>
            {t("people.invite")}
          </Button>
        }
      />
      <div className="flex flex-wrap gap-3">
        <SearchInput label={t("people.search")} value={typed} onChange={(event) => setTyped(event.target.value)} className="w-72 max-sm:w-full" />
        <Listing search={search} />
      </div>
      <Invite isOpen={isInviting} onOpenChange={setInviting} />
    </Allowed>
  );
}
